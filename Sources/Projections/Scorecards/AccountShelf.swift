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

    /// Of no account.
    init() {}

    /// Left to the log.
    init(inLog brief: TicketBrief) {
      self.brief = brief
      held = .inLog
    }

    /// The same ticket, whose account is packed in these canonical bytes.
    func packed(_ bytes: [UInt8]) -> Slot {
      var slot = self
      slot.held = .packed(bytes)
      return slot
    }

    /// Holds an array of one account, or of none.
    /// - Parameters:
    ///   - rest: how it is held when it waits for nothing.
    ///   - names: numbers its codes and units.
    init(_ accounts: [TicketAccount], _ rest: Rest, _ names: inout BriefNames) {
      if accounts.isEmpty { return }
      // Reached in its array: taking it out would copy it.
      brief = TicketBrief(ofHeld: accounts, &names)
      held = .open(accounts)
      if !brief.isAwaited { settle(rest) }
    }

    fileprivate mutating func settle(_ rest: Rest) {
      // Boards ask again and again for what they list.
      let isLeft = rest == .inLog && !TicketConcern.listable.includes(brief)
      switch (rest, held) {
      case (_, .open) where isLeft, (_, .packed) where isLeft: held = .inLog
      case (.packed, .open(let accounts)), (.inLog, .open(let accounts)):
        var writer = WireWriter(capacity: 1_024)
        accounts[0].encode(into: &writer)
        held = .packed([UInt8](copying: writer.bytes.span))
      default: break
      }
    }

    /// An array of the account, or of none; `nil` when the log keeps it.
    var accounts: [TicketAccount]? {
      switch held {
      case .none: []
      case .open(let accounts): accounts
      case .packed(let bytes): (try? TicketAccount.read(bytes.span)).map { [$0.1] } ?? []
      case .inLog: nil
      }
    }

    /// Whether only the log keeps it.
    var isInLog: Bool { if case .inLog = held { true } else { false } }

    /// Whether it is held as it is.
    var isOpen: Bool { if case .open = held { true } else { false } }
  }

  fileprivate enum Held: Sendable {
    case none
    /// An array of one, which is changed in place.
    case open([TicketAccount])
    case packed([UInt8])
    case inLog
  }

  /// Empty for a block that is still where a snapshot kept it.
  private var blocks: [[Slot]] = []
  /// What is known of each block, so that a question passes over those that it does not concern.
  private var summaries: [Summary] = []
  /// Blocks that a snapshot kept and nobody has read yet.
  private var kept: KeptBriefs?
  /// Stream numbers beyond which accounts at rest do not stay open: opening one takes time, keeping it open 4 kB of memory.
  var openMax = 1 << 17
  /// Numbers of the codes and units in briefs.
  var names = BriefNames()
  /// Gives back the accounts that are left to the log; `nil` where they are folded otherwise than from its events alone.
  var source: AccountSource?
  /// Stream numbers reached.
  private(set) var count = 0

  private static let blockBits = 8
  /// Slots in a block.
  static let blockSize = 1 << blockBits
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
      summaries.append(Summary())
    }
    return true
  }

  /// Nothing on it.
  init() {}

  /// Forgets the numbers from one on.
  mutating func truncate(to length: Int) {
    guard length < count else { return }
    let (block, first) = Self.place(StreamNumber(UInt64(length)))
    blocks.removeSubrange((first == 0 ? block : block + 1)...)
    summaries.removeSubrange(blocks.count...)
    count = min(count, blocks.count << Self.blockBits)
    for index in length..<max(length, count) { put(Slot(), at: StreamNumber(UInt64(index))) }
    count = length
  }

  /// Stands for what a snapshot kept, which is read where it is asked for.
  /// - Parameter summaries: of its blocks, as they were kept.
  /// - Throws: ``Wire/WireError`` when there is not one for each block.
  init(_ kept: KeptBriefs, _ summaries: [Summary]) throws(WireError) {
    self.kept = kept
    self.summaries = summaries
    count = kept.count
    let needed = (count + Self.blockSize - 1) >> Self.blockBits
    blocks = [[Slot]](repeating: [], count: needed)
    guard summaries.count == needed else { throw .wrongType(field: 15) }
  }

  /// Reads a block that is still where a snapshot kept it.
  private mutating func open(_ block: Int) {
    guard blocks[block].isEmpty, let known = kept?.block(block) else { return }
    blocks[block] = known
  }

  func summary(ofBlock index: Int) -> Summary { summaries[index] }

  /// Whether what a question may concern in a block is read where a snapshot kept it, without the briefs.
  func isKept(_ block: Int, _ concern: TicketConcern) -> KeptBriefs? {
    blocks[block].isEmpty && concern.isListable && concern.place != nil ? kept : nil
  }

  /// The same shelf with everything read that a snapshot kept.
  /// - Throws: ``Wire/WireError`` when that is not what a program of this version keeps.
  func read() throws(WireError) -> AccountShelf {
    guard let kept else { return self }
    try kept.readAll()
    var shelf = self
    for block in blocks.indices { shelf.open(block) }
    shelf.kept = nil
    return shelf
  }

  private static func place(_ number: StreamNumber) -> (block: Int, slot: Int) {
    let index = Int(clamping: number.rawValue)
    return (index >> blockBits, index & (blockSize - 1))
  }

  /// The number that stands at a place of a block.
  static func number(_ block: Int, _ place: Int) -> StreamNumber {
    StreamNumber(UInt64(block << blockBits | place))
  }

  /// Puts an account on the shelf, at a number that was reached.
  mutating func put(_ account: TicketAccount, at number: StreamNumber) {
    put(Slot([account], .open, &names), at: number)
  }

  /// Puts what was kept elsewhere on the shelf, at a number that was reached.
  mutating func put(_ kept: Slot, at number: StreamNumber) {
    let (block, slot) = Self.place(number)
    open(block)
    let before = blocks[block][slot].brief
    blocks[block][slot] = kept
    summarize(block, slot, before)
  }

  /// Puts what was kept elsewhere on the shelf, at numbers that were reached; of a number that comes twice the last counts.
  mutating func put(_ kept: some Sequence<(StreamNumber, Slot)>) {
    var isTouched = [Bool](repeating: false, count: blocks.count)
    for (number, known) in kept {
      let (block, slot) = Self.place(number)
      open(block)
      blocks[block][slot] = known
      isTouched[block] = true
    }
    // Once for all that came: making a block's lists anew looks at each of its slots.
    for block in isTouched.indices where isTouched[block] {
      summaries[block] = Summary(blocks[block])
    }
  }

  /// Notes that the brief of a slot gave way to another.
  private mutating func summarize(_ block: Int, _ slot: Int, _ before: TicketBrief) {
    if !summaries[block].replace(before, by: blocks[block][slot].brief, at: slot) {
      summaries[block] = Summary(blocks[block])
    }
  }

  /// Holds what stands at a number open no more: the log keeps what will change again, or it is packed.
  mutating func putAway(_ number: StreamNumber) {
    guard number.rawValue < UInt64(count) else { return }
    let (block, slot) = Self.place(number)
    open(block)
    if rest == .inLog, blocks[block][slot].brief.isAwaited {
      blocks[block][slot] = Slot(inLog: blocks[block][slot].brief)
    } else {
      blocks[block][slot].settle(rest == .inLog ? .inLog : .packed)
    }
  }

  /// The same accounts, open where they would be had they been folded here.
  /// - Throws: ``EventStore/LogError`` when the log cannot give one back.
  func opened() throws -> AccountShelf {
    var shelf = self
    try forEachHeld(rest == .open ? .everything : .awaited) { number, held in
      shelf.put(held[0], at: number)
    }
    return shelf
  }

  /// Takes over what another shelf read, and has open and this one has not, of accounts that nothing happened to since.
  mutating func take(opened other: AccountShelf) {
    for block in blocks.indices {
      if block >= other.blocks.count { break }
      let theirs = other.slots(ofBlock: block)
      if blocks[block].isEmpty {
        blocks[block] = theirs
        continue
      }
      for slot in theirs.indices where theirs[slot].isOpen {
        guard !blocks[block][slot].isOpen, blocks[block][slot].brief == theirs[slot].brief
        else { continue }
        blocks[block][slot] = theirs[slot]
      }
    }
    kept = nil
  }

  /// No longer holds an account open that waits for nothing, on a shelf of many.
  mutating func settle(_ number: StreamNumber) {
    guard rest != .open, number.rawValue < UInt64(count) else { return }
    let (block, slot) = Self.place(number)
    open(block)
    if !blocks[block][slot].brief.isAwaited { blocks[block][slot].settle(rest) }
  }

  /// Changes what is held at a number that was reached: an array of one account, or of none.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back; nothing is changed.
  mutating func change(
    _ number: StreamNumber, _ body: (inout [TicketAccount]) -> Void
  ) throws {
    let (block, slot) = Self.place(number)
    open(block)
    let before = blocks[block][slot].brief
    var accounts = try held(blocks[block][slot])
    // Held by nobody else while it is changed.
    blocks[block][slot] = Slot()
    body(&accounts)
    blocks[block][slot] = Slot(accounts, .open, &names)
    summarize(block, slot, before)
  }

  /// What is held at a number: an array of one account, or of none.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back.
  func held(_ number: StreamNumber) throws -> [TicketAccount] {
    try slot(number).map { try held($0) } ?? []
  }

  /// What is held at a number, of a log that is being read: an array of one account, or of none.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back.
  func held(
    _ number: StreamNumber, _ snapshot: borrowing LogSnapshot
  ) throws -> [TicketAccount] {
    guard let slot = slot(number) else { return [] }
    if let accounts = slot.accounts { return accounts }
    return source == nil ? [] : try AccountSource.accounts(upTo: slot.brief.last, snapshot)
  }

  private func held(_ slot: Slot) throws -> [TicketAccount] {
    if let accounts = slot.accounts { return accounts }
    guard let source else { return [] }
    return try source.accounts(upTo: slot.brief.last)
  }

  /// The account of a stream, or `nil`.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back.
  func account(_ number: StreamNumber) throws -> TicketAccount? { try held(number).first }

  /// How many blocks there are.
  var blockCount: Int { blocks.count }

  /// What stands in a block.
  func slots(ofBlock index: Int) -> [Slot] {
    blocks[index].isEmpty ? kept?.block(index) ?? [] : blocks[index]
  }

  /// The brief at a number that was reached.
  func brief(_ number: StreamNumber) -> TicketBrief {
    let (block, slot) = Self.place(number)
    return slots(ofBlock: block)[slot].brief
  }

  /// What stands at a number; `nil` for one that was not reached.
  func slot(_ number: StreamNumber) -> Slot? {
    guard number.rawValue < UInt64(count) else { return nil }
    let (block, slot) = Self.place(number)
    return slots(ofBlock: block)[slot]
  }

  /// How many cases there are.
  /// - Complexity: O(streams / 256).
  var caseCount: Int { blocks.indices.reduce(0) { $0 + summary(ofBlock: $1).cases } }

  /// Whether there is any case.
  var hasCases: Bool { blocks.indices.contains { summary(ofBlock: $0).mayConcern(.cases) } }
}
