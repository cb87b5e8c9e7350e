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
      return Row(
        [
          .count(UInt64(index + 1)), .stream(lot.account.stream),
          question.cell(unit: lot.closing.unit), .instant(lot.closing.at),
          .word(of: HandlingGrade.self, lot.closing.value), .code(String(lot.rank.hex.prefix(16))),
        ], events: [lot.closing.position])
    }
    board.notes = notes(board, population, seed, period, rule)
    return board
  }

  private struct Lot {
    let rank: Digest
    let account: TicketAccount
    let closing: TicketFact
  }

  /// The lowest lots, and of how many. Where no unit is asked for, tickets need not be opened, and two threads draw.
  private static func draw(
    _ wanted: Int, _ question: BoardQuestion, _ seed: UInt64, _ period: ScorePeriod?
  ) throws -> ([Lot], Int) {
    let accounts = question.ledger.accounts
    let unit = question.unit
    let offset = question.basis.offset
    let times = period.map { $0.start(offset: offset)..<$0.finish(offset: offset) }
    let parts = try WorkShare.all(unit == nil ? 2 : 1) { share in
      var drum = LotDrum(wanted, seed)
      var own = closed(accounts, share, times)
      if let unit {
        let all = own
        own = []
        try accounts.forEachHeld(all) { number, held in
          guard held.closingUnit?.hasSameBytes(as: unit) ?? false else { return }
          own.append(UInt32(clamping: number.rawValue))
        }
      }
      try accounts.forEachStreamBlock(own) { numbers, block in drum.put(numbers, of: block) }
      drum.cut()
      return drum
    }
    let drawn = parts.flatMap(\.lowest).sorted { $0.rank < $1.rank }
    let lots = try drawn.prefix(wanted).compactMap { drawn -> Lot? in
      guard let account = try accounts.account(StreamNumber(UInt64(drawn.number))),
        let closing = account.last(.closed)
      else { return nil }
      return Lot(rank: drawn.rank, account: account, closing: closing)
    }
    return (lots, parts.reduce(0) { $0 + $1.population })
  }

  /// Numbers of the tickets that are closed, and were in a time.
  private static func closed(
    _ accounts: AccountShelf, _ share: WorkShare, _ times: Range<Instant>?
  ) -> [UInt32] {
    var closed: [UInt32] = []
    accounts.forEachBrief(.closed, share) { number, brief in
      guard times?.contains(Instant(microseconds: brief.closedAt)) ?? true else { return }
      closed.append(UInt32(clamping: number.rawValue))
    }
    return closed
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

/// 签筒: draws the lowest lots of tickets.
private struct LotDrum: Sendable {
  /// The lowest so far; in order once ``cut()``.
  private(set) var lowest: [(rank: Digest, number: UInt32)] = []
  /// Of how many.
  private(set) var population = 0
  private let wanted: Int
  private let seed: [UInt8]
  private var parts: [HashPart] = []
  private var drawn: [UInt32] = []
  /// Higher lots are not among the lowest.
  private var limit: Digest?

  init(_ wanted: Int, _ seed: UInt64) {
    self.wanted = wanted
    self.seed = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: seed >> $0) }
    parts.reserveCapacity(AccountShelf.blockSize)
    drawn.reserveCapacity(AccountShelf.blockSize)
  }

  /// Puts some tickets of a block in: the seed goes into the room before each name.
  mutating func put(_ numbers: ArraySlice<UInt32>, of block: StreamBook.Block) {
    var bytes = block.bytes
    parts.removeAll(keepingCapacity: true)
    drawn.removeAll(keepingCapacity: true)
    for number in numbers {
      let place = Int(number) % AccountShelf.blockSize
      guard block.names(place) else { continue }
      let start = block.parts[place].range.lowerBound
      for offset in seed.indices { bytes[start + offset] = seed[offset] }
      parts.append(block.parts[place])
      drawn.append(number)
    }
    let digests = BatchHash.digests(parts, of: bytes.span)
    for place in digests.indices where limit.map({ digests[place] < $0 }) ?? true {
      lowest.append((digests[place], drawn[place]))
    }
    population += drawn.count
    if lowest.count / 2 > wanted { cut() }
  }

  /// Leaves the lowest, in order.
  mutating func cut() {
    lowest.sort { $0.rank < $1.rank }
    guard lowest.count > wanted else { return }
    lowest.removeLast(lowest.count - wanted)
    limit = lowest.last?.rank ?? .zero
  }
}

extension [TicketAccount] {
  /// The unit of the latest closing of the first.
  fileprivate var closingUnit: String? {
    let facts = span[0].facts
    return facts.indices.last { facts[$0].kind == .closed }.map { facts[$0].unit }
  }
}

extension Digest {
  /// The order of the bytes.
  fileprivate static func < (left: Digest, right: Digest) -> Bool {
    left.words < right.words
  }
}
