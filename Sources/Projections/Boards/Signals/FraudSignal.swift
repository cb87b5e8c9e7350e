import EventStore

/// 异常信号: one pattern of one unit: what was found, how often of how many, and the cases behind it.
public struct FraudSignal: Sendable {
  /// What was found.
  public let kind: SignalKind
  /// Code of the unit.
  public let unit: String
  /// Digest of the number, in hexadecimal, or code of the operator; empty where it is about neither.
  public let person: String
  /// How often, of how many.
  public let found: Rate
  /// The same of all other units, or of the operator's answers for them.
  public let others: Rate
  /// Whether it is above the threshold of its kind, and no single occurrence.
  public let isConcentrated: Bool
  /// The cases, in the order of stream numbers, each with the events that count.
  public internal(set) var cases: [Board.Case] = []
}

/// Finds the signals of a log: counts first, then gathers the cases of those that show.
struct SignalSearch {
  private var counts: [SignalSubject: Rate] = [:]

  static func signals(_ question: BoardQuestion) throws -> [FraudSignal] {
    var search = SignalSearch()
    try question.ledger.forEachCase { _, account in
      for observation in SignalObservation.all(of: account, by: question.basis) {
        search.count(observation)
      }
    }
    var signals = search.shown.filter { question.wants($0.unit) }
    let places = signals.enumerated().reduce(into: [SignalSubject: Int]()) {
      $0[$1.element.subject] = $1.offset
    }
    if places.isEmpty { return [] }
    try question.ledger.forEachCase { _, account in
      for observation in SignalObservation.all(of: account, by: question.basis)
      where observation.isHit {
        guard let place = places[observation.subject] else { continue }
        signals[place].add(observation.events, of: account.stream)
      }
    }
    return signals.sorted { $0.precedes($1) }
  }

  private mutating func count(_ observation: SignalObservation) {
    let old = counts[observation.subject] ?? .none
    counts[observation.subject] = Rate(
      old.numerator + (observation.isHit ? 1 : 0), of: old.denominator + 1)
  }

  /// Signals without their cases, in the order of their subjects.
  private var shown: [FraudSignal] {
    let subjects = counts.keys.sorted()
    var signals: [FraudSignal] = []
    for kind in SignalKind.allCases {
      let own = subjects.filter { $0.kind == kind }
      switch kind {
      case .satisfiedNumber, .satisfiedOperator: signals += people(own, kind)
      default: signals += units(own, kind)
      }
    }
    return signals
  }

  private func units(_ subjects: [SignalSubject], _ kind: SignalKind) -> [FraudSignal] {
    let city = subjects.reduce(Rate.none) { sum, subject in
      let one = counts[subject] ?? .none
      return Rate(sum.numerator + one.numerator, of: sum.denominator + one.denominator)
    }
    return subjects.compactMap { subject in
      let own = counts[subject] ?? .none
      let others = Rate(
        city.numerator - own.numerator, of: city.denominator - own.denominator)
      let isHigh = Concentration.isHigh(own, others: others, minimumHits: kind.minimumHits)
      guard isHigh || kind.showsSingle && own.numerator > 0 else { return nil }
      return FraudSignal(
        kind: kind, unit: subject.unit, person: "", found: own, others: others,
        isConcentrated: isHigh)
    }
  }

  /// Shares of a unit's praise: the whole is all praise of the unit.
  private func people(_ subjects: [SignalSubject], _ kind: SignalKind) -> [FraudSignal] {
    var byUnit: [String: Int64] = [:]
    var byPerson: [String: Int64] = [:]
    var all: Int64 = 0
    for subject in subjects {
      let hits = counts[subject]?.numerator ?? 0
      byUnit[subject.unit, default: 0] += hits
      byPerson[subject.person, default: 0] += hits
      all += hits
    }
    return subjects.compactMap { subject in
      let hits = counts[subject]?.numerator ?? 0
      let ofUnit = byUnit[subject.unit] ?? 0
      let own = Rate(hits, of: ofUnit)
      let others = Rate((byPerson[subject.person] ?? 0) - hits, of: all - ofUnit)
      let isHigh =
        kind == .satisfiedNumber
        ? Concentration.isHigh(number: own, minimumHits: kind.minimumHits)
        : Concentration.isHigh(operator: own, elsewhere: others, minimumHits: kind.minimumHits)
      guard isHigh else { return nil }
      return FraudSignal(
        kind: kind, unit: subject.unit, person: subject.person, found: own, others: others,
        isConcentrated: true)
    }
  }
}

extension FraudSignal {
  fileprivate var subject: SignalSubject {
    SignalSubject(kind: kind, unit: unit, person: person)
  }

  /// Adds events of a case; those of one case come one after the other.
  fileprivate mutating func add(_ events: [Position], of stream: String) {
    if let last = cases.last, last.stream.hasSameBytes(as: stream) {
      cases[cases.count - 1] = Board.Case(stream: stream, events: last.events + events)
    } else {
      cases.append(Board.Case(stream: stream, events: events))
    }
  }

  /// Concentrations first, then those that occurred most often.
  fileprivate func precedes(_ other: FraudSignal) -> Bool {
    if isConcentrated != other.isConcentrated { return isConcentrated }
    if found.numerator != other.found.numerator {
      return found.numerator > other.found.numerator
    }
    return subject < other.subject
  }
}
