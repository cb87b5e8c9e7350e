import EventStore
import Hummingbird
import Projections

/// `/`, `/healthz`, `/readyz`, `/metrics` and `/problems/<name>`.
struct StatusEndpoint {
  let state: ServerState

  /// The landing page, in the language that `lang` names.
  func landing(_ query: String?) throws(Problem) -> Response {
    let items = try QueryItems(query, single: ["lang"])
    let language: Language
    if let text = items["lang"] {
      guard let known = Language(rawValue: text) else {
        let names = Language.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        throw .badParameter("lang", "must be one of \(names)")
      }
      language = known
    } else {
      language = .english
    }
    let page = LandingPage(
      origin: state.log.origin, head: state.log.head.rawValue, language: language)
    return Response.text(page.html, contentType: "text/html; charset=utf-8")
  }

  /// The process answers.
  func health() -> Response {
    Response.json(.ok, .object([.init("status", "alive")]))
  }

  /// Whether requests are served as they should be: the log takes writes and the views keep up.
  func readiness() -> Response {
    let head = state.log.head.rawValue
    var reasons: [JSONValue] = []
    if let reason = state.readOnlyReason() {
      reasons.append(.string("the log takes no writes: \(reason)"))
    }
    let views = state.views
    reasons += views.compactMap { $0.failure.map { .string($0.sentence) } }
    let deadlines = deadlineStatus(head)
    reasons += deadlines.reasons.map { .string($0) }
    for evidence in [state.checkpoints?.status, state.accessCheckpoints?.status] {
      if let contradiction = evidence?.contradiction { reasons.append(.string(contradiction)) }
      if let failure = evidence?.lastFailure { reasons.append(.string(failure)) }
    }
    if let failure = state.scrub?.status.failure { reasons.append(.string(failure)) }
    let isReady = reasons.isEmpty
    var members: [JSONValue.Member] = [
      .init("status", isReady ? "ready" : "not ready"), .init("origin", .string(state.log.origin)),
      .init("head", .unsigned(head)),
      .init("deadlines", deadlines.json),
      .init("views", .array(views.map { $0.json(Position(head)) })),
    ]
    if let scrub = state.scrub?.status, let at = scrub.at {
      members.append(
        .init(
          "verified",
          .object([
            .init("position", .unsigned(scrub.verified.rawValue)),
            .init("at", .string(at.description)),
          ])))
    }
    if !isReady { members.append(.init("reasons", .array(reasons))) }
    return Response.json(isReady ? .ok : .serviceUnavailable, .object(members))
  }

  private func deadlineStatus(_ head: UInt64) -> (json: JSONValue, reasons: [String]) {
    let clock = state.deadlines
    let status = clock.status
    let position = clock.view.position.rawValue
    let lag = head > position ? head - position : 0
    let (open, next) = clock.view.read { ($0.count, $0.next) }
    var reasons: [String] = []
    if let failure = status.lastFailure { reasons.append(failure) }
    if lag > state.settings.readyLagMax {
      reasons.append("the deadline clock is \(lag) events behind the log")
    }
    var members: [JSONValue.Member] = [
      .init("position", .unsigned(position)), .init("lag", .unsigned(lag)),
      .init("openCases", .integer(Int64(open))),
      .init("waitingCases", .integer(Int64(status.waiting))),
    ]
    if let next { members.append(.init("next", .string(next.description))) }
    if let failure = status.lastFailure {
      members.append(.init("lastFailure", .string(failure)))
    }
    return (.object(members), reasons)
  }

