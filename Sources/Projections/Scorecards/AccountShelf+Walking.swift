import EventStore

// Accounts one after another, wherever they are held.
extension AccountShelf {
  /// What stands at each number that a question may concern, in order.
  func forEachSlot(
    _ concern: TicketConcern = .everything, _ share: WorkShare? = nil,
    _ body: (StreamNumber, Slot) throws -> Void
  ) rethrows {
    var next = 0
    while let (number, slot) = slot(from: &next, concern, share) { try body(number, slot) }
  }

  /// Every account that a question may concern in the order of stream numbers, held in an array of one.
  /// - Parameter order: of the log's events, where many accounts are left to it; from ``order(_:)``.
  /// - Throws: ``EventStore/LogError`` when the log cannot give one back, and what `body` throws.
  func forEachHeld(
    _ concern: TicketConcern = .everything, _ share: WorkShare? = nil, _ order: StreamOrder? = nil,
    _ body: (StreamNumber, [TicketAccount]) throws -> Void
  ) throws {
    guard let source else {
      var next = 0
      while let (number, slot) = slot(from: &next, concern, share, onlyAccounts: true) {
        if let accounts = slot.accounts, !accounts.isEmpty { try body(number, accounts) }
      }
      return
    }
    let known = try share == nil && order == nil ? self.order(concern) : order
    try source.log.withSnapshot { snapshot in
      var next = 0
      while let (number, slot) = slot(from: &next, concern, share, onlyAccounts: true) {
        let accounts = try accounts(in: slot, number, known, snapshot)
        if !accounts.isEmpty { try body(number, accounts) }
      }
    }
  }

  /// The accounts at some stream numbers, held in arrays of one.
  /// - Throws: ``EventStore/LogError`` when the log cannot give one back, and what `body` throws.
  func forEachHeld(
    _ numbers: [UInt32], _ body: (StreamNumber, [TicketAccount]) throws -> Void
  ) throws {
    var left = (count: 0, last: Position.start)
    for number in numbers {
      guard let slot = slot(StreamNumber(UInt64(number))), slot.isInLog else { continue }
      left = (left.count + 1, max(left.last, slot.brief.last))
    }
    let order = try source?.order(for: left, streams: count)
    guard let source, left.count > 0 else {
      for number in numbers.lazy.map({ StreamNumber(UInt64($0)) }) {
        if let accounts = slot(number)?.accounts, !accounts.isEmpty { try body(number, accounts) }
      }
      return
    }
    try source.log.withSnapshot { snapshot in
      for number in numbers.lazy.map({ StreamNumber(UInt64($0)) }) {
        guard let slot = slot(number) else { continue }
        let accounts = try accounts(in: slot, number, order, snapshot)
        if !accounts.isEmpty { try body(number, accounts) }
      }
    }
  }

  private func accounts(
    in slot: Slot, _ number: StreamNumber, _ order: StreamOrder?,
    _ snapshot: borrowing LogSnapshot
  ) throws -> [TicketAccount] {
    if let accounts = slot.accounts { return accounts }
    let last = slot.brief.last
    guard let order else { return try AccountSource.accounts(upTo: last, snapshot) }
    let positions = order.positions(Int(number.rawValue))
    return try AccountSource.accounts(upTo: last, at: positions, snapshot)
  }

  /// The events of the log, stream by stream, where a question concerns many accounts that are left to it.
  /// - Throws: ``EventStore/LogError``.
  func order(_ concern: TicketConcern) throws -> StreamOrder? {
    guard let source else { return nil }
    return try source.order(for: leftToLog(concern), streams: count)
  }
}
