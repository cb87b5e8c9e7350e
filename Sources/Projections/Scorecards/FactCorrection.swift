public import EventStore
import Hotline
import Wire

/// 更正: a later event that says what a fact should have been.
public struct FactCorrection: Hashable, Sendable {
  /// The event that brought the fact.
  public var event: Position
  /// The event that corrects it.
  public var position: Position
}

extension TicketFact.Kind {
  /// Whether what such a fact says can be corrected.
  ///
  /// Words about a ticket can: what the citizen answered, what the unit claims, how it was graded, what an inspection
  /// found. What an act does (it moves the ticket, ends a limit, issues a card) is undone by acts of its own.
  var isCorrectable: Bool {
    switch self {
    case .answered, .result, .closed, .checked: true
    default: false
    }
  }
}

extension TicketFact {
  /// Its value with one of its words as a correction says; `nil` when the correction is of nothing that it holds, or its
  /// value is no such word.
  func value(correctedBy correction: Corrected) -> UInt64? {
    let word = correction.value
    switch (kind, correction.field) {
    case (.answered, "wasContacted"): return with(correction.answer.map(yesNo), at: 0)
    case (.answered, "efficiency"): return with(Self.satisfaction(word), at: 1)
    case (.answered, "attitude"): return with(Self.satisfaction(word), at: 2)
    case (.answered, "result"): return with(Self.satisfaction(word), at: 3)
    case (.answered, "isSolved"): return with(correction.answer.map(yesNo), at: 4)
    case (.result, "isSolved"): return with(correction.answer.map(yesNo), at: 0)
    case (.result, "grade"): return with(Self.number(HandlingGrade(name: word)), at: 1)
    case (.closed, "grade"): return with(Self.number(HandlingGrade(name: word)), at: 0)
    case (.checked, "result"): return with(Self.number(InspectionResult(name: word)), at: 0)
    default: return nil
    }
  }

  /// The value with other four bits.
  private func with(_ bits: UInt64?, at place: UInt64) -> UInt64? {
    bits.map { value & ~(0xF << (4 * place)) | $0 << (4 * place) }
  }

  private static func satisfaction(_ word: String) -> UInt64? {
    word.isEmpty ? 0 : number(Satisfaction(name: word))
  }

  private static func number(_ word: (some Word)?) -> UInt64? { word.map { UInt64($0.rawValue) } }
}

extension TicketAccount {
  /// Some events and those that correct what they say, in the order of the log.
  func withCorrections(_ events: [Position]) -> [Position] {
    let corrected = corrections.lazy.filter { events.contains($0.event) }.map(\.position)
    return (events + corrected).sorted()
  }

  /// A closing, what says its grade, and what corrects that.
  func events(ofClosingAt place: Int) -> [Position] {
    withCorrections(EventTrail.of(facts[place], facts.graded(closingAt: place)).positions)
  }
}

extension Collection<TicketFact> where Index == Int {
  /// The fact that says the grade of a closing: the closing itself, or else the result or closing before it; `nil` when
  /// none was said.
  func graded(closingAt place: Int) -> TicketFact? {
    for earlier in self[...place].reversed()
    where earlier.kind == .closed || earlier.kind == .result {
      if earlier.grade > 0 { return earlier }
      // A result without a grade takes back what was said before.
      if earlier.kind == .result { return nil }
    }
    return nil
  }
}
