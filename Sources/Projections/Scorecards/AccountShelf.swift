import EventStore
import Hotline
import Wire

/// 台账架: accounts by stream number; streams that are no cases have none.
///
/// A copy shares the accounts with the original: each goes its own way with the first change, block by block, so that
/// a view of a moment costs only what has changed since. An account at rest lies packed, in a tenth of its memory, with
/// a brief that tells most questions that they need not open it.
struct AccountShelf: Sendable {
  /// What stands at a number.
  struct Slot: Sendable {
    fileprivate var held = Held.none
    /// Of a packed account.
    fileprivate var brief = TicketBrief()

    fileprivate init() {}

    /// Holds an array of one account, or of none; packed when the account waits for nothing.
    init(_ accounts: [TicketAccount]) {
      guard let account = accounts.first else { return }
      if account.isAwaited { held = .open(accounts) } else { pack(account) }
    }

    fileprivate init(open account: TicketAccount) {
      held = .open([account])
    }

    fileprivate init(packed account: TicketAccount) {
      pack(account)
    }

    private mutating func pack(_ account: TicketAccount) {
      var writer = WireWriter(capacity: 1_024)
      account.encode(into: &writer)
      held = .packed([UInt8](copying: writer.bytes.span))
      brief = TicketBrief(of: account)
    }

    /// An array of the account, or of none.
    fileprivate var accounts: [TicketAccount] {
      switch held {
      case .none: []
      case .open(let accounts): accounts
      case .packed(let bytes): (try? TicketAccount.read(bytes.span)).map { [$0.1] } ?? []
      }
    }

    fileprivate func concerns(_ concern: TicketConcern) -> Bool {
      switch held {
      case .none: false
      case .packed: concern.includes(brief)
      case .open(let accounts): concern.includes(TicketBrief(of: accounts[0]))
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
    put(Slot(open: account), at: number)
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
    let theirs = other.blocks[block][slot]
    if case .open(let accounts) = theirs.held {
      put(Slot(packed: accounts[0]), at: number)
    } else {
      put(theirs, at: number)
    }
  }

  /// Packs an account that waits for nothing.
  mutating func settle(_ number: StreamNumber) {
    guard number.rawValue < UInt64(count) else { return }
    let (block, slot) = Self.place(number)
    if case .open(let accounts) = blocks[block][slot].held, !accounts[0].isAwaited {
      blocks[block][slot] = Slot(accounts)
    }
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
    if !accounts.isEmpty { slot.held = .open(accounts) }
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
      for slot in block {
        let stream = StreamNumber(number)
        number += 1
        if let share, !share.holds(stream) { continue }
        if slot.concerns(concern) { try body(stream, slot.accounts) }
      }
    }
  }

  /// How many accounts a question may concern.
  func count(_ concern: TicketConcern) -> Int {
    blocks.reduce(0) { $0 + $1.count { $0.concerns(concern) } }
  }

  /// Whether there is an account that a question may concern.
  func has(_ concern: TicketConcern) -> Bool {
    blocks.contains { $0.contains { $0.concerns(concern) } }
  }
}
