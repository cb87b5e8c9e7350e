public import EventStore
public import Hotline
public import Wire

/// 规则架: The rule sets and calendars that a log has adopted, each version ready to decide by.
public struct RuleShelf: Sendable {
  /// What was adopted.
  public private(set) var reference = ReferenceData()
  /// The adoptions as they were recorded, from which the shelf can be made again.
  private(set) var adoptions: [RecordedEvent] = []
  private var books: [BookKey: RuleBook] = [:]

  private struct BookKey: Hashable {
    var ruleSet: String
    var version: UInt64
  }

  /// How many rule sets and calendars were adopted, every version counted.
  public var count: Int { adoptions.count }

  /// Nothing adopted.
  public init() {}

  /// Ids of the rule sets, in their order.
  public var ruleSets: [String] {
    reference.ruleSets(asOf: .now).compactMap { $0.content.rules?.id }
  }

  /// The rules that a due date names, with the newest calendar of the log; `nil` when the log has not
  /// adopted them.
  public func book(for due: DueDate) -> RuleBook? {
    books[BookKey(ruleSet: due.ruleSet, version: due.ruleVersion)]
  }

  /// The rules by which a hotline decides at a moment: the latest version in force on its local day,
  /// and the calendar as it is known on that day.
  ///
  /// - Parameters:
  ///   - id: the rule set.
  ///   - now: the moment.
  /// - Returns: the book, or `nil` when no version is in force.
  /// - Throws: ``/Hotline/RuleBookError`` or ``/Hotline/CalendarError``.
  public func book(inForce id: String, at now: Instant) throws -> RuleBook? {
    guard let day = localDay(of: id, at: now) else { return nil }
    return try reference.ruleBook(id, on: day)
  }

  /// The day that a moment is where a rule set applies, or `nil` when the log has not adopted it.
  public func localDay(of id: String, at now: Instant) -> CivilDate? {
    guard let rules = reference.ruleSet(id)?.content.rules else { return nil }
    let local = now.microseconds &+ Int64(clamping: rules.utcOffsetMinutes) &* 60_000_000
    let day: Int64 = 86_400_000_000
    return CivilDate(daysSinceEpoch: local >= 0 ? local / day : (local + 1) / day - 1)
  }

  /// Whether an event is an adoption that the shelf takes.
  static func takes(_ event: borrowing EventView) -> Bool {
    event.record.type.hasSameBytes(as: ruleSetAdopted)
      || event.record.type.hasSameBytes(as: calendarAdopted)
  }

  /// Takes an adoption and makes the books anew: a later calendar serves earlier rules too.
  mutating func take(_ event: RecordedEvent) {
    adoptions.append(event)
    reference.apply(event)
    books.removeAll()
    for adopted in reference.ruleSets {
      guard let rules = adopted.content.rules else { continue }
      let calendar = try? reference.calendar(rules.calendar, knownOn: nil)
      books[BookKey(ruleSet: rules.id, version: rules.version)] = try? RuleBook(
        rules, calendar: calendar)
    }
  }
}

private let ruleSetAdopted = Array(RuleSetAdopted.typeName.utf8)
private let calendarAdopted = Array(CalendarAdopted.typeName.utf8)
