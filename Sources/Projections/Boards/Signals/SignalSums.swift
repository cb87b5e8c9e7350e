import EventStore
import Hotline
import Wire

/// 信号计数: how often each signal was found with each unit, of how often it could have been, and in which tickets.
///
/// Sums of what single tickets show, so that a view takes a changed ticket's old observations out and puts its new ones
/// in. They do not depend on the moment of the question.
struct SignalSums: Sendable {
  private var places: [String: Int] = [:]
  private(set) var units: [UnitSignals] = []
  /// Of the ticket that was looked at last; its memory is used again.
  private var found: [SignalObservation] = []

  /// Of no ticket.
  init() {}

  /// Of every case of a ledger, counted by several threads; the same for any number.
  /// - Throws: ``EventStore/LogError`` when the log cannot give a ticket back.
  /// - Complexity: O(events).
  init(_ ledger: ScoreLedger, by basis: ScoreBasis, threads: Int = 2) throws {
    let accounts = ledger.accounts
    let order = try accounts.order(.cases)
    let parts = try WorkShare.all(threads) { share in
      var part = SignalSums()
      try accounts.forEachHeld(.cases, share, order) { number, held in
        part.add(held, of: number, by: basis)
      }
      return part
    }
    self.init(of: parts)
  }

  /// Lays sums of different tickets together.
  init(of parts: [SignalSums]) {
    self = parts[0]
    for part in parts.dropFirst() {
      for unit in part.units { units[place(of: unit.code)].merge(unit) }
    }
  }

  /// Sums that were kept.
  init(units: [UnitSignals]) {
    for unit in units { self.units[place(of: unit.code)] = unit }
  }

  /// Puts in what a ticket shows, whose account is held in an array of one.
  mutating func add(_ held: [TicketAccount], of number: StreamNumber, by basis: ScoreBasis) {
    change(held, number, basis) { $0.add($1, $2, $3) }
  }

  /// Takes it out again.
  mutating func remove(_ held: [TicketAccount], of number: StreamNumber, by basis: ScoreBasis) {
    change(held, number, basis) { $0.remove($1, $2, $3) }
  }

  private mutating func change(
    _ held: [TicketAccount], _ number: StreamNumber, _ basis: ScoreBasis,
    _ body: (inout UnitSignals, SignalObservation, UInt32, SignalPerson?) -> Void
  ) {
    SignalObservation.all(ofHeld: held, by: basis, into: &found)
    let facts = held.span[0].facts
    let number = UInt32(clamping: number.rawValue)
    var last: (fact: Int, place: Int)?
    for index in found.indices {
      let one = found[index]
      var place = last?.place ?? 0
      if last == nil || facts[one.fact].unit != facts[last?.fact ?? 0].unit {
        place = self.place(of: facts[one.fact].unit)
      }
      last = (one.fact, place)
      let person = one.trace.map {
        SignalPerson(SignalPerson.of(held.span[0].traces[$0], one.kind))
      }
      body(&units[place], one, number, person)
    }
  }

  private mutating func place(of code: String) -> Int {
    if let place = places[code] { return place }
    let place = units.count
    places[code] = place
    units.append(UnitSignals(code))
    return place
  }

  /// How often a kind of signals was found with all units, of how often it could have been.
  func rate(_ kind: SignalKind) -> Rate {
    units.reduce(.none) { sum, unit in
      let own = unit.rate(kind)
      return Rate(sum.numerator + own.numerator, of: sum.denominator + own.denominator)
    }
  }

  /// In how many cases of all units a person was found.
  func count(_ kind: SignalKind, _ person: SignalPerson) -> Int64 {
    units.reduce(0) { $0 + Int64($1.count(kind, person)) }
  }
}

/// The signals of one unit.
struct UnitSignals: Sendable {
  /// Its code.
  let code: String
  /// By the place of the kind.
  private var chances = [Int64](repeating: 0, count: SignalKind.allCases.count)
  /// Tickets in which a kind was found, ascending, each as often as it was found there; of kinds about persons the counts of
  /// ``persons`` tell.
  private var hits = [[UInt32]](repeating: [], count: SignalKind.allCases.count)
  private var numbers = PersonSignals()
  private var operators = PersonSignals()

  init(_ code: String) {
    self.code = code
  }

  /// How often a kind was found, of how often it could have been; for one about persons, each case of each counts.
  func rate(_ kind: SignalKind) -> Rate {
    let chances = chances[kind.place]
    let count = kind.isAboutPersons ? chances : Int64(hits[kind.place].count)
    return Rate(count, of: chances)
  }

  /// Tickets in which a kind was found.
  func tickets(_ kind: SignalKind) -> [UInt32] { hits[kind.place] }

