import EventStore
import Hummingbird
import Projections

/// `GET /v1/events`: pages of events, as CloudEvents.
struct EventsEndpoint {
  let state: ServerState
  let caller: Caller

  /// Events looked at for a page of a client that sees only some of them, for each event it may hold.
  private static let looksPerEvent = 20

  private struct Page {
    var head = Position.start
    var events: [JSONValue] = []
    var bytes = 0
    var last = Position.start
    var hasMore = false
    var looked = 0
  }

  /// One page, with the address of the next one where there is one.
  func respond(query: String?) throws(Problem) -> Response {
    let items = try QueryItems(
      query, single: EventFilter.single + ["after", "before", "limit", "direction"],
      repeatable: EventFilter.repeatable)
    let filter = try EventFilter(items, caller)
    // Of units that a client may not ask for it is told nothing.
    if let unit = items["unit"], caller.onlyUnit == nil, try !state.codes.knows(unit: unit, state) {
      throw .notFound("The log knows no unit '\(unit)'; /v1/units lists those it has adopted.")
    }
    let limit = try limit(items)
    let direction = try direction(items)
    let after = Position(try items.number("after") ?? 0)
    let before = try items.number("before")
    if before == 0 { throw .badParameter("before", "must be 1 or more") }
    let range = ReadRange(
      after: after, upTo: before.map { Position($0 - 1) } ?? .end, direction: direction)
    let page = try state.read { snapshot in
      // An empty page would let a reader of a log that was put back miss what is recorded from here to its place.
      guard after <= snapshot.head else { throw Problem.notAContinuation(snapshot.head, after) }
      return try read(snapshot, filter: filter, range: range, limit: limit)
    }
    return answer(page, next: page.hasMore ? next(items, filter, page, direction) : nil)
  }

  private func read(
    _ snapshot: borrowing LogSnapshot, filter: EventFilter, range: ReadRange, limit: Int
  ) throws -> Page {
    var page = Page()
    page.head = snapshot.head
    var sight = CaseSight(caller)
    try snapshot.scan(filter.query, range) { view in
      let event = try RecordedEvent(view)
      guard filter.accepts(event) else { return .next }
      if page.events.count >= limit || page.bytes >= state.settings.pageBytesMax
        || page.looked >= limit * Self.looksPerEvent
      {
        page.hasMore = true
        return .stop
      }
      guard try sight.shows(event, in: snapshot) else {
        page.looked += 1
        page.last = event.position
        return .next
      }
      page.bytes += event.bytes.count
      page.last = event.position
      page.events.append(EventJSON.value(event, origin: state.log.origin))
      return .next
    }
    return page
  }

  private func answer(_ page: Page, next: String?) -> Response {
    var response = Response.json(
      .ok,
      .object([
        .init("origin", .string(state.log.origin)),
        .init("head", .unsigned(page.head.rawValue)),
        .init("events", .array(page.events)),
        .init("next", next.map { .string($0) } ?? .null),
      ]))
    if let next { response.headers[.link] = "<\(next)>; rel=\"next\"" }
    return response
  }

  private func next(
    _ items: QueryItems, _ filter: EventFilter, _ page: Page, _ direction: ReadRange.Direction
  ) -> String {
    var parts: [String] = []
    switch direction {
    case .forward:
      parts.append("after=\(page.last)")
      if let before = items["before"] { parts.append("before=\(before)") }
    case .backward:
      if let after = items["after"] { parts.append("after=\(after)") }
      parts.append("before=\(page.last)")
      parts.append("direction=backward")
    }
    if let limit = items["limit"] { parts.append("limit=\(limit)") }
    let filterText = filter.queryText(items)
    if !filterText.isEmpty { parts.append(filterText) }
    return "/v1/events?" + parts.joined(separator: "&")
  }

  private func limit(_ items: QueryItems) throws(Problem) -> Int {
    guard let limit = try items.number("limit") else { return state.settings.pageEventsDefault }
    guard (1...UInt64(state.settings.pageEventsMax)).contains(limit) else {
      throw .badParameter("limit", "must be from 1 to \(state.settings.pageEventsMax)")
    }
    return Int(limit)
  }

  private func direction(_ items: QueryItems) throws(Problem) -> ReadRange.Direction {
    switch items["direction"] {
    case nil, "forward": return .forward
    case "backward": return .backward
    default: throw .badParameter("direction", "must be 'forward' or 'backward'")
    }
  }
}

extension ServerState {
  /// Reads one unchanging view of the log.
  /// - Throws: the body's own problem, or one that tells why the log cannot be read.
  func read<Output>(
    _ body: (borrowing LogSnapshot) throws -> Output
  ) throws(Problem) -> Output {
    do {
      return try log.withSnapshot(body)
    } catch let problem as Problem {
      throw problem
    } catch LogError.tooManyReaders {
      throw .unavailable("\(LogError.tooManyReaders).", retryAfterSeconds: 1)
    } catch LogError.closed {
      throw .unavailable("The server is stopping.", retryAfterSeconds: 5)
    } catch LogError.cutShort(let why) {
      logger.critical("\(why)")
      throw .unavailable("\(why).", retryAfterSeconds: 600)
    } catch {
      logger.error("a request could not read the log: \(error)")
      throw .unreadable(error)
    }
  }
}
