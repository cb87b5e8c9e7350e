import EventStore
import Hotline

/// 经办归属: whose of a unit's persons a ticket's entries count for.
struct TicketPersons {
  private struct Act {
    let unit: String
    let position: Position
    let person: String
  }

  private var acts: [Act] = []

  /// - Parameter groups: the units that the log knows; who recorded an act is no person when it is one of them.
  init(_ account: TicketAccount, _ book: PersonBook, _ groups: [String: String]) {
    for fact in account.facts {
      guard let unit = Self.actor(of: fact), let person = book.person(at: fact.position) else {
        continue
      }
      if !person.isNamed, Self.isNobody(person.code, unit, groups) { continue }
      acts.append(Act(unit: unit, position: fact.position, person: person.code))
    }
  }

  /// Who acts: the unit, or the centre that takes in, answers and hands out; `nil` for acts that nobody's figures need.
  private static func actor(of fact: TicketFact) -> String? {
    if fact.isUnitAct { return fact.unit }
    switch fact.kind {
    case .intake, .answeredDirectly, .handed: return TicketState.centre
    default: return nil
    }
  }

  /// A unit, or an import, that recorded an act is not the person who did it.
  private static func isNobody(_ code: String, _ unit: String, _ groups: [String: String]) -> Bool {
    code == TicketState.centre || code.hasSameBytes(as: unit) || groups[code] != nil
      || code.hasPrefix("importer:")
  }

  /// The code of the row in which an entry counts: the unit and, after a stroke, its person.
  ///
  /// The person is the one that an act of the unit named last by the entry's own event, or first after it. What is on
  /// the table belongs to whoever was named last, so that what begins with one person does not end with another.
  func row(of entry: ScoreEntry) -> String {
    let own = acts.filter { $0.unit.hasSameBytes(as: entry.unit) }
    let last = entry.trail.positions.max() ?? .start
    let person =
      entry.part == .stock
      ? own.last : own.last { $0.position <= last } ?? own.first
    return PersonRow.code(unit: entry.unit, person: person?.person)
  }
}

/// The code of a person's row: the unit, a stroke, and the person's code there.
enum PersonRow {
  /// Stands for nobody: what a unit answers for without naming a person.
  static let nobody = "-"

  static func code(unit: String, person: String?) -> String { "\(unit)/\(person ?? nobody)" }

  /// Unit and person of a row; persons' codes may hold strokes, units' do not.
  static func parts(_ code: String) -> (unit: String, person: String) {
    let parts = code.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    return (parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : nobody)
  }
}
