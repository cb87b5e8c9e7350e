import EventStore
import Hotline
import Wire

// 抽查: which closed tickets are looked at is decided by lot, and anybody can draw the lot again.
extension Board {
  /// How many are drawn where the rules do not say.
  static let sampleDefault = 20

  /// Lots by SHA-256 of the seed, eight bytes with the highest first, and the stream: the lowest are drawn.
  static let drawing = "sha256-rank-1"

  static func spotCheck(_ question: BoardQuestion, seed: UInt64) throws -> Board {
    var board = Board(.spotCheck, question)
    board.columns = [
      Column("place", "lot", "签号", "籤號"), .stream, .unit,
      Column("closedAt", "closed", "结案时间", "結案時間"),
      Column("grade", "grade", "等级", "等級").detail,
      Column("rank", "hash", "散列", "雜湊").detail,
    ]
    let rule = question.basis.book?.rules.check
    let period = rule?.period.flatMap { question.period($0) }
    let wanted = rule.map { Int(clamping: $0.perPeriod) } ?? sampleDefault
    let (lots, population) = try draw(wanted, question, seed, period)
    board.rows = lots.enumerated().map { index, lot in
      let grade = HandlingGrade(rawValue: UInt8(truncatingIfNeeded: lot.closing.value))
      return Row(
        [
          .count(UInt64(index + 1)), .stream(lot.account.stream),
          question.cell(unit: lot.closing.unit), .instant(lot.closing.at),
          grade.map { .word($0.name, $0.words) } ?? .none, .code(String(lot.rank.prefix(16))),
        ], events: [lot.closing.position])
    }
    board.notes = notes(board, population, seed, period, rule)
    return board
  }

  private struct Lot {
    let rank: String
    let account: TicketAccount
    let closing: TicketFact
  }

  /// The lowest lots, and of how many.
  private static func draw(
    _ wanted: Int, _ question: BoardQuestion, _ seed: UInt64, _ period: ScorePeriod?
  ) throws -> ([Lot], Int) {
    let accounts = question.ledger.accounts
    var closed: [UInt32] = []
    accounts.forEachSlot(.cases) { number, slot in
      let brief = slot.brief
      let at = Instant(microseconds: brief.closedAt)
      if brief.step == TicketStep.closed.rawValue, brief.marks.contains(.isClosedKnown),
        period?.contains(at, question.basis.offset) ?? true
      {
        closed.append(UInt32(clamping: number.rawValue))
      }
    }
    if question.unit != nil { closed = try closedByUnit(closed, question) }
    var ranks: [(rank: String, number: UInt32)] = []
    try accounts.forEachStream(closed) { number, stream in
      ranks.append((rank(stream, seed), number))
    }
    ranks.sort { $0.rank < $1.rank }
    let lots = try ranks.prefix(wanted).compactMap { drawn -> Lot? in
      guard let account = try accounts.account(StreamNumber(UInt64(drawn.number))),
        let closing = account.last(.closed)
      else { return nil }
      return Lot(rank: drawn.rank, account: account, closing: closing)
    }
    return (lots, ranks.count)
  }

  private static func closedByUnit(
    _ numbers: [UInt32], _ question: BoardQuestion
  ) throws -> [UInt32] {
    var own: [UInt32] = []
    try question.ledger.forEachCase(numbers) { number, account in
      guard let closing = account.last(.closed), question.wants(closing.unit) else { return }
      own.append(UInt32(clamping: number.rawValue))
    }
    return own
  }

  private static func rank(_ stream: String, _ seed: UInt64) -> String {
    var bytes: [UInt8] = []
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: seed >> UInt64(shift)))
    }
    return sha256(bytes, Array(stream.utf8)).hex
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
        .number(seed), Phrase(verbatim: drawing))
    ]
    if let algorithm = rule?.algorithm, !algorithm.isEmpty, algorithm != drawing {
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

extension ScorePeriod {
  fileprivate func contains(_ instant: Instant, _ offset: Int64) -> Bool {
    start(offset: offset) <= instant && instant < finish(offset: offset)
  }
}
