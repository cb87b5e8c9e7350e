public import EventStore
import Hotline
public import Wire

/// 待办时限: The cases for which time can still bring a lapse or a card, in order of when.
///
/// It keeps of each case only what ``Hotline/DeadlineWatch`` needs, and of settled cases nothing. A
/// case that it names must be folded whole before anything is recorded about it.
public struct OpenDeadlines: Projection {
  /// Name of the projection.
  public static let name = "deadlines"
  /// Version of what it computes.
  public static let version: UInt32 = 2

  /// A case of which something may come.
  public struct Case: Hashable, Sendable {
    /// Its stream.
    public let stream: StreamID
    /// When something may come.
    public let at: Instant
    /// Its latest event that was looked at.
    public let changed: Position
  }

  struct Entry: Sendable {
    var stream: StreamID
    var watch = DeadlineWatch()
    var next: Instant?
    var changed: Position
  }

  /// The rules adopted so far.
  public private(set) var rules = RuleShelf()
  private(set) var entries: [StreamNumber: Entry] = [:]
  private var agenda = DeadlineAgenda()
  private var unreadable = 0

  /// Events it could not read since it was made or read back.
  public var unreadableCount: Int { unreadable + rules.reference.unreadable.count }

  /// Nothing open.
  public init() {}

  /// How many cases are kept.
  public var count: Int { entries.count }

  /// Takes the next event.
  public mutating func apply(_ event: borrowing EventView) {
    if RuleShelf.takes(event) {
      if let adoption = try? RecordedEvent(event) { adopt(adoption) } else { unreadable += 1 }
      return
    }
    let number = event.record.streamNumber
    guard entries[number] != nil || Self.givesDueDates(event.record) else { return }
    let name = String(decoding: [UInt8](copying: event.record.type), as: UTF8.self)
    guard let type = CaseEventTypes.named(name) else { return }
    guard let payload = try? type.init(decoding: event.record.payload) else {
      unreadable += 1
      return
    }
    let moment = Moment(event.record)
    let stream = [UInt8](copying: event.record.stream)
    take(payload, moment, of: number, stream, at: event.position)
  }

  private mutating func take(
    _ event: any Hotline.CaseEvent, _ moment: Moment, of number: StreamNumber, _ stream: [UInt8],
    at position: Position
  ) {
    let rules = rules
    let known = entries.removeValue(forKey: number)
    guard
      var entry = known
        ?? (try? StreamID(String(decoding: stream, as: UTF8.self))).map({
          Entry(stream: $0, changed: position)
        })
    else { return }
    entry.changed = position
    entry.watch.take(event, moment) { rules.book(for: $0) }
    if entry.watch.isEmpty { return }
    let before = entry.next
    entry.next = entry.watch.next { rules.book(for: $0) }
    entries[number] = entry
    if let next = entry.next, next != before { agenda.add(next, number) }
    if agenda.count > 2 * entries.count + 1_024 { arrange() }
  }

  /// Takes rules or a calendar, and computes every instant anew.
  private mutating func adopt(_ adoption: RecordedEvent) {
    rules.take(adoption)
    schedule()
  }

  private mutating func schedule() {
    let rules = rules
    for number in entries.keys.sorted() {
      let next = entries[number]?.watch.next { rules.book(for: $0) }
      entries[number]?.next = next
    }
    arrange()
  }

  private mutating func arrange() {
    agenda = DeadlineAgenda()
    for number in entries.keys.sorted() {
      if let next = entries[number]?.next { agenda.add(next, number) }
    }
  }

  /// A view made again from its parts.
  init(adoptions: [RecordedEvent], entries: [StreamNumber: Entry]) {
    for adoption in adoptions { rules.take(adoption) }
    self.entries = entries
    schedule()
  }

  /// Cases whose time has come, in the order of it and of their first appearance.
  /// - Parameter now: the moment; what falls due at it counts.
  /// - Complexity: O(k log k) for k cases.
  public func due(by now: Instant) -> [Case] {
    var found: [Case] = []
    for (at, number) in agenda.items(by: now) {
      guard let entry = entries[number], entry.next == at else { continue }
      let item = Case(stream: entry.stream, at: at, changed: entry.changed)
      if found.last != item { found.append(item) }
    }
    return found
  }

  /// The first instant at which something may come, or `nil`.
  public var next: Instant? {
    entries.values.reduce(nil) { first, entry in
      guard let next = entry.next else { return first }
      return first.map { min($0, next) } ?? next
    }
  }

  /// Whether an event has the field in which due dates stand, read in place; one that cannot be read might.
  private static func givesDueDates(_ record: borrowing RecordView) -> Bool {
    var reader = WireReader(record.payload)
    do {
      while let field = try reader.nextField() {
        if field.number == dueField { return true }
        try reader.skip(field.type)
      }
      return false
    } catch {
      return true
    }
  }

  /// Number of the field `due`, the same in every event that has it.
  static let dueField = 30
}
