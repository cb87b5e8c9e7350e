public import EventStore
import Hotline
import Wire

/// 经办名册: whom the acts of a log name, or else who recorded them, by position.
///
/// One book serves every moment: an account of the past holds no later positions. It is made only when persons are
/// asked for, since most figures need none.
public struct PersonBook: Sendable {
  /// Some acts in the order of the log; short, so that a copy of the book shares nearly all with the original.
  private struct Block: Sendable {
    var positions: [UInt64] = []
    /// Number of the name, and whether the event itself gives it, in the lowest bit.
    var people: [UInt32] = []
  }

  private var blocks: [Block] = []
  private static let blockMax = 4_096
  private var names = NameTable()
  /// The last event that was looked at.
  public private(set) var end = Position.start

  /// A book of nothing.
  public init() {}

  /// The book of a log.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(events).
  public init(_ snapshot: borrowing LogSnapshot) throws {
    try follow(snapshot)
  }

  /// Takes what the log has more than was known.
  /// - Throws: ``EventStore/LogError``.
  public mutating func follow(_ snapshot: borrowing LogSnapshot) throws {
    _ = try snapshot.scan(.all, ReadRange(after: end)) { event in
      note(event)
      end = event.position
      return .next
    }
  }

  private mutating func note(_ event: borrowing EventView) {
    let record = event.record
    guard let kind = VocabularyPlaces.place(of: record.type), let reader = Self.readers[kind] else {
      return
    }
    // An event that cannot be read is in no figure either.
    guard let payload = try? Vocabulary.decode(at: kind, record.payload) else { return }
    let named = reader(payload)
    let actor = record.actor
    let name = named.isEmpty ? names.number(of: actor) : names.number(of: Array(named.utf8).span)
    guard name != 0 else { return }
    if blocks.last.map({ $0.positions.count == Self.blockMax }) ?? true { blocks.append(Block()) }
    blocks[blocks.count - 1].positions.append(event.position.rawValue)
    blocks[blocks.count - 1].people.append(UInt32(name) << 1 | (named.isEmpty ? 0 : 1))
  }

  /// The person of an act: the code that the event names, or else who recorded it.
  func person(at position: Position) -> (code: String, isNamed: Bool)? {
    let next = blocks.firstPlace { $0.positions[0] > position.rawValue }
    guard next > 0 else { return nil }
    let block = blocks[next - 1]
    let place = block.positions.firstPlace { $0 >= position.rawValue }
    guard place < block.positions.count, block.positions[place] == position.rawValue else {
      return nil
    }
    return (names.text(UInt16(block.people[place] >> 1)), block.people[place] & 1 == 1)
  }

  private typealias Reader = @Sendable (any EventPayload) -> String

  private static func reader<E: EventPayload>(
    _ type: E.Type, _ name: @escaping @Sendable (E) -> String = { _ in "" }
  ) -> (String, Reader) {
    (E.typeName, { payload in (payload as? E).map(name) ?? "" })
  }

  /// How the person of an act is named, by place of its type; `nil` for one that is nobody's.
  private static let readers: [Reader?] = {
    let known: [(String, Reader)] = [
      reader(IntakeRecorded.self) { $0.agent }, reader(AnsweredFromKnowledge.self) { $0.agent },
      reader(Dispatched.self) { $0.agent }, reader(LeaderDispatched.self),
      reader(LeadChanged.self), reader(SignedFor.self) { $0.officer },
      reader(CitizenContacted.self) { $0.officer }, reader(ArrivedOnSite.self) { $0.officer },
      reader(ProgressReported.self), reader(ExtensionRequested.self), reader(ReturnRequested.self),
      reader(ResultReported.self) { $0.officer }, reader(FollowedUp.self),
    ]
    let readers = Dictionary(uniqueKeysWithValues: known)
    return Vocabulary.types.map { readers[$0.typeName] }
  }()
}
