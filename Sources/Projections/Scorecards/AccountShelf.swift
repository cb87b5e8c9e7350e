import EventStore
import Hotline
import Wire

/// 台账架: accounts by stream number; streams that are no cases have none.
///
/// A copy shares the accounts with the original: each goes its own way with the first change, block by block, so that
/// a view of a moment costs only what has changed since. On a shelf of many, an account at rest is left to the log that it
/// came from, or lies packed, in a tenth of its memory. A brief of each tells most questions that they need not look at it.
struct AccountShelf: Sendable {
  /// How accounts at rest are held.
  enum Rest: Sendable {
    /// As they are.
    case open
    /// In their canonical bytes.
    case packed
    /// By the log: only where their last event stands is known.
    case inLog
  }

  /// What stands at a number.
  struct Slot: Sendable {
    fileprivate var held = Held.none
    /// Of the account, however it is held.
    var brief = TicketBrief()

    fileprivate init() {}

    /// Left to the log.
    init(inLog brief: TicketBrief) {
      self.brief = brief
      held = .inLog
    }

    /// Holds an array of one account, or of none.
    /// - Parameters:
    ///   - rest: how it is held when it waits for nothing.
    ///   - names: numbers its codes and units.
    init(_ accounts: [TicketAccount], _ rest: Rest, _ names: inout BriefNames) {
      if accounts.isEmpty { return }
      // Reached in its array: taking it out would copy it.
      brief = TicketBrief(of: accounts[0], &names)
      held = .open(accounts)
      if !brief.isAwaited { settle(rest) }
    }

    fileprivate mutating func settle(_ rest: Rest) {
      switch (rest, held) {
      case (.inLog, .open), (.inLog, .packed): held = .inLog
      case (.packed, .open(let accounts)):
        var writer = WireWriter(capacity: 1_024)
        accounts[0].encode(into: &writer)
        held = .packed([UInt8](copying: writer.bytes.span))
      default: break
      }
    }

    /// The same account, held otherwise.
    fileprivate func settled(_ rest: Rest) -> Slot {
      var slot = self
      slot.settle(rest)
      return slot
    }

    /// An array of the account, or of none; `nil` when the log keeps it.
    fileprivate var accounts: [TicketAccount]? {
      switch held {
      case .none: []
      case .open(let accounts): accounts
      case .packed(let bytes): (try? TicketAccount.read(bytes.span)).map { [$0.1] } ?? []
      case .inLog: nil
      }
    }

    /// Whether only the log keeps it.
    var isInLog: Bool { if case .inLog = held { true } else { false } }
  }

  fileprivate enum Held: Sendable {
    case none
    /// An array of one, which is changed in place.
    case open([TicketAccount])
    case packed([UInt8])
    case inLog
  }

  private var blocks: [[Slot]] = []
  /// Stream numbers beyond which accounts at rest do not stay open: opening one takes time, keeping it open 4 kB of memory.
  var openMax = 1 << 17
  /// Numbers of the codes and units in briefs.
  var names = BriefNames()
  /// Gives back the accounts that are left to the log; `nil` where they are folded otherwise than from its events alone.
  var source: AccountSource?
  /// Stream numbers reached.
  private(set) var count = 0

  private static let blockBits = 8
  private static let blockSize = 1 << blockBits
  /// Most stream numbers that may be passed over at once; a number beyond belongs to a damaged record.
  static let gapMax = 1 << 20

  /// How accounts at rest are held.
  var rest: Rest { count <= openMax ? .open : source == nil ? .packed : .inLog }

  /// Makes room for a stream number; `false` for one far beyond the last.
  mutating func reach(_ number: StreamNumber, gap: Int = gapMax) -> Bool {
    let index = Int(clamping: number.rawValue)
    if index < count { return true }
    guard index - count <= gap else { return false }
    count = index + 1
    while blocks.count << Self.blockBits < count {
      blocks.append([Slot](repeating: Slot(), count: Self.blockSize))
    }
    return true
  }

  private static func place(_ number: StreamNumber) -> (block: Int, slot: Int) {
    let index = Int(clamping: number.rawValue)
    return (index >> blockBits, index & (blockSize - 1))
  }

  /// Puts an account on the shelf, at a number that was reached.
  mutating func put(_ account: TicketAccount, at number: StreamNumber) {
    put(Slot([account], .open, &names), at: number)
  }

  /// Puts what was kept elsewhere on the shelf, at a number that was reached.
  mutating func put(_ kept: Slot, at number: StreamNumber) {
    let (block, slot) = Self.place(number)
    blocks[block][slot] = kept
  }

  /// Takes over what the shelf from which everything here came has at a number, without holding it open.
  mutating func keep(from other: AccountShelf, at number: StreamNumber) {
    names = other.names
    guard number.rawValue < UInt64(other.count), reach(number, gap: .max) else { return }
    let (block, slot) = Self.place(number)
    put(other.blocks[block][slot].settled(other.rest == .inLog ? .inLog : .packed), at: number)
  }

  /// The same accounts, all of them open, where they would be had they been folded here.
  /// - Throws: ``EventStore/LogError`` when the log cannot give one back.
  func opened() throws -> AccountShelf {
    var shelf = self
    if rest == .open {
      try forEachHeld { number, held in shelf.put(held[0], at: number) }
    }
    return shelf
  }

