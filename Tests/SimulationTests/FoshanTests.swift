import EventStore
import Hotline
import Testing
import Wire

@testable import Simulation

@Suite("Foshan's published figures")
struct FoshanTests {
  /// A sixteenth of the second half of 2016: six yellow cards and no red one; the whole is an acceptance test.
  @Test("Cards come out as scaled, from the deadline clock alone")
  func cards() throws {
    let plan = SimulationPlan(
      city: .foshan, from: try #require(CivilDate(year: 2016, month: 7, day: 1)), months: 6,
      tickets: 20_000, seed: 5, directPerHundred: 0)
    let simulated = try SimulatedLog(plan)
    let cards = try simulated.all(CardIssued.self)
    // 101 and 4 of 63,125 are 32.0 and 1.3 of 20,000.
    #expect(cards.count { $0.event.colour == .yellow } == 32)
    #expect(cards.count { $0.event.colour == .red } == 1)
    #expect(cards.allSatisfy { $0.record.actor == "deadline-clock" })
    #expect(simulated.count(DeadlineLapsed.self) == 32)
    let red = try #require(cards.first { $0.event.colour == .red })
    let before = cards.filter { $0.record.stream == red.record.stream }
    #expect(before.map(\.event.colour) == [.yellow, .red])
    let dispatched = Set(try simulated.all(Dispatched.self).map(\.record.stream))
    #expect(dispatched.count == 20_000)
  }

  @Test("Cards follow the number of tickets, rounded half up")
  func scaling() {
    let quota = CardQuota(yellow: 101, red: 4, tickets: 63_125)
    #expect(quota.scaled(101, to: 63_125) == 101)
    #expect(quota.scaled(4, to: 63_125) == 4)
    #expect(quota.scaled(101, to: 126_250) == 202)
    #expect(quota.scaled(101, to: 312) == 0)
    #expect(quota.scaled(101, to: 313) == 1)
  }

  @Test("Matters answered at once outnumber tickets as reported: 7.4 % are dispatched")
  func handled() throws {
    let plan = try SimulatedLog.plan(.foshan, tickets: 300, direct: nil)
    let tally = try SimulatedLog(plan).tally
    #expect(abs(permyriad(tally.dispatched, of: tally.matters) - 736) < 20)
  }

  @Test("Satisfaction comes near 99.07 %, and web near 56.73 %")
  func satisfaction() throws {
    let plan = try SimulatedLog.plan(.foshan, tickets: 6_000, direct: 0)
    let tally = try SimulatedLog(plan).tally
    #expect(abs(permyriad(tally.satisfied, of: tally.callbacks) - 9_907) < 60)
    #expect(abs(permyriad(tally.channels[0], of: tally.matters) - 5_673) < 200)
  }

  @Test("Firms are visited and raise demands: 568 of 243 visits")
  func visits() throws {
    let simulated = try SimulatedLog.of(.foshan)
    let visits = try simulated.all(EnterpriseVisited.self)
    #expect(visits.count == 61)
    let demands = visits.reduce(0) { $0 + $1.event.demands }
    #expect((100...190).contains(demands))
  }
}
