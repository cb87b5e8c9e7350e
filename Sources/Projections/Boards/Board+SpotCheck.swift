import EventStore
import Hotline
import Wire

// 抽查: which closed tickets are looked at is decided by lot, and anybody can draw the lot again: the list is the closed
// tickets in the order of their first events, those of the period and of the unit alone where these are asked for.
extension Board {
  /// How many are drawn where the rules do not say.
  static let sampleDefault = 20

  static func spotCheck(_ question: BoardQuestion, seed: UInt64) throws -> Board {
    var board = Board(.spotCheck, question)
    board.columns = [
      Column("place", "lot", "签号", "籤號"), .stream, .unit,
      Column("closedAt", "closed", "结案时间", "結案時間"),
      Column("grade", "grade", "等级", "等級").detail,
      Column("listed", "place in the list", "名册序号", "名冊序號").detail,
      Column("draw", "draw", "抽签次数", "抽籤次數").detail,
    ]
    let rule = question.basis.book?.rules.check
    let period = rule?.period.flatMap { question.period($0) }
    let wanted = rule.map { Int(clamping: $0.perPeriod) } ?? sampleDefault
    let offset = question.basis.offset
    let times = period.map { $0.start(offset: offset)..<$0.finish(offset: offset) }
    let accounts = question.ledger.accounts
    let list = try accounts.closedList(in: times, by: question.unit)
    let draw = SampleDraw(wanted, of: list.count, seed: seed)
    let numbers = draw.lots.map { list.number(at: $0.place - 1) }
    for (index, lot) in draw.lots.enumerated() {
      guard let account = try accounts.account(numbers[index]),
        let place = account.facts.lastIndex(where: { $0.kind == .closed })
      else { continue }
      let closing = account.facts[place]
      let grade = account.facts.graded(closingAt: place)?.grade
      board.rows.append(
        Row(
          [
            .count(UInt64(index + 1)), .stream(account.stream), question.cell(unit: closing.unit),
            .instant(closing.at), .word(of: HandlingGrade.self, UInt64(grade ?? 0)),
            .count(UInt64(lot.place)), lot.draw == 0 ? .none : .count(lot.draw),
          ], events: account.events(ofClosingAt: place)))
    }
    board.notes = notes(board, list.count, seed, period, rule)
    return board
  }

  private static func notes(
    _ board: Board, _ population: Int, _ seed: UInt64, _ period: ScorePeriod?,
    _ rule: SpotCheckRule?
  ) -> [Phrase] {
    let when = period.map { Phrase(verbatim: $0.description) } ?? Phrase("all", "全部", "全部")
    var notes: [Phrase] = [
      .of(
        "{0} of {1} closed tickets ({2}), log position {3}, seed {4}, algorithm {5}",
        "{1} 件已结案工单（{2}）中抽取 {0} 件；日志位置 {3}，种子 {4}，算法 {5}",
        "{1} 件已結案案件（{2}）中抽取 {0} 件；日誌位置 {3}，種子 {4}，演算法 {5}",
        .number(board.rows.count), .number(population), when, .number(board.position.rawValue),
        .number(seed), Phrase(verbatim: SampleDraw.algorithm))
    ]
    if let algorithm = rule?.algorithm, !algorithm.isEmpty, algorithm != SampleDraw.algorithm {
      notes.append(
        .of(
          "the rules name the algorithm {0}, which is not known here", "规则所定算法 {0} 此处未知",
          "規則所定演算法 {0} 此處未知", Phrase(verbatim: algorithm)))
    }
    return notes
  }
}

extension BoardQuestion {
  /// The period of a kind that holds the moment of the question.
  func period(_ kind: PeriodKind) -> ScorePeriod? {
    let month = ScorePeriod.month(of: now, offset: basis.offset)
    let first = basis.book?.rules.periods.first { $0.kind == kind }?.firstMonth ?? 1
    for year in [month / 12, month / 12 + 1] {
      for number in 1...12 {
        let period = ScorePeriod(
          kind, year: year, number: number,
          firstMonth: kind == .month ? 1 : max(1, Int(clamping: first)))
        if let period, period.begin <= month, month < period.end { return period }
      }
    }
    return nil
  }
}
