import EventStore
import Hotline
import Importers
import Simulation
import Synchronization
import Testing
import Wire

/// A city's log, simulated once for all tests that look at it.
final class SimulatedLog: Sendable {
  let plan: SimulationPlan
  let tally: SimulationTally
  let log: InMemoryEventLog
  let events: [RecordedEvent]

  init(_ plan: SimulationPlan, withRules: Bool = true) throws {
    self.plan = plan
    log = InMemoryEventLog(
      origin: "simulation.example/log", clock: SimulatedClock(start: plan.start))
    let reference =
      try withRules ? Self.reference(plan.city) : SimulationReference(rules: nil)
    tally = try Simulator.run(plan, reference, into: log, identityKey: Self.identityKey)
    events = try log.withSnapshot { try $0.events(.all, .everything) }
  }

  static let identityKey = [UInt8](repeating: 7, count: 32)

  /// The rules that the programs carry for a city.
  static func reference(_ city: City) throws -> SimulationReference {
    let loaded = try BuiltInReference.load(city.rawValue)
    return SimulationReference(
      rules: loaded.rules, rulesText: loaded.rulesText, calendar: loaded.calendar,
      calendarText: loaded.calendarText)
  }

  /// A few months of a city.
  static func plan(
    _ city: City, tickets: Int = 1_500, months: Int = 3, seed: UInt64 = 11, direct: Int? = 40
  ) throws -> SimulationPlan {
    let first = try #require(CivilDate(year: 2016, month: 7, day: 1))
    return SimulationPlan(
      city: city, from: first, months: months, tickets: tickets, seed: seed,
      directPerHundred: direct)
  }

  /// The log of a city, the same for every test.
  static func of(_ city: City) throws -> SimulatedLog {
    try shared.withLock { logs in
      if let known = logs[city] { return known }
      let made = try SimulatedLog(plan(city))
      logs[city] = made
      return made
    }
  }

  private static let shared = Mutex<[City: SimulatedLog]>([:])

  /// The payloads of a type, with their records.
  func all<E: EventPayload>(_ type: E.Type) throws -> [(record: Record, event: E)] {
    try events.filter { $0.record.type.text == E.typeName }.map {
      ($0.record, try E(decoding: $0.record.payload))
    }
  }

  /// How many events of a type there are.
  func count<E: EventPayload>(_ type: E.Type) -> Int {
    events.filter { $0.record.type.text == E.typeName }.count
  }
}

/// A part of a whole, of 10,000.
func permyriad(_ part: Int, of whole: Int) -> Int { whole == 0 ? 0 : part * 10_000 / whole }
