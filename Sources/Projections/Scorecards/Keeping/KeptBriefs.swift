import EventStore
import Synchronization
import Wire

/// 存档摘要: the briefs of a snapshot, still as they were kept; a part is read when somebody first asks for one of its streams.
///
/// The first scorecard after a start needs no brief, and reading millions of them takes most of a second.
final class KeptBriefs: Sendable {
  /// Streams whose briefs lie in one part, so that parts can be read by several threads.
  static let partStreams = 1 << 14
  private static let partBlocks = partStreams / AccountShelf.blockSize

  /// Numbers that briefs may use.
  struct Limits: Sendable {
    let codes: Int
    let units: Int
  }

  /// Where an account that a board may list stands in the bytes.
  struct Account: Sendable {
    let number: UInt64
    let range: Range<Int>
    /// Between which moments its running clocks end, where it has some: microseconds.
    let limits: ClosedRange<Int64>?
  }

  /// Stream numbers reached.
  let count: Int
  private let bytes: [UInt8]
  private let parts: [Range<Int>]
  private let accounts: [Account]
  private let limits: Limits
  private let known = Mutex<[Int: Part]>([:])

  private struct Part: Sendable {
    var blocks: [[AccountShelf.Slot]] = []
    var count = 0
    var isDamaged = false
  }

  /// Briefs in a snapshot's bytes.
  /// - Parameter accounts: in the order of their numbers.
  /// - Throws: ``Wire/WireError`` when the last part cannot be read.
  init(
    _ parts: [Range<Int>], accounts: [Account], of bytes: [UInt8], _ limits: Limits
  ) throws(WireError) {
    self.bytes = bytes
    self.parts = parts
    self.accounts = accounts
    self.limits = limits
    guard let last = parts.indices.last else {
      count = 0
      return
    }
    let part = try Self.read(bytes.span.extracting(parts[last]), limits)
    count = last * Self.partStreams + part.count
    guard part.count <= Self.partStreams, accounts.last.map({ $0.number < UInt64(count) }) ?? true
    else { throw .wrongType(field: 3) }
  }

  /// What stands in a block; nothing in one of a part that cannot be read, which ``readAll()`` tells.
  func block(_ index: Int) -> [AccountShelf.Slot] {
    part(index / Self.partBlocks).blocks[index % Self.partBlocks]
  }

  /// The account of a ticket, where one was kept and a question may concern it; its brief is not read for it.
  func account(_ number: StreamNumber, _ concern: TicketConcern) -> AccountShelf.Slot? {
    let place = accounts.partitioned { $0.number >= number.rawValue }
    guard place < accounts.count, accounts[place].number == number.rawValue else { return nil }
    if case .running(let from, let until) = concern {
      guard let limits = accounts[place].limits, limits.lowerBound <= until,
        limits.upperBound >= from
      else { return nil }
    }
    return AccountShelf.Slot().packed(bytes(of: accounts[place]))
  }

  private func bytes(of account: Account) -> [UInt8] {
    let bytes = bytes
    return [UInt8](copying: bytes.span.extracting(account.range))
  }

  /// Reads every part, by two threads.
  /// - Throws: ``Wire/WireError`` when one cannot be read.
  func readAll() throws(WireError) {
    let isDamaged = WorkShare.all(2) { [self] share in
      share.stretch(of: parts.count).reduce(false) { part($1).isDamaged || $0 }
    }
    if isDamaged.contains(true) { throw .wrongType(field: 3) }
  }

  private func part(_ index: Int) -> Part {
    if let part = known.withLock({ $0[index] }) { return part }
    let part = made(index)
    return known.withLock { known in
      // The one that came first is everybody's.
      if let other = known[index] { return other }
      known[index] = part
      return part
    }
  }

  private func made(_ index: Int) -> Part {
    let bytes = bytes
    do {
      var part = try Self.read(bytes.span.extracting(parts[index]), limits)
      // Only the last part may be short: the slots of the others fill their blocks.
      guard index == parts.count - 1 || part.count == Self.partStreams else {
        throw WireError.wrongType(field: 3)
      }
      try put(&part, from: index * Self.partStreams)
      return part
    } catch {
      var part = Part(isDamaged: true)
      let none = [AccountShelf.Slot](
        repeating: AccountShelf.Slot(), count: AccountShelf.blockSize)
      part.blocks = .init(repeating: none, count: Self.partBlocks)
      return part
    }
  }

  /// Puts the accounts that were kept into a part; they stay packed until somebody asks for them.
  private func put(_ part: inout Part, from first: Int) throws {
    let begin = accounts.partitioned { $0.number >= UInt64(first) }
    for one in accounts[begin...] {
      guard one.number < UInt64(first + part.count) else { break }
      let index = Int(one.number) - first
      let (block, place) = (index / AccountShelf.blockSize, index % AccountShelf.blockSize)
      let slot = part.blocks[block][place]
      guard !slot.brief.isEmpty else { throw WireError.wrongType(field: 10) }
      part.blocks[block][place] = slot.packed(bytes(of: one))
    }
  }

  /// Reads a part, whose slots begin a block of their own.
  private static func read(_ bytes: Span<UInt8>, _ limits: Limits) throws(WireError) -> Part {
    var part = Part()
    var reader = WireReader(bytes)
    while !reader.isAtEnd {
      var slots: [AccountShelf.Slot] = []
      slots.reserveCapacity(AccountShelf.blockSize)
      while slots.count < AccountShelf.blockSize, !reader.isAtEnd {
        let brief = try TicketBrief(kept: &reader)
        guard brief.codes.max < limits.codes,
          max(brief.lead, brief.holder, brief.closer) < limits.units
        else {
          throw .wrongType(field: 3)
        }
        slots.append(brief.isEmpty ? AccountShelf.Slot() : AccountShelf.Slot(inLog: brief))
      }
      part.count += slots.count
      while slots.count < AccountShelf.blockSize { slots.append(AccountShelf.Slot()) }
      part.blocks.append(slots)
    }
    return part
  }
}

extension [KeptBriefs.Account] {
  /// The first place from which on a condition holds, which holds for none before.
  fileprivate func partitioned(_ holds: (KeptBriefs.Account) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = holds(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}
