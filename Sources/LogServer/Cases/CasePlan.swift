import EventStore
import Hotline
import Projections

/// What a command records: events of the case, and of the other cases that it touches, in one atomic append.
struct CasePlan {
  /// Events by case, each at its revision.
  private(set) var streams: [StreamAppend] = []
  /// The case that a refusal is about, where it is not the one that was asked.
  var refusing: CaseFile?
  private let names: CaseNames
  private let actor: String
  /// The rules in force.
  let rules: RuleBook?
  private let now: Instant
  private var eventCount = 0

  /// Nothing yet.
  /// - Parameters:
  ///   - names: names for what is made.
  ///   - actor: who says so.
  ///   - rules: the rules in force.
  ///   - now: the time of the decision.
  init(_ names: CaseNames, actor: String, rules: RuleBook?, now: Instant) {
    self.names = names
    self.actor = actor
    self.rules = rules
    self.now = now
  }

  /// Decides on an event of a case and adds it.
  ///
  /// - Parameters:
  ///   - event: what is to be recorded.
  ///   - file: the case; `nil` for a new one.
  ///   - stream: its stream.
  ///   - occurredAt: when it happened; `nil` for now.
  ///   - values: personal values that go with it.
  ///   - inherited: paths of personal values that the case has from another one.
  /// - Throws: ``Refusal``.
  mutating func add(
    _ event: any Hotline.CaseEvent, to file: CaseFile?, _ stream: StreamID, at occurredAt: Instant?,
    _ values: [CaseBody.PersonalValue] = [], inherited: [String] = []
  ) throws(Refusal) {
    let moment = Moment(occurredAt: occurredAt ?? now, recordedAt: now)
    let decided = try (file?.ticket ?? TicketState()).decide(
      any: event, by: rules, at: moment, disclosed: values.map(\.path) + inherited)
    let id = names.event(eventCount)
    eventCount += 1
    let draft = EventDraft(
      decided, id: id, occurredAt: moment.occurredAt, actor: actor,
      disclosures: values.map { value in
        Disclosure(
          path: value.path, salt: names.salt(id, value.path), value: Array(value.text.utf8))
      })
    streams.append(
      StreamAppend(
        stream, expected: file.map { .exactly($0.revision) } ?? .none, events: [draft]))
  }

  /// The request that records it.
  var request: AppendRequest { AppendRequest(streams, key: names.key) }
}