  /// In how many cases a person was found.
  func count(_ kind: SignalKind, _ person: SignalPerson) -> Int {
    persons(kind).count(person)
  }

  /// Who was found, each with the tickets in which.
  func persons(_ kind: SignalKind) -> PersonSignals {
    kind == .satisfiedNumber ? numbers : operators
  }

  /// Whether nothing was counted.
  var isEmpty: Bool { chances.allSatisfy { $0 == 0 } }

  mutating func add(_ one: SignalObservation, _ number: UInt32, _ person: SignalPerson?) {
    chances[one.kind.place] += 1
    if let person {
      change(one.kind) { $0.add(person, number) }
    } else if one.isHit {
      hits[one.kind.place].insertSorted(number)
    }
  }

  mutating func remove(_ one: SignalObservation, _ number: UInt32, _ person: SignalPerson?) {
    chances[one.kind.place] -= 1
    if let person {
      change(one.kind) { $0.remove(person, number) }
    } else if one.isHit {
      hits[one.kind.place].removeSorted(number)
    }
  }

  private mutating func change(_ kind: SignalKind, _ body: (inout PersonSignals) -> Void) {
    if kind == .satisfiedNumber { body(&numbers) } else { body(&operators) }
  }

  /// Adds the signals of the same unit in other tickets.
  mutating func merge(_ other: UnitSignals) {
    for place in chances.indices {
      chances[place] += other.chances[place]
      for number in other.hits[place] { hits[place].append(number) }
      if !other.hits[place].isEmpty { hits[place].sort() }
    }
    numbers.merge(other.numbers)
    operators.merge(other.operators)
  }

  /// Takes what was kept of a kind.
  mutating func take(
    _ kind: SignalKind, chances: Int64, hits: [UInt32], _ persons: PersonSignals
  ) {
    self.chances[kind.place] = chances
    self.hits[kind.place] = hits
    if kind.isAboutPersons { change(kind) { $0 = persons } }
  }
}

/// Persons of a unit, each with the tickets in which they were found.
///
/// Most numbers occur in one ticket: those take no memory of their own.
struct PersonSignals: Sendable {
  private var once: [SignalPerson: UInt32] = [:]
  /// Tickets of those that occur more than once, ascending.
  private var several: [SignalPerson: [UInt32]] = [:]

  func count(_ person: SignalPerson) -> Int {
    several[person]?.count ?? (once[person] == nil ? 0 : 1)
  }

  mutating func add(_ person: SignalPerson, _ number: UInt32) {
    if several[person]?.insertSorted(number) != nil { return }
    if let first = once.removeValue(forKey: person) {
      several[person] = [min(first, number), max(first, number)]
    } else {
      once[person] = number
    }
  }

  mutating func remove(_ person: SignalPerson, _ number: UInt32) {
    if several[person]?.removeSorted(number) == nil {
      once[person] = nil
    } else if several[person]?.count == 1 {
      once[person] = several.removeValue(forKey: person)?.first
    }
  }

  mutating func merge(_ other: PersonSignals) {
    for (person, number) in other.once { add(person, number) }
    for (person, numbers) in other.several {
      for number in numbers { add(person, number) }
    }
  }

  /// Takes the tickets of a person that is not among them yet.
  mutating func take(_ person: SignalPerson, _ numbers: [UInt32]) {
    if numbers.count == 1 { once[person] = numbers[0] } else { several[person] = numbers }
  }

  /// Persons that occur in so many tickets, which are more than one, in no order.
  func frequent(_ least: Int64) -> [(SignalPerson, [UInt32])] {
    several.filter { $0.value.count >= least }.map { ($0.key, $0.value) }
  }

  /// Everybody with their tickets, in order.
  var inOrder: [(SignalPerson, [UInt32])] {
    let all = once.map { ($0.key, [$0.value]) } + several.map { ($0.key, $0.value) }
    return all.sorted { $0.0 < $1.0 }
  }
}

extension SignalKind {
  /// Place among all kinds.
  var place: Int { Int(rawValue) - 1 }

  /// Whether it is about a number or an operator.
  var isAboutPersons: Bool { self == .satisfiedNumber || self == .satisfiedOperator }
}

extension [UInt32] {
  /// Puts a number in its place among ascending ones.
  fileprivate mutating func insertSorted(_ number: UInt32) {
    guard let last, last > number else { return append(number) }
    insert(number, at: place(of: number))
  }

  /// Takes a number out of ascending ones.
  fileprivate mutating func removeSorted(_ number: UInt32) {
    let place = place(of: number)
    if place < count, self[place] == number { remove(at: place) }
  }

  private func place(of number: UInt32) -> Int { firstPlace { $0 >= number } }
}
