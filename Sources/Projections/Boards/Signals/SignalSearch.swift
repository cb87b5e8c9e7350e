import EventStore
import Wire

/// Finds the signals that show among sums, then gathers their cases.
struct SignalSearch {
  private let question: BoardQuestion
  private let sums: SignalSums
  private var found: [(subject: Subject, signal: FraudSignal)] = []
  /// Tickets behind what was found, some perhaps several times.
  private var tickets: [UInt32] = []

  /// Whom a signal is about.
  private struct Subject: Hashable {
    let kind: SignalKind
    let unit: String
    let person: SignalPerson?
  }

  private init(_ question: BoardQuestion) throws {
    self.question = question
    sums = try question.signals()
  }

  static func signals(_ question: BoardQuestion) throws -> [FraudSignal] {
    var search = try SignalSearch(question)
    for kind in SignalKind.allCases {
      if kind.isAboutPersons { search.findPersons(kind) } else { search.findUnits(kind) }
    }
    try search.gatherCases()
    return search.found.map(\.signal).sorted { $0.precedes($1) }
  }

  private mutating func findUnits(_ kind: SignalKind) {
    let city = sums.rate(kind)
    for unit in sums.units where question.wants(unit.code) {
      let own = unit.rate(kind)
      let others = Rate(city.numerator - own.numerator, of: city.denominator - own.denominator)
      let isHigh = Concentration.isHigh(own, others: others, minimumHits: kind.minimumHits)
      guard isHigh || kind.showsSingle && own.numerator > 0 else { continue }
      let signal = FraudSignal(
        kind: kind, unit: unit.code, person: "", found: own, others: others,
        isConcentrated: isHigh)
      found.append((Subject(kind: kind, unit: unit.code, person: nil), signal))
      tickets += unit.tickets(kind)
    }
  }

  /// Shares of a unit's praise: the whole is all praise of the unit.
  private mutating func findPersons(_ kind: SignalKind) {
    let all = sums.rate(kind).denominator
    var counts: [SignalPerson: Int64] = [:]
    for unit in sums.units where question.wants(unit.code) {
      let ofUnit = unit.rate(kind).denominator
      for (person, numbers) in unit.persons(kind).frequent(kind.minimumHits) {
        let hits = Int64(numbers.count)
        let own = Rate(hits, of: ofUnit)
        guard Concentration.mayBeHigh(kind, own) else { continue }
        let ofPerson = counts[person] ?? sums.count(kind, person)
        counts[person] = ofPerson
        let others = Rate(ofPerson - hits, of: all - ofUnit)
        guard
          kind == .satisfiedNumber
            || Concentration.isHigh(
              operator: own, elsewhere: others, minimumHits: kind.minimumHits)
        else { continue }
        let signal = FraudSignal(
          kind: kind, unit: unit.code, person: "", found: own, others: others,
          isConcentrated: true)
        found.append((Subject(kind: kind, unit: unit.code, person: person), signal))
        tickets += numbers
      }
    }
  }

  /// The tickets tell which of their events count, and who the persons are.
  private mutating func gatherCases() throws {
    var places: [Subject: Int] = [:]
    for (place, one) in found.enumerated() { places[one.subject] = place }
    tickets.sort()
    var numbers: [UInt32] = []
    for number in tickets where numbers.last != number { numbers.append(number) }
    var observations: [SignalObservation] = []
    var signals = found.map(\.signal)
    try question.ledger.accounts.forEachHeld(numbers) { _, held in
      guard held[0].isCase else { return }
      SignalObservation.all(ofHeld: held, by: question.basis, into: &observations)
      for one in observations where one.isHit {
        let person = one.trace == nil ? nil : SignalPerson(one.person(held[0]))
        let subject = Subject(kind: one.kind, unit: one.unit(held[0]), person: person)
        guard let place = places[subject] else { continue }
        signals[place].person = one.personText(held[0])
        signals[place].add(one.events(held[0]), of: held[0].stream)
      }
    }
    for place in found.indices { found[place].signal = signals[place] }
  }
}
