import EventStore
import Hotline
import Wire

// Tickets that went the wrong way: given back, or opened again.
extension Board {
  static func returns(_ question: BoardQuestion) throws -> Board {
    var board = Board(.returns, question)
    board.columns = [
      .stream, .unit, Column("returns", "times", "次数", "次數"),
      Column("improper", "improper", "不当", "不當").detail,
      Column("ruling", "ruling", "裁定", "裁定"),
      Column("inTheAirMicroseconds", "in the air", "在途时间", "在途時間"),
      Column("path", "to and fro", "往返", "往返"),
      Column("askedAt", "last asked", "最近申请", "最近申請").detail, .step,
    ]
    var rows: [RankedRow] = []
    try question.ledger.accounts.forEachHeld(.fact(.returnRequested)) { _, held in
      if let row = returnRow(held, question) { rows.append(row) }
    }
    board.rows = RankedRow.sorted(rows)
    return board
  }

  private static func returnRow(
    _ held: [TicketAccount], _ question: BoardQuestion
  ) -> RankedRow? {
    // Reached in its array: taking it out would copy it.
    let account = held.span
    guard account[0].state.returns > 0, let acts = ReturnActs(account[0].facts, question) else {
      return nil
    }
    let isPending = account[0].state.pendingReturn != nil
    let path = TicketAccount.pingPong(account[0].state.hands)
    let air = TicketAccount.timeInTheAir(account[0].state.hands, until: question.now)
    let step = account[0].state.step
    let row = Row(
      [
        .stream(account[0].stream), question.cell(unit: acts.asked.unit),
        .count(account[0].state.returns), .count(account[0].state.improperReturns),
        ruling(acts.ruling, isPending: isPending), .duration(air),
        path.isEmpty ? .none : words(path, question), .instant(acts.asked.at),
        TicketAccount.standing(step),
      ], events: acts.events, isUrgent: isPending || !path.isEmpty)
    let at = acts.asked.at.microseconds
    return RankedRow(
      rank: isPending ? 0 : TicketAccount.isOpen(step) ? 1 : 2, at: isPending ? at : -at,
      stream: account[0].stream, row: row)
  }

  private static func ruling(_ ruling: UInt64?, isPending: Bool) -> BoardCell {
    if isPending { return .word("pending", Phrase("waits", "待裁", "待裁")) }
    return ruling.map { .word(of: Ruling.self, $0) } ?? .none
  }

  private static func words(_ path: [String], _ question: BoardQuestion) -> BoardCell {
    .words(
      .joined(path.map(question.names.unit), by: Phrase(" → ", " → ", " → ")))
  }

  static func reopened(_ question: BoardQuestion) throws -> Board {
    var board = Board(.reopened, question)
    board.columns = [
      .stream, .unit, Column("reopenings", "times", "次数", "次數"),
      Column("reopenedAt", "reopened", "打开时间", "重啟時間"),
      Column("closedBefore", "closed before", "此前结案", "此前結案").detail,
      Column("claimed", "claimed", "单位自报", "機關自報").detail,
      Column("citizen", "citizen says", "群众称", "民眾稱").detail, .step,
    ]
    var rows: [RankedRow] = []
    try question.ledger.forEachCase(.fact(.reopened)) { _, account in
      guard let opened = account.last(.reopened), question.wants(opened.unit, account.state.lead)
      else { return }
      let rounds = TicketRound.all(of: account.facts)
      let before = rounds.count > 1 ? rounds[rounds.count - 2] : TicketRound()
      let closing = before.last(.closed)
      let events = account.facts.filter { $0.kind == .reopened }
      let row = Row(
        [
          .stream(account.stream), question.cell(unit: opened.unit), .count(UInt64(events.count)),
          .instant(opened.at), closing.map { .instant($0.at) } ?? .none,
          solved(before.result?.claim), solved(before.last(.answered)?.answer(4)),
          account.standing,
        ],
        events: account.withCorrections(
          ([closing, before.result, before.last(.answered)].compactMap { $0 } + events).map(
            \.position)),
        isUrgent: account.isOpen)
      rows.append(
        RankedRow(
          rank: account.isOpen ? 0 : 1, at: -opened.at.microseconds, stream: account.stream,
          row: row))
    }
    board.rows = RankedRow.sorted(rows)
    return board
  }

  private static func solved(_ answer: UInt8?) -> BoardCell {
    switch answer {
    case 1: .words(Phrase("solved", "已解决", "已解決"))
    case 2: .words(Phrase("not solved", "未解决", "未解決"))
    default: .none
    }
  }
}

extension TicketAccount {
  /// 往返退转: the last three units' hands, the centre left out, when they are A, B and A; else empty.
  static func pingPong(_ hands: [Holding]) -> [String] {
    // Of a ticket that went to and fro three units' hands are known at least.
    guard hands.count > 2 else { return [] }
    var path: [String] = []
    var before: Int?
    var last: Int?
    for place in hands.indices where hands.span[place].unit != TicketState.centre {
      let unit = hands.span[place].unit
      if let last, hands.span[last].unit == unit { continue }
      if let before, let last, hands.span[before].unit == unit {
        path = [before, last, place].map { hands[$0].unit }
      }
      (before, last) = (last, place)
    }
    return path
  }

  /// 在途时间: how long returns waited for a ruling, in microseconds; charged to who asked.
  static func timeInTheAir(_ hands: [Holding], until now: Instant) -> Int64 {
    var sum: Int64 = 0
    for place in hands.indices where hands.span[place].inTheAir {
      guard let from = hands.span[place].from else { continue }
      let end = max(from, hands.span[place].until ?? now)
      sum &+= end.microseconds.subtractingClamped(from.microseconds)
    }
    return sum
  }
}

/// 退单始末: what the facts of a ticket tell of its returns.
private struct ReturnActs {
  /// The latest request.
  let asked: TicketFact
  /// What came of the latest that was decided.
  private(set) var ruling: UInt64?
  /// Requests and rulings.
  private(set) var events: [Position] = []

  /// Of a ticket that a question asks for; else `nil`.
  init?(_ facts: [TicketFact], _ question: BoardQuestion) {
    var last: Int?
    var isWanted = false
    for place in facts.indices {
      switch facts.span[place].kind {
      case .returnRequested:
        last = place
        if !isWanted { isWanted = question.wants(facts[place].unit) }
      case .returnDecided: ruling = facts.span[place].value
      default: continue
      }
      events.append(facts.span[place].position)
    }
    guard isWanted, let last else { return nil }
    asked = facts[last]
  }
}
