import EventStore
import Hotline
import Wire

/// 台账架: accounts by stream number; streams that are no cases have none.
///
/// A copy shares the accounts with the original: each goes its own way with the first change, block by block, so that
/// a view of a moment costs only what has changed since. On a shelf of many, an account at rest lies packed, in a tenth of
/// its memory. A brief of each tells most questions that they need not look at it.
struct AccountShelf: Sendable {
  /// What stands at a number.
  struct Slot: Sendable {
    fileprivate var held = Held.none
    /// Of the account, packed or not.
    fileprivate var brief = TicketBrief()

    fileprivate init() {}

    /// Holds an array of one account, or of none.
    /// - Parameter rests: packs an account that waits for nothing.
    init(_ accounts: [TicketAccount], rests: Bool) {
      if accounts.isEmpty { return }
      // Reached in its array: taking it out would copy it.
      brief = TicketBrief(of: accounts[0])
      if rests, !brief.isAwaited { pack(accounts[0]) } else { held = .open(accounts) }
    }

    /// The same account, packed.
    fileprivate var packed: Slot {
      var slot = self
      if case .open(let accounts) = held { slot.pack(accounts[0]) }
      return slot
    }

    private mutating func pack(_ account: borrowing TicketAccount) {
      var writer = WireWriter(capacity: 1_024)
      account.encode(into: &writer)
      held = .packed([UInt8](copying: writer.bytes.span))
    }

    /// An array of the account, or of none.
    fileprivate var accounts: [TicketAccount] {
      switch held {
      case .none: []
      case .open(let accounts): accounts
      case .packed(let bytes): (try? TicketAccount.read(bytes.span)).map { [$0.1] } ?? []
      }
    }
  }

  fileprivate enum Held: Sendable {
    case none
    /// An array of one, which is changed in place.
    case open([TicketAccount])
    case packed([UInt8])
  }

  private var blocks: [[Slot]] = []
  /// Stream numbers beyond which accounts at rest are packed: opening one takes time, keeping it open 4 kB of memory.
  var openMax = 1 << 17
  /// Stream numbers reached.
  private(set) var count = 0

  private static let blockBits = 8
  private static let blockSize = 1 << blockBits
  /// Most stream numbers that may be passed over at once; a number beyond belongs to a damaged record.
  static let gapMax = 1 << 20

  /// Whether accounts at rest are packed.
  var packs: Bool { count > openMax }

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
    put(Slot([account], rests: false), at: number)
  }

  /// Puts what was kept elsewhere on the shelf, at a number that was reached.
  mutating func put(_ kept: Slot, at number: StreamNumber) {
    let (block, slot) = Self.place(number)
    blocks[block][slot] = kept
  }

  /// Takes over what another shelf has at a number, packed.
  mutating func pack(from other: AccountShelf, at number: StreamNumber) {
    guard number.rawValue < UInt64(other.count), reach(number, gap: .max) else { return }
    let (block, slot) = Self.place(number)
    put(other.blocks[block][slot].packed, at: number)
  }

  /// Packs an account that waits for nothing, on a shelf of many.
  mutating func settle(_ number: StreamNumber) {
    guard packs, number.rawValue < UInt64(count) else { return }
    let (block, slot) = Self.place(number)
    if !blocks[block][slot].brief.isAwaited { put(blocks[block][slot].packed, at: number) }
  }

  /// Changes what is held at a number that was reached: an array of one account, or of none.
  mutating func change(_ number: StreamNumber, _ body: (inout [TicketAccount]) -> Void) {
    let (block, slot) = Self.place(number)
    Self.change(&blocks[block][slot], body)
  }

  private static func change(_ slot: inout Slot, _ body: (inout [TicketAccount]) -> Void) {
    var accounts = slot.accounts
    // Held by nobody else while it is changed.
    slot = Slot()
    body(&accounts)
    slot = Slot(accounts, rests: false)
  }

  /// What is held at a number: an array of one account, or of none.
  func held(_ number: StreamNumber) -> [TicketAccount] {
    guard number.rawValue < UInt64(count) else { return [] }
    let (block, slot) = Self.place(number)
    return blocks[block][slot].accounts
  }

  /// The account of a stream, or `nil`.
  func account(_ number: StreamNumber) -> TicketAccount? { held(number).first }

  /// Every account that a question may concern in the order of stream numbers, held in an array of one.
  func forEachHeld(
    _ concern: TicketConcern = .everything, _ share: WorkShare? = nil,
    _ body: (StreamNumber, [TicketAccount]) throws -> Void
  ) rethrows {
    var number: UInt64 = 0
    for block in blocks {
      for slot in block.indices {
        let stream = StreamNumber(number)
        number += 1
        if let share, !share.holds(stream) { continue }
        if !concern.includes(block.span[slot].brief) { continue }
        let accounts = block[slot].accounts
        if !accounts.isEmpty { try body(stream, accounts) }
      }
    }
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
