import EventStore
import Hotline
import Testing
import Wire

@testable import Simulation

/// What makes a unit conspicuous shows in the log alone.
@Suite("Habits of units")
struct HabitTests {
  /// A busy city with few units, so that each has many tickets.
  private static func busy() throws -> SimulatedLog {
    try SimulatedLog(SimulatedLog.plan(.weihai, tickets: 6_000, months: 3, direct: 0))
  }

  /// Units of a habit, and the tickets that each was handed.
  private func tickets(_ simulated: SimulatedLog) throws -> [String: Int] {
    try simulated.all(Dispatched.self).reduce(into: [:]) { $0[$1.event.lead, default: 0] += 1 }
  }

  private func units(_ habit: Habit, _ city: City) -> Set<String> {
    Set(city.profile.habits.filter { $0.habit == habit }.map(\.unit))
  }

  private func share(
    _ streams: [String: Int], of tickets: [String: Int], in units: Set<String>, inside: Bool
  ) -> Int {
    let chosen = tickets.keys.filter { units.contains($0) == inside }
    let part = chosen.reduce(0) { $0 + (streams[$1] ?? 0) }
    return permyriad(part, of: chosen.reduce(0) { $0 + (tickets[$1] ?? 0) })
  }

  @Test(
    "Each shows: returns, swapped numbers, claims that the citizen denies, late entries, lateness")
  func habitsShow() throws {
    let simulated = try Self.busy()
    let tickets = try tickets(simulated)
    let returns = try simulated.all(ReturnRequested.self).reduce(into: [:]) {
      $0[$1.event.unit, default: 0] += 1
    }
    let bouncing = units(.bouncing, .weihai)
    #expect(share(returns, of: tickets, in: bouncing, inside: true) > 1_200)
    #expect(share(returns, of: tickets, in: bouncing, inside: false) < 400)

    let swaps = try simulated.all(ContactDetailsChanged.self).reduce(into: [:]) {
      $0[String($1.event.agent.prefix { $0 != "o" }.dropLast()), default: 0] += 1
    }
    let swapped = try simulated.all(ContactDetailsChanged.self).filter {
      $0.event.agent.hasPrefix("transport-rushan-")
    }
    #expect(swapped.count > 3)
    #expect(swaps.count > 0)
    try denied(simulated)
    try enteredLate(simulated)
  }

  private func denied(_ simulated: SimulatedLog) throws {
    var claims: [StreamID: String] = [:]
    for (record, event) in try simulated.all(ResultReported.self) where event.isSolved == true {
      claims[record.stream] = event.unit
    }
    var asked: [String: Int] = [:]
    var deniedBy: [String: Int] = [:]
    for (record, event) in try simulated.all(CallbackAnswered.self) {
      guard let unit = claims[record.stream] else { continue }
      asked[unit, default: 0] += 1
      if event.isSolved == false { deniedBy[unit, default: 0] += 1 }
    }
    let liars = units(.falseReporting, .weihai)
    #expect(share(deniedBy, of: asked, in: liars, inside: true) > 2_500)
    #expect(share(deniedBy, of: asked, in: liars, inside: false) < 1_000)
  }

  private func enteredLate(_ simulated: SimulatedLog) throws {
    var all: [String: Int] = [:]
    var late: [String: Int] = [:]
    for (record, event) in try simulated.all(ResultReported.self) {
      all[event.unit, default: 0] += 1
      if record.recordedAt.microseconds - record.occurredAt.microseconds > 6 * 3_600_000_000 {
        late[event.unit, default: 0] += 1
      }
    }
    let habit = units(.enteringLate, .weihai)
    #expect(share(late, of: all, in: habit, inside: true) > 1_500)
    #expect(share(late, of: all, in: habit, inside: false) < 100)
  }

  @Test("A number that was swapped is called, and praises: few numbers, many praises")
  func swappedNumbersPraise() throws {
    let simulated = try Self.busy()
    let changes = try simulated.all(ContactDetailsChanged.self).filter {
      $0.event.agent.hasPrefix("transport-rushan-")
    }
    var numbers: Set<[UInt8]> = []
    for change in changes {
      let answer = try simulated.all(CallbackAnswered.self).first {
        $0.record.stream == change.record.stream
          && $0.record.recordedAt > change.record.recordedAt
      }
      guard let answer else { continue }
      #expect(answer.event.result == .verySatisfied)
      numbers.insert(answer.event.number)
    }
    #expect((1...3).contains(numbers.count))
  }
}
