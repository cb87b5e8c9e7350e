public import EventStore
import Hotline
public import Wire

/// Simulates a city's hotline into a log: the same plan gives the same bytes on every machine.
public enum Simulator {
  /// Requests on their way to the log at once.
  private static let depth = 16

  /// Runs a plan.
  ///
  /// - Parameters:
  ///   - plan: what is to be simulated.
  ///   - reference: rules and calendar that the hotline adopts on its first day.
  ///   - log: an empty log that says it is a simulation.
  ///   - identityKey: 32 bytes for keyed digests of numbers.
  ///   - export: writes the matters as legacy files besides, or `nil`.
  ///   - progress: called now and then with the simulated instant and the events so far.
  /// - Returns: what was done.
  /// - Throws: ``SimulationError`` when the plan is senseless, the log is not empty or refuses, or a decision was refused.
  public static func run(
    _ plan: SimulationPlan, _ reference: SimulationReference, into log: any EventLog,
    identityKey: [UInt8], export: LegacyExport? = nil, progress: (Instant) -> Void = { _ in }
  ) throws -> SimulationTally {
    try check(plan, reference)
    guard log.head == .start else {
      throw SimulationError("the log has \(log.head) events; simulate into a new one")
    }
    let window = SubmitWindow(log, depth: depth)
    var engine = try Engine(plan, reference, identityKey: identityKey, export: export) {
      try window.send($0)
    }
    let tally = try engine.run(progress)
    try window.finish()
    if let refusal = tally.firstRefusal {
      throw SimulationError(
        "\(tally.refusals) decisions were refused, which is an error of the program; the first: "
          + "\(refusal.event) by rule \(refusal.rule): \(refusal.reason.english)")
    }
    return tally
  }

  /// Checks a plan before anything is made.
  /// - Throws: ``SimulationError`` that says what to mend.
  public static func check(
    _ plan: SimulationPlan, _ reference: SimulationReference
  ) throws(SimulationError) {
    guard (1...240).contains(plan.months), (1...20_000_000).contains(plan.tickets),
      (0...100_000).contains(plan.directPerHundred ?? 0)
    else {
      throw SimulationError(
        "give 1 to 240 months, 1 to 20,000,000 tickets and at most 100,000 matters answered at once for 100 of them"
      )
    }
    guard let end = plan.end else { throw SimulationError("the period ends after the year 9999") }
    guard let calendar = reference.calendar else { return }
    // Limits of the last tickets reach a few weeks beyond the period.
    let last = CityTime.day(end.microseconds) + 60
    let first = plan.from.daysSinceEpoch
    guard first >= Int64(clamping: calendar.firstDay), last <= Int64(clamping: calendar.lastDay)
    else {
      throw SimulationError(
        "the calendar '\(calendar.id)' covers \(CivilDate(daysSinceEpoch: Int64(clamping: calendar.firstDay))) to "
          + "\(CivilDate(daysSinceEpoch: Int64(clamping: calendar.lastDay))), and the limits of this period need more; "
          + "choose other dates")
    }
  }
}

/// Keeps a few requests on their way and waits for the oldest when there are too many.
private final class SubmitWindow {
  private let log: any EventLog
  private let depth: Int
  private var waiting: [Rendezvous<Result<Receipt, AppendError>>] = []

  init(_ log: any EventLog, depth: Int) {
    self.log = log
    self.depth = depth
  }

  func send(_ request: AppendRequest) throws {
    while waiting.count >= depth { _ = try waiting.removeFirst().take().get() }
    let answer = Rendezvous<Result<Receipt, AppendError>>()
    waiting.append(answer)
    log.submit(request) { answer.put($0) }
  }

  func finish() throws {
    for answer in waiting { _ = try answer.take().get() }
    waiting = []
  }
}
