import EventStore
import Hummingbird
import Projections

/// `GET /v1/cases/{id}` and `/v1/cases/{id}/events`: what is known of a case, now or as of a moment.
struct CasesEndpoint {
  let state: ServerState
  let caller: Caller

  /// Where the case stands: state, clocks, hands and findings, without its events.
  func summary(of id: String, query: String?) throws(Problem) -> Response {
    let history = try load(id, query)
    var members = head(history)
    members += history.summary
    members.append(.init("eventCount", .integer(Int64(history.events.count))))
    if let first = history.events.first?.event, let last = history.events.last?.event {
      members.append(.init("revision", .unsigned(last.record.revision.rawValue)))
      members.append(.init("firstPosition", .unsigned(first.position.rawValue)))
      members.append(.init("lastPosition", .unsigned(last.position.rawValue)))
      members.append(.init("firstRecordedAt", .string(first.record.recordedAt.description)))
      members.append(.init("lastRecordedAt", .string(last.record.recordedAt.description)))
    }
    let base = "/v1/cases/" + percentEncoded(id)
    members.append(.init("events", .string(base + "/events" + (query.map { "?\($0)" } ?? ""))))
    return Response.json(.ok, .object(members))
  }

  /// Each event of the case, the state after it, and what an investigator should see at once.
  func events(of id: String, query: String?) throws(Problem) -> Response {
    let history = try load(id, query)
    var members = head(history)
    let events = history.events.map { item in
      JSONValue.object(
        [
          .init("event", EventJSON.value(item.event, origin: history.origin)),
          .init("latenessMicroseconds", .integer(item.latenessMicroseconds)),
          .init("remarks", .array(item.remarkCodes)),
        ] + item.said + item.outcome)
    }
    members.append(.init("events", .array(events)))
    return Response.json(.ok, .object(members))
  }

  private func head(_ history: CaseHistory) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("id", .string(history.stream.text)),
      .init("origin", .string(history.origin)),
      .init("head", .unsigned(history.head.rawValue)),
    ]
    members += history.moment
    members.append(.init("hiddenEventCount", .integer(Int64(history.hiddenCount))))
    return members
  }

  private func load(_ id: String, _ query: String?) throws(Problem) -> CaseHistory {
    let items = try QueryItems(query, single: ["asOf", "at", "by"])
    let point = try items.point()
    let order = try items.order()
    let unknown = Problem.notFound(
      "No case '\(id)' is in this log; a case is addressed by its stream id, such as those in "
        + "/v1/events?type=IntakeRecorded.")
    let name: StreamID
    do {
      name = try StreamID(id)
    } catch {
      throw unknown
    }
    if case .position(let at) = point, at > state.log.head {
      throw .notFound("There is no event at position \(at); the log has \(state.log.head).")
    }
    let history = try state.read { snapshot in
      guard let head = try snapshot.streamHead(name), try caller.sees(name, in: snapshot) else {
        throw unknown
      }
      guard head.revision.rawValue <= state.settings.caseEventsMax else {
        throw Problem.unacceptable(
          id,
          "the stream has more than \(state.settings.caseEventsMax) events; read it in pages "
            + "from /v1/events?stream=\(percentEncoded(id))")
      }
      return try CaseHistory.load(
        name, from: snapshot, origin: state.log.origin, point: point, order: order)
    }
    guard let history else { throw unknown }
    if history.events.isEmpty {
      throw .notFound(
        "Nothing of the case '\(id)' was recorded by then; all the log has of it came later.",
        [.init("hiddenEventCount", .integer(Int64(history.hiddenCount)))])
    }
    if history.state.status == .notACase {
      throw .notFound(
        "The stream '\(id)' is not a case; read it from /v1/events?stream=\(percentEncoded(id)).")
    }
    return history
  }
}
