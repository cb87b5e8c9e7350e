import EventStore
import Hotline
import Projections
import Synchronization
import Wire

/// A clock that tests set: years pass in no time.
public final class ManualClock: LogClock {
  private let time: Mutex<Instant>

  /// A clock that shows `start`.
  public init(_ start: Instant = Drafts.noon) {
    time = Mutex(start)
  }

  /// What it shows.
  public var now: Instant { time.withLock { $0 } }

  /// What it shows, whatever is recorded.
  public func now(for next: Position) -> Instant { now }

  /// Moves it.
  public func advance(hours: Int64, microseconds: Int64 = 0) {
    time.withLock { $0 = $0.adding(hours: hours, microseconds: microseconds) }
  }
}

extension Instant {
  /// This many hours and microseconds later.
  public func adding(hours: Int64, microseconds: Int64 = 0) -> Instant {
    Instant(microseconds: self.microseconds + hours * 3_600_000_000 + microseconds)
  }
}

/// Writes cases into a log, as far as decisions allow.
public struct CaseWriter: Sendable {
  private let log: any EventLog
  private let rules: RuleBook?

  /// A writer that decides by some rules.
  public init(_ log: any EventLog, rules: RuleBook?) {
    self.log = log
    self.rules = rules
  }

  /// Records an adoption.
  public func adopt(_ adoption: RuleSetAdopted, at time: Instant) throws {
    let id = "rules-\(adoption.rules?.id ?? "")"
    let digest = sha256(Array("\(id) \(adoption.rules?.version ?? 0)".utf8))
    let draft = EventDraft(
      id: EventID(digest), type: try EventType(RuleSetAdopted.typeName), occurredAt: time,
      actor: "office", payload: adoption.encoded)
    _ = try log.appendAndWait(AppendRequest([StreamAppend(try StreamID(id), events: [draft])]))
  }

  /// Records an event of a case that happened at `time` and became known at `now`.
  public func act(
    _ stream: String, _ event: any Hotline.CaseEvent, at time: Instant, now: Instant? = nil
  ) throws {
    let id = try StreamID(stream)
    let moment = Moment(occurredAt: time, recordedAt: now ?? time)
    while true {
      let file = try log.withSnapshot { try CaseFile.load(id, from: $0) }
      let decided = try (file?.ticket ?? TicketState()).decide(
        any: event, by: rules, at: moment, disclosed: [])
      let name = "\(stream) \(file?.revision.rawValue ?? 0) \(type(of: event).typeName)"
      let draft = EventDraft(
        decided, id: EventID(sha256(Array(name.utf8))), occurredAt: time, actor: "op")
      let expected = file.map { ExpectedRevision.exactly($0.revision) } ?? .none
      let request = AppendRequest([StreamAppend(id, expected: expected, events: [draft])])
      if try isRecorded(request) { return }
    }
  }

  /// Whether the log took it; not, when somebody else was first.
  private func isRecorded(_ request: AppendRequest) throws -> Bool {
    do throws(AppendError) {
      _ = try log.appendAndWait(request)
      return true
    } catch {
      if case .wrongRevision = error { return false }
      throw error
    }
  }

  /// Takes in a matter, hands it to unit U1, which signs.
  public func open(_ stream: String, at time: Instant, now: Instant? = nil) throws {
    try act(stream, IntakeRecorded(), at: time, now: now)
    var dispatched = Dispatched()
    dispatched.lead = "U1"
    try act(stream, dispatched, at: time, now: now)
    var signed = SignedFor()
    signed.unit = "U1"
    try act(stream, signed, at: time, now: now)
  }

  /// The unit reaches the citizen.
  public func contact(_ stream: String, at time: Instant, now: Instant? = nil) throws {
    var contacted = CitizenContacted()
    contacted.unit = "U1"
    contacted.reached = true
    try act(stream, contacted, at: time, now: now)
  }

  /// The unit reports a result.
  public func report(_ stream: String, at time: Instant, now: Instant? = nil) throws {
    var result = ResultReported()
    result.unit = "U1"
    try act(stream, result, at: time, now: now)
  }

  /// The unit parks the ticket, with leave.
  public func suspend(_ stream: String, at time: Instant) throws {
    var suspended = Suspended()
    suspended.kind = .suspended
    suspended.authority = "head"
    try act(stream, suspended, at: time)
  }
}