  /// Takes over what another shelf has open and this one left to the log, of accounts that nothing happened to since.
  mutating func take(opened other: AccountShelf) {
    for index in 0..<min(count, other.count) {
      let (block, slot) = Self.place(StreamNumber(UInt64(index)))
      guard blocks[block][slot].isInLog,
        blocks[block][slot].brief == other.blocks[block][slot].brief
      else { continue }
      blocks[block][slot] = other.blocks[block][slot]
    }
  }

  /// No longer holds an account open that waits for nothing, on a shelf of many.
  mutating func settle(_ number: StreamNumber) {
    guard rest != .open, number.rawValue < UInt64(count) else { return }
    let (block, slot) = Self.place(number)
    if !blocks[block][slot].brief.isAwaited { blocks[block][slot].settle(rest) }
  }

  /// Changes what is held at a number that was reached: an array of one account, or of none.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back; nothing is changed.
  mutating func change(
    _ number: StreamNumber, _ body: (inout [TicketAccount]) -> Void
  ) throws {
    let (block, slot) = Self.place(number)
    var accounts = try held(blocks[block][slot])
    // Held by nobody else while it is changed.
    blocks[block][slot] = Slot()
    body(&accounts)
    blocks[block][slot] = Slot(accounts, .open, &names)
  }

  /// What is held at a number: an array of one account, or of none.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back.
  func held(_ number: StreamNumber) throws -> [TicketAccount] {
    guard number.rawValue < UInt64(count) else { return [] }
    let (block, slot) = Self.place(number)
    return try held(blocks[block][slot])
  }

  private func held(_ slot: Slot) throws -> [TicketAccount] {
    if let accounts = slot.accounts { return accounts }
    guard let source else { return [] }
    return try source.accounts(upTo: slot.brief.last)
  }

  /// The account of a stream, or `nil`.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back.
  func account(_ number: StreamNumber) throws -> TicketAccount? { try held(number).first }

  /// What stands at each number that a question may concern, in order.
  func forEachSlot(
    _ concern: TicketConcern = .everything, _ share: WorkShare? = nil,
    _ body: (StreamNumber, Slot) throws -> Void
  ) rethrows {
    var next = 0
    while let (number, slot) = slot(from: &next, concern, share) { try body(number, slot) }
  }

  /// The first slot from a number on that a question may concern.
  private func slot(
    from next: inout Int, _ concern: TicketConcern, _ share: WorkShare?
  ) -> (StreamNumber, Slot)? {
    while next < count {
      let number = StreamNumber(UInt64(next))
      let (block, slot) = Self.place(number)
      next += 1
      if let share, !share.holds(number) { continue }
      let slots = blocks[block]
      if concern.includes(slots.span[slot].brief) { return (number, slots[slot]) }
    }
    return nil
  }

  /// Every account that a question may concern in the order of stream numbers, held in an array of one.
  /// - Parameter order: of the log's events, where many accounts are left to it; from ``order(_:)``.
  /// - Throws: ``EventStore/LogError`` when the log cannot give one back, and what `body` throws.
  func forEachHeld(
    _ concern: TicketConcern = .everything, _ share: WorkShare? = nil, _ order: StreamOrder? = nil,
    _ body: (StreamNumber, [TicketAccount]) throws -> Void
  ) throws {
    guard let source else {
      return try forEachSlot(concern, share) { number, slot in
        if let accounts = slot.accounts, !accounts.isEmpty { try body(number, accounts) }
      }
    }
    let known = try share == nil && order == nil ? self.order(concern) : order
    try source.log.withSnapshot { snapshot in
      var next = 0
      while let (number, slot) = slot(from: &next, concern, share) {
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
    let left = numbers.count { slot(StreamNumber(UInt64($0)))?.isInLog ?? false }
    let order = left > AccountSource.lookedUpMax ? try order(.everything) : nil
    guard let source, left > 0 else {
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

  /// The streams of the accounts at some numbers, which need not be opened for it.
  /// - Throws: ``EventStore/LogError`` when the log cannot be read.
  func forEachStream(_ numbers: [UInt32], _ body: (UInt32, String) throws -> Void) throws {
    guard let source else {
      for number in numbers {
        if let account = slot(StreamNumber(UInt64(number)))?.accounts?.first {
          try body(number, account.stream)
        }
      }
      return
    }
    try source.log.withSnapshot { snapshot in
      for number in numbers {
        guard let slot = slot(StreamNumber(UInt64(number))) else { continue }
        if let account = slot.accounts?.first {
          try body(number, account.stream)
        } else if !slot.brief.isEmpty {
          try body(number, try AccountSource.stream(at: slot.brief.last, snapshot))
        }
      }
    }
  }

  private func slot(_ number: StreamNumber) -> Slot? {
    guard number.rawValue < UInt64(count) else { return nil }
    let (block, slot) = Self.place(number)
    return blocks[block][slot]
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
    var left = 0
    var last = Position.start
    forEachSlot(concern) { _, slot in
      guard slot.isInLog else { return }
      left += 1
      last = max(last, slot.brief.last)
    }
    return left > AccountSource.lookedUpMax ? try source.order(upTo: last, count: count) : nil
  }

  /// How many cases a question may concern.
  func count(_ concern: TicketConcern) -> Int {
    blocks.reduce(0) { $0 + $1.count { concern.includes($0.brief) } }
  }

  /// Whether there is a case that a question may concern.
  func has(_ concern: TicketConcern) -> Bool {
    blocks.contains { $0.contains { concern.includes($0.brief) } }
  }
}
