import EventStore
import Hotline

// What must have happened for a ticket to count as it does: an explanation that is folded alone gives its figure.
extension TicketAccount {
  /// The events without which some entries of the ticket would be others, in the order of the log.
  ///
  /// Beside the events of the entries themselves: what opened the ticket or its round, what gave the unit the ticket,
  /// what a grade or a question rests on, pauses of the time that is counted, and corrections.
  /// - Parameter division: how they are divided among rows: who led and joined it, and who acted, tells whose they are.
  func events(behind entries: [ScoreEntry], _ division: ScoreDivision) -> [Position] {
    var places: Set<Int> = []
    var events: Set<Position> = []
    for entry in entries {
      events.formUnion(entry.trail.positions)
      guard let last = entry.trail.positions.max() else { continue }
      note(before: last, in: &places) { $0.kind == .reopened }
      note(before: last, in: &places) { $0.kind == .handed && $0.unit.hasSameBytes(as: entry.unit) }
      for place in facts.indices where entry.trail.positions.contains(facts[place].position) {
        note(behind: place, of: entry, in: &places)
      }
    }
    for place in facts.indices where !division.isByUnit {
      switch facts[place].kind {
      case .handed, .handedToCoHandler: places.insert(place)
      // Whose an entry is follows from all that the persons of a unit did before and after.
      default: if division.persons != nil { places.insert(place) }
      }
    }
    if !entries.isEmpty, let opening { places.insert(opening) }
    for place in places { events.insert(facts[place].position) }
    return withCorrections(Array(events))
  }

  /// Place of the fact that made it a case: the first that moved it, which is the intake in all but damaged histories.
  private var opening: Int? {
    facts.firstIndex {
      switch $0.kind {
      case .intake, .answeredDirectly, .handed, .signedFor, .result, .accepted, .sentBack, .closed,
        .reopened, .merged, .referred:
        true
      default: false
      }
    }
  }

  /// What a fact rests on that counts in an entry.
  private func note(behind place: Int, of entry: ScoreEntry, in places: inout Set<Int>) {
    switch facts[place].kind {
    case .answered: note(before: facts[place].position, in: &places) { $0.kind == .result }
    case .returnDecided:
      note(before: facts[place].position, in: &places) { $0.kind == .returnRequested }
    case .sentBack where entry.measure == .redo:
      note(before: facts[place].position, in: &places) { $0.kind == .result }
      // A result that names no unit is of who led then.
      if let result = facts[..<place].last(where: { $0.kind == .result }) {
        note(before: result.position, in: &places) {
          $0.kind == .handed && $0.unit.hasSameBytes(as: result.unit)
        }
      }
    case .handed where entry.measure == .pingPong:
      for earlier in 0..<place where facts[earlier].kind == .returnDecided {
        places.insert(earlier)
        note(behind: earlier, of: entry, in: &places)
      }
    case .result where entry.part == .value:
      for pause in 0..<place {
        switch facts[pause].kind {
        case .parked, .suspended, .resumed: places.insert(pause)
        default: break
        }
      }
    default: break
    }
  }

  /// Notes the last fact up to an event of which something is true.
  private func note(
    before event: Position, in places: inout Set<Int>, _ isTrue: (TicketFact) -> Bool
  ) {
    if let place = facts.lastIndex(where: { $0.position <= event && isTrue($0) }) {
      places.insert(place)
    }
  }
}
