import EventStore
import Hotline
import Projections

/// Records events that a command itself makes, such as a bulletin or a sign-off.
struct Recording {
  /// Who is said to have acted.
  let actor: String
  /// The log's own clock.
  let clock: any LogClock

  /// Appends events to a stream in one step.
  /// - Parameters:
  ///   - name: what they are about; with their content it makes their ids.
  /// - Returns: the position of the last.
  /// - Throws: ``Failure``.
  func record(
    _ events: [any EventPayload], named name: String, in stream: StreamID,
    expected: ExpectedRevision, _ log: any EventLog
  ) throws -> Position {
    let now = try log.now(by: clock)
    let drafts = try events.map { try draft($0, name, now) }
    do {
      return try log.appendAndWait(
        AppendRequest([StreamAppend(stream, expected: expected, events: drafts)])
      ).last
    } catch {
      var code = Failure.Code.usage
      if case .inDoubt = error { code = .inDoubt }
      throw Failure("\(name) was not recorded: \(error)", code)
    }
  }

  private func draft<Event: EventPayload>(
    _ event: Event, _ name: String, _ now: Instant
  ) throws -> EventDraft {
    EventDraft(
      id: EventID(sha256(Array("\(name) \(Event.typeName) ".utf8), event.encoded)),
      type: try EventType(Event.typeName), occurredAt: now, actor: actor,
      payload: event.encoded)
  }
}

extension EventLog {
  /// The time by a clock, but never before the log's last event: the clock of a simulated log stands at its beginning.
  func now(by clock: any LogClock) throws -> Instant {
    let last = try withSnapshot { try $0.event(at: $0.head)?.record.recordedAt }
    let now = clock.now(for: head.next)
    return last.map { max($0, now) } ?? now
  }
}
