import EventStore
import Hotline
import Wire

// Cards, joint supervision, and what is to be followed up.
extension Board {
  static func cards(_ question: BoardQuestion) throws -> Board {
    var board = Board(.cards, question)
    board.columns = [
      .stream, Column("colour", "card", "督办牌", "督辦牌"), .unit,
      Column("issuedAt", "issued", "发牌时间", "發牌時間"),
      Column("standsMicroseconds", "stands for", "已持续", "已持續").detail,
      Column("rule", "rule", "规则", "規則").detail, .clock, .step,
    ]
    var rows: [RankedRow] = []
    try question.ledger.forEachCase(.fact(.card)) { _, account in
      let issued = account.facts.filter { $0.kind == .card }
      let given = account.state.cards.filter { $0.colour != nil }
      for (fact, card) in zip(issued, given) where !card.isRevoked {
        guard let colour = card.colour, question.wants(fact.unit) else { continue }
        let row = Row(
          [
            .stream(account.stream), .word(colour.name, colour.words),
            question.cell(unit: fact.unit),
            .instant(fact.at), question.elapsed(since: fact.at), .code(card.rule),
            .code(card.clock), account.standing,
          ], events: [fact.position], isUrgent: colour == .red)
        rows.append(
          RankedRow(
            rank: (colour.urgency + (account.isOpen ? 0 : 3)), at: fact.at.microseconds,
            stream: account.stream, row: row))
      }
    }
    board.rows = RankedRow.sorted(rows)
    return board
  }

  static func jointSupervision(_ question: BoardQuestion) throws -> Board {
    var board = Board(.jointSupervision, question)
    board.columns = [
      .stream, .unit, .holder, Column("openedAt", "opened", "立项时间", "立案時間"),
      Column("openMicroseconds", "open for", "已督办", "已督辦"),
      Column("offices", "offices", "督办机构", "督辦機關"), .step,
    ]
    var rows: [RankedRow] = []
    try question.ledger.forEachCase(.fact(.jointOpened)) { _, account in
      let count = Int(clamping: account.state.jointSupervisions)
      guard count > 0, question.wants(account.state.lead, account.holder) else { return }
      let opened = account.facts.filter { $0.kind == .jointOpened }.suffix(count)
      guard let first = opened.first else { return }
      let offices = opened.compactMap { account.trace(of: $0)?.named }.filter { !$0.isEmpty }
      let row = Row(
        [
          .stream(account.stream), question.cell(unit: account.state.lead),
          question.cell(unit: account.holder), .instant(first.at),
          question.elapsed(since: first.at),
          offices.isEmpty ? .none : .code(offices.joined(separator: ", ")), account.standing,
        ], events: opened.map(\.position))
      rows.append(RankedRow(at: first.at.microseconds, stream: account.stream, row: row))
    }
    board.rows = RankedRow.sorted(rows)
    return board
  }

  static func bGrade(_ question: BoardQuestion) throws -> Board {
    var board = Board(.bGrade, question)
    board.columns = [
      .stream, .unit, Column("closedAt", "closed", "结案时间", "結案時間"),
      Column("sinceMicroseconds", "waits for", "已等待", "已等待"),
      Column("followUps", "follow-ups", "跟进次数", "追蹤次數"),
      Column("lastFollowUp", "latest", "最近跟进", "最近追蹤").detail,
    ]
    var rows: [RankedRow] = []
    try question.ledger.forEachCase(.followUp) { _, account in
      guard account.state.needsFollowUp,
        let place = account.facts.lastIndex(where: { $0.kind == .closed })
      else { return }
      let closing = account.facts[place]
      guard question.wants(closing.unit) else { return }
      let later = account.facts[place...].filter { $0.kind == .followedUp }
      let row = Row(
        [
          .stream(account.stream), question.cell(unit: closing.unit), .instant(closing.at),
          question.elapsed(since: closing.at), .count(UInt64(later.count)),
          later.last.map { .instant($0.at) } ?? .none,
        ], events: account.events(ofClosingAt: place) + later.map(\.position),
        isUrgent: later.isEmpty)
      rows.append(RankedRow(at: closing.at.microseconds, stream: account.stream, row: row))
    }
    board.rows = RankedRow.sorted(rows)
    return board
  }
}

extension CardColour {
  /// Place on the list of cards, lowest first.
  fileprivate var urgency: Int {
    switch self {
    case .red: 0
    case .yellow: 1
    case .criticism: 2
    }
  }
}
