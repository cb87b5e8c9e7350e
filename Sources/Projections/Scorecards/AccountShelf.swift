import EventStore
import Hotline
import Wire

/// 台账架: accounts by stream number; streams that are no cases have none.
///
/// A copy shares the accounts with the original: each goes its own way with the first change, block by block, so that
/// a view of a moment costs only what has changed since. An account may lie packed, in a tenth of its memory.
struct AccountShelf: Sendable {
  private enum Slot: Sendable {
    case none
    /// An array of one, which is changed in place.
    case open([TicketAccount])
    case packed([UInt8])
  }

  private var blocks: [[Slot]] = []
  /// Stream numbers reached.
  private(set) var count = 0

  private static let blockBits = 8
  private static let blockSize = 1 << blockBits
  /// Most stream numbers that may be passed over at once; a number beyond belongs to a damaged record.
  static let gapMax = 1 << 20

  /// Makes room for a stream number; `false` for one far beyond the last.
  mutating func reach(_ number: StreamNumber, gap: Int = gapMax) -> Bool {
    let index = Int(clamping: number.rawValue)
    if index < count { return true }
    guard index - count <= gap else { return false }
    count = index + 1
    while blocks.count << Self.blockBits < count {
      blocks.append([Slot](repeating: .none, count: Self.blockSize))
    }
    return true
  }

  private static func place(_ number: StreamNumber) -> (block: Int, slot: Int) {
    let index = Int(clamping: number.rawValue)
    return (index >> blockBits, index & (blockSize - 1))
  }

  /// Whether a stream number, which was reached, has an account.
  func hasAccount(_ number: StreamNumber) -> Bool {
    let (block, slot) = Self.place(number)
    if case .none = blocks[block][slot] { return false }
    return true
  }

  /// Puts an account on the shelf, at a number that was reached.
  mutating func put(_ account: TicketAccount, at number: StreamNumber) {
    let (block, slot) = Self.place(number)
    blocks[block][slot] = .open([account])
  }

  /// Puts an account on the shelf in its packed form.
  mutating func pack(_ account: TicketAccount, at number: StreamNumber) {
    guard reach(number, gap: .max) else { return }
    let (block, slot) = Self.place(number)
    var writer = WireWriter(capacity: 512)
    account.encode(into: &writer)
    blocks[block][slot] = .packed(writer.bytes)
  }

  /// Changes an account that is there.
  mutating func change<E: Error>(
    _ number: StreamNumber, _ body: (inout TicketAccount) throws(E) -> Void
  ) throws(E) {
    let (block, slot) = Self.place(number)
    try Self.change(&blocks[block][slot], body)
  }

  private static func change<E: Error>(
    _ slot: inout Slot, _ body: (inout TicketAccount) throws(E) -> Void
  ) throws(E) {
    guard var accounts = opened(slot) else { return }
    // Held by nobody else while it is changed.
    slot = .none
    defer { slot = .open(accounts) }
    try body(&accounts[0])
  }

  private static func opened(_ slot: Slot) -> [TicketAccount]? {
    switch slot {
    case .none: nil
    case .open(let accounts): accounts
    case .packed(let bytes): (try? TicketAccount.read(bytes.span)).map { [$0.1] }
    }
  }

  /// Changes every account.
  mutating func changeAll(_ body: (inout TicketAccount) -> Void) {
    for block in blocks.indices {
      for slot in blocks[block].indices { Self.change(&blocks[block][slot], body) }
    }
  }

  /// The account of a stream, or `nil`.
  func account(_ number: StreamNumber) -> TicketAccount? {
    guard number.rawValue < UInt64(count) else { return nil }
    let (block, slot) = Self.place(number)
    return Self.opened(blocks[block][slot])?[0]
  }

  /// Every account in the order of stream numbers.
  func forEach(_ body: (StreamNumber, TicketAccount) throws -> Void) rethrows {
    try forEachHeld { number, held in try body(number, held[0]) }
  }

  /// Every account of a share of the streams in the order of their numbers, held in an array of one.
  func forEachHeld(
    _ share: WorkShare? = nil, _ body: (StreamNumber, [TicketAccount]) throws -> Void
  ) rethrows {
    var number: UInt64 = 0
    for block in blocks {
      for slot in block {
        let stream = StreamNumber(number)
        number += 1
        if let share, !share.holds(stream) { continue }
        if let held = Self.opened(slot) { try body(stream, held) }
      }
    }
  }

  /// Takes the accounts of another shelf, of other streams.
  mutating func merge(_ other: AccountShelf) {
    count = max(count, other.count)
    for block in other.blocks.indices {
      if block == blocks.count {
        blocks.append(other.blocks[block])
        continue
      }
      for slot in other.blocks[block].indices {
        if case .none = other.blocks[block][slot] { continue }
        blocks[block][slot] = other.blocks[block][slot]
      }
    }
  }
}