  /// Figures in the Prometheus text format 0.0.4.
  func metrics() -> Response {
    let counts = state.metrics.now
    let head = state.log.head.rawValue
    var text = MetricsText()
    text.add("anjuan_log_head", .gauge, "Position of the last durable event.", [("", head)])
    text.add(
      "anjuan_log_writable", .gauge, "1 when the log takes writes.",
      [("", state.readOnlyReason() == nil ? 1 : 0)])
    addViews(to: &text, head)
    addDeadlines(to: &text)
    if let status = state.checkpoints?.status { add(status, to: &text) }
    if let status = state.accessCheckpoints?.status {
      text.add(
        "anjuan_access_checkpoint_size", .gauge,
        "Looks at personal values that the newest checkpoint of the access log covers.",
        [("", status.size)])
    }
    if let status = state.scrub?.status {
      text.add(
        "anjuan_scrub_position", .gauge, "Events read again and found as written, in this pass.",
        [("", status.verified.rawValue)])
      text.add(
        "anjuan_scrub_damaged", .gauge, "1 when an event was found damaged.",
        [("", status.failure == nil ? 0 : 1)])
    }
    text.add(
      "anjuan_append_requests_total", .counter, "Append requests by result.",
      [
        ("{result=\"accepted\"}", counts.appendsAccepted),
        ("{result=\"repeated\"}", counts.appendsRepeated),
        ("{result=\"refused\"}", counts.appendsRefused),
      ])
    text.add(
      "anjuan_events_recorded_total", .counter, "Events recorded through HTTP.",
      [("", counts.eventsRecorded)])
    text.add(
      "anjuan_http_answers_total", .counter, "Answers by class of status.",
      (1...5).map { ("{class=\"\($0)xx\"}", counts.answers[$0]) })
    text.add(
      "anjuan_event_streams_open", .gauge, "Event streams open now.",
      [("", UInt64(clamping: counts.streamsOpen))])
    return Response.text(text.text, contentType: "text/plain; version=0.0.4; charset=utf-8")
  }

  private func add(_ status: CheckpointClock.Status, to text: inout MetricsText) {
    text.add(
      "anjuan_checkpoint_size", .gauge, "Events that the published checkpoint covers.",
      [("", status.size)])
    text.add(
      "anjuan_checkpoints_signed_total", .counter, "Checkpoints signed.", [("", status.signed)])
    text.add(
      "anjuan_cosignatures_total", .counter, "Answers of witnesses by result.",
      [("{result=\"cosigned\"}", status.cosigned), ("{result=\"missed\"}", status.missed)])
    text.add(
      "anjuan_checkpoint_contradicted", .gauge,
      "1 when a witness holds a head that contradicts this log.",
      [("", status.contradiction == nil ? 0 : 1)])
    if let isQuorumMet = status.isQuorumMet {
      text.add(
        "anjuan_checkpoint_quorum", .gauge, "1 when the published checkpoint has its quorum.",
        [("", isQuorumMet ? 1 : 0)])
    }
  }

  private func addViews(to text: inout MetricsText, _ head: UInt64) {
    let views = state.views
    func values(_ value: (ViewHealth) -> UInt64) -> [(String, UInt64)] {
      views.map { ("{projection=\"\($0.name)\"}", value($0)) }
    }
    text.add(
      "anjuan_projection_position", .gauge, "Last event a view has taken.",
      values { $0.position?.rawValue ?? 0 })
    text.add(
      "anjuan_projection_lag_events", .gauge, "Events a view is behind the log.",
      values { $0.lag(Position(head)) })
    text.add(
      "anjuan_projection_events_per_second", .gauge,
      "Events a view took in a second, over the last minute.", values { $0.eventsPerSecond })
    text.add(
      "anjuan_projection_stopped_at", .gauge,
      "The event at which a view stopped; 0 while it follows.",
      values { $0.failure?.position.rawValue ?? 0 })
  }

  private func addDeadlines(to text: inout MetricsText) {
    let status = state.deadlines.status
    text.add(
      "anjuan_deadlines_open", .gauge, "Cases for which time can bring a lapse or a card.",
      [("", UInt64(state.deadlines.view.read { $0.count }))])
    text.add(
      "anjuan_deadlines_waiting", .gauge, "Cases whose time has come and that are not recorded.",
      [("", UInt64(status.waiting))])
    text.add(
      "anjuan_deadline_events_total", .counter, "Events that the deadline clock recorded.",
      [("{type=\"lapse\"}", status.lapses), ("{type=\"card\"}", status.cards)])
    text.add(
      "anjuan_deadline_failures_total", .counter,
      "Passes of the deadline clock that the log refused.", [("", status.failures)])
  }

  /// What a kind of problem means and what to do about it.
  func explain(_ kind: ProblemKind) -> Response {
    Response.text(
      "\(kind.rawValue) (\(kind.status.code)): \(kind.title).\n\n\(kind.advice)\n",
      contentType: "text/plain; charset=utf-8")
  }
}

/// Writes the Prometheus text format.
private struct MetricsText {
  enum Kind: String {
    case counter
    case gauge
  }

  private(set) var text = ""

  mutating func add(_ name: String, _ kind: Kind, _ help: String, _ values: [(String, UInt64)]) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    for (labels, value) in values { text += "\(name)\(labels) \(value)\n" }
  }
}
