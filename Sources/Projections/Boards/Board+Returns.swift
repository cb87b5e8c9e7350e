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
    try question.ledger.forEachCase(.fact(.returnRequested)) { _, account in
      guard account.state.returns > 0, let asked = account.last(.returnRequested) else { return }
      let facts = account.facts.span
      var isWanted = false
      var events: [Position] = []
      for index in facts.indices {
        let isRequest = facts[index].kind == .returnRequested
        if isRequest, !isWanted { isWanted = question.wants(facts[index].unit) }
        if isRequest || facts[index].kind == .returnDecided {
          events.append(facts[index].position)
        }
      }
      guard isWanted else { return }
      let isPending = account.state.pendingReturn != nil
      let path = account.pingPong
      let row = Row(
        [
          .stream(account.stream), question.cell(unit: asked.unit), .count(account.state.returns),
          .count(account.state.improperReturns), ruling(account, isPending: isPending),
          .duration(account.timeInTheAir(until: question.now)),
          path.isEmpty ? .none : words(path, question), .instant(asked.at), account.standing,
        ], events: events, isUrgent: isPending || !path.isEmpty)
      rows.append(
        RankedRow(
          rank: isPending ? 0 : account.isOpen ? 1 : 2,
          at: isPending ? asked.at.microseconds : -asked.at.microseconds,
          stream: account.stream, row: row))
    }
    board.rows = RankedRow.sorted(rows)
    return board
  }

  private static func ruling(_ account: TicketAccount, isPending: Bool) -> BoardCell {
    if isPending { return .word("pending", Phrase("waits", "待裁", "待裁")) }
    let decided = account.last(.returnDecided)
    let ruling = decided.flatMap { Ruling(rawValue: UInt8(truncatingIfNeeded: $0.value)) }
    return ruling.map { .word($0.name, $0.words) } ?? .none
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
          solved(before.result?.value), solved(before.last(.answered).map { UInt64($0.answer(4)) }),
          account.standing,
        ], events: [closing].compactMap { $0?.position } + events.map(\.position),
        isUrgent: account.isOpen)
      rows.append(
        RankedRow(
          rank: account.isOpen ? 0 : 1, at: -opened.at.microseconds, stream: account.stream,
          row: row))
    }
    board.rows = RankedRow.sorted(rows)
    return board
  }

  private static func solved(_ answer: UInt64?) -> BoardCell {
    switch answer {
    case 1: .words(Phrase("solved", "已解决", "已解決"))
    case 2: .words(Phrase("not solved", "未解决", "未解決"))
    default: .none
    }
  }
}

extension TicketAccount {
  /// 往返退转: the last three units' hands, the centre left out, when they are A, B and A; else empty.
  var pingPong: [String] {
    var units: [String] = []
    for holding in state.hands where holding.unit != TicketState.centre {
      if units.last != holding.unit { units.append(holding.unit) }
    }
    let start = units.indices.last { $0 >= 2 && units[$0 - 2] == units[$0] }
    return start.map { Array(units[($0 - 2)...$0]) } ?? []
  }

  /// 在途时间: how long returns waited for a ruling, in microseconds; charged to who asked.
  func timeInTheAir(until now: Instant) -> Int64 {
    state.hands.reduce(0) { sum, holding in
      guard holding.inTheAir, let from = holding.from else { return sum }
      let end = max(from, holding.until ?? now)
      return sum &+ end.microseconds.subtractingClamped(from.microseconds)
    }
  }
}
