import EventStore

// Accounts one after another, wherever they are held.
extension AccountShelf {
  /// The brief of each number that a question may concern, in order.
  /// - Parameter share: of the blocks, one stretch after the other.
  func forEachBrief(
    _ concern: TicketConcern, _ share: WorkShare = .whole,
    _ body: (StreamNumber, borrowing TicketBrief) -> Void
  ) {
    for block in share.stretch(of: blockCount) {
      let summary = summary(ofBlock: block)
      guard summary.mayConcern(concern) else { continue }
      let slots = slots(ofBlock: block)
      var places = summary.places(concern, in: slots)
      while let place = places.popFirst() {
        body(Self.number(block, place), slots.span[place].brief)
      }
    }
  }

  /// How many accounts that a question may concern are left to the log, and the latest event of any.
  func leftToLog(_ concern: TicketConcern) -> (count: Int, last: Position) {
    var left = (count: 0, last: Position.start)
    for block in 0..<blockCount {
      let summary = summary(ofBlock: block)
      guard summary.mayConcern(concern), isKept(block, concern) == nil else { continue }
      let slots = slots(ofBlock: block)
      var places = summary.places(concern, in: slots)
      while let place = places.popFirst() {
        guard slots.span[place].isInLog else { continue }
        left.count += 1
        left.last = max(left.last, slots.span[place].brief.last)
      }
    }
    return left
  }

  /// Every account that a question may concern in the order of stream numbers, held in an array of one.
  /// - Parameter order: of the log's events, where many accounts are left to it; from ``order(_:)``.
  /// - Throws: ``EventStore/LogError`` when the log cannot give one back, and what `body` throws.
  func forEachHeld(
    _ concern: TicketConcern = .everything, _ share: WorkShare = .whole,
    _ order: StreamOrder? = nil, _ body: (StreamNumber, [TicketAccount]) throws -> Void
  ) throws {
    guard let source else {
      var walk = Walk(concern, share)
      while walk.advance(in: self) {
        if let accounts = walk.accounts, !accounts.isEmpty { try body(walk.number, accounts) }
      }
      return
    }
    let known = try share.isWhole && order == nil ? self.order(concern) : order
    try source.log.withSnapshot { snapshot in
      var walk = Walk(concern, share)
      while walk.advance(in: self) {
        let accounts =
          try walk.accounts ?? Self.accounts(walk.number, upTo: walk.last, known, snapshot)
        if !accounts.isEmpty { try body(walk.number, accounts) }
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
        let accounts =
          try slot.accounts ?? Self.accounts(number, upTo: slot.brief.last, order, snapshot)
        if !accounts.isEmpty { try body(number, accounts) }
      }
    }
  }

  /// What the log keeps of a stream.
  private static func accounts(
    _ number: StreamNumber, upTo last: Position, _ order: StreamOrder?,
    _ snapshot: borrowing LogSnapshot
  ) throws -> [TicketAccount] {
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

extension AccountShelf {
  /// 逐格: goes over what stands at the numbers that a question may concern, in order, and touches each block once.
  private struct Walk {
    /// Where it stands.
    private(set) var number = StreamNumber(0)

    private let concern: TicketConcern
    private let share: WorkShare
    private var block = -1
    private var place = 0
    /// Still to come in the block.
    private var places = Places()
    private var slots: [Slot] = []
    /// Has the block's accounts while nobody has read its slots.
    private var kept: KeptBriefs?

    init(_ concern: TicketConcern, _ share: WorkShare) {
      self.concern = concern
      self.share = share
    }

    /// Goes to the next number; `false` after the last.
    mutating func advance(in shelf: borrowing AccountShelf) -> Bool {
      repeat {
        while let next = places.popFirst() {
          number = AccountShelf.number(block, next)
          place = next
          if number.rawValue < UInt64(shelf.count), share.holds(number) { return true }
        }
      } while openNext(of: shelf)
      return false
    }

    /// Goes to the next block that has such tickets.
    private mutating func openNext(of shelf: borrowing AccountShelf) -> Bool {
      while block + 1 < shelf.blockCount {
        block += 1
        let summary = shelf.summary(ofBlock: block)
        guard summary.mayConcern(concern) else { continue }
        kept = shelf.isKept(block, concern)
        slots = kept == nil ? shelf.slots(ofBlock: block) : []
        places = summary.places(concern, in: slots)
        return true
      }
      return false
    }

    /// An array of the account there, or of none; `nil` when the log keeps it.
    var accounts: [TicketAccount]? {
      guard let kept else { return slots.span[place].accounts }
      return kept.account(number, concern)?.accounts ?? []
    }

    /// The latest event of the account there, of a block whose slots were read.
    var last: Position { slots.span[place].brief.last }
  }
}
