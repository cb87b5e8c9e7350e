import EventStore
import Hotline
import Projections
import Testing
import Wire

@testable import Simulation

/// What the simulation hides in units, the board of signals finds.
@Suite("Signals over a simulated city")
struct SignalHabitTests {
  @Test("Swapped numbers, denied claims and late entries are found; prompt units are not flagged")
  func habits() throws {
    let plan = try SimulatedLog.plan(.weihai, tickets: 4_000, months: 3, direct: 0)
    let log = try SimulatedLog(plan).log
    let ledger = try log.withSnapshot { try ScoreLedger($0) }
    let now = try #require(ledger.recordedAt)
    let signals = try ledger.signals(by: try ScoreBasis(try ledger.rules(nil), now: now))
    let flagged = signals.filter(\.isConcentrated)
    func units(_ kind: SignalKind) -> [String] {
      flagged.filter { $0.kind == kind }.map(\.unit)
    }
    func habit(_ habit: Habit) -> [String] {
      plan.city.profile.habits.filter { $0.habit == habit }.map(\.unit)
    }
    for unit in habit(.swapping) { #expect(units(.contactChanged).contains(unit)) }
    for unit in habit(.swapping) { #expect(units(.satisfiedNumber).contains(unit)) }
    for unit in habit(.falseReporting) { #expect(units(.deniedClaim).contains(unit)) }
    for unit in habit(.enteringLate) { #expect(units(.lateEntry).contains(unit)) }
    let prompt = habit(.prompt)
    #expect(!prompt.isEmpty)
    for signal in flagged {
      #expect(!prompt.contains(signal.unit), "\(signal.kind) \(signal.found)")
    }
    for signal in signals {
      #expect(!signal.cases.isEmpty)
      #expect(signal.cases.allSatisfy { !$0.events.isEmpty })
    }
  }
}
