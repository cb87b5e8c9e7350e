import EventStore
import Hotline
import Simulation
import TestSupport
import Testing
import Wire

@Suite("A simulation can be repeated")
struct DeterminismTests {
  @Test(
    "The same seed gives the same tree, another seed another", arguments: [City.foshan, .kaohsiung])
  func seeds(city: City) throws {
    let first = try SimulatedLog(SimulatedLog.plan(city, tickets: 700, seed: 1))
    let again = try SimulatedLog(SimulatedLog.plan(city, tickets: 700, seed: 1))
    let other = try SimulatedLog(SimulatedLog.plan(city, tickets: 700, seed: 2))
    #expect(try first.log.root() == again.log.root())
    #expect(try first.log.root() != other.log.root())
  }

  @Test("The log on disk has the tree of the log in memory")
  func onDisk() throws {
    let plan = try SimulatedLog.plan(.taipei, tickets: 400, seed: 4)
    let inMemory = try SimulatedLog(plan)
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(
      directory.file("data"), origin: "simulation.example/log",
      simulation: SimulationSettings(seed: 4, start: plan.start))
    let log = try data.openLog(.writer)
    defer { log.close() }
    _ = try Simulator.run(
      plan, SimulatedLog.reference(.taipei), into: log, identityKey: SimulatedLog.identityKey)
    #expect(try log.root() == inMemory.log.root())
    #expect(throws: SimulationError.self) {
      _ = try Simulator.run(
        plan, SimulatedLog.reference(.taipei), into: log, identityKey: SimulatedLog.identityKey)
    }
  }

  @Test("A hotline without rules has no deadlines, and runs")
  func withoutRules() throws {
    let plan = try SimulatedLog.plan(.guangzhou, tickets: 300, seed: 3)
    let simulated = try SimulatedLog(plan, withRules: false)
    #expect(simulated.count(DeadlineLapsed.self) == 0)
    #expect(simulated.count(ResultReported.self) > 250)
  }

  @Test("A senseless plan is refused")
  func senseless() throws {
    for (months, tickets) in [(0, 1), (241, 1), (1, 0), (1, 20_000_001)] {
      let plan = try SimulatedLog.plan(.foshan, tickets: tickets, months: months)
      #expect(throws: SimulationError.self) { _ = try SimulatedLog(plan) }
    }
  }
}
