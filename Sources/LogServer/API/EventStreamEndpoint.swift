import EventStore
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Projections
import ServiceLifecycle
import Synchronization

/// `GET /v1/events/stream`: server-sent events, first those after a position, then each new one.
///
/// The event's id is its position, so that a browser's `Last-Event-ID` continues without a gap or a repetition.
struct EventStreamEndpoint {
  let state: ServerState
  let caller: Caller

  /// Most events read in one view of the log.
  private static let batchEventsMax = 256
  /// Record bytes after which a batch ends early: what a slow client may hold in memory.
  private static let batchBytesMax = 512 << 10

  /// A response that goes on until the client leaves or the server stops.
  func respond(to request: Request, query: String?) throws(Problem) -> Response {
    let items = try QueryItems(
      query, single: EventFilter.single + ["after"], repeatable: EventFilter.repeatable)
    let filter = try EventFilter(items, caller)
    let start = try start(request, items)
    if request.method == .head { return Self.response() }
    guard state.metrics.openStream(max: state.settings.streamsMax) else {
      throw .unavailable(
        "\(state.settings.streamsMax) event streams are open already; try again later.",
        retryAfterSeconds: 10)
    }
    // Given back by the token's deinit, also when the response is never written.
    let place = StreamPlace(metrics: state.metrics)
    var response = Self.response()
    response.body = ResponseBody { writer in
      defer { place.giveBack() }
      try await request.body.consumeWithCancellationOnInboundClose { _ in
        let signals = state.broadcast.signals(every: state.settings.heartbeat)
        try await withGracefulShutdownHandler {
          try await follow(filter, after: start, signals, &writer)
        } onGracefulShutdown: {
          signals.stop()
        }
      }
      try await writer.finish(nil)
    }
    return response
  }

  private static func response() -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"])
  }

  private func start(_ request: Request, _ items: QueryItems) throws(Problem) -> Position {
    let head = state.log.head
    let wanted: UInt64?
    if let text = request.headers[.lastEventID], !text.isEmpty {
      guard let number = wholeNumber(text) else {
        throw .badParameter("Last-Event-ID", "must be a position: a whole number")
      }
      wanted = number
    } else {
      wanted = try items.number("after")
    }
    guard let wanted else { return head }
    guard wanted <= head.rawValue else {
      throw .notAContinuation(head, Position(wanted))
    }
    return Position(wanted)
  }

  private func follow(
    _ filter: EventFilter, after start: Position, _ signals: HeadBroadcast.Signals,
    _ writer: inout any ResponseBodyWriter
  ) async throws {
    let clock = ContinuousClock()
    var position = start
    var spokeAt = clock.now
    try await writer.write(
      ByteBuffer(string: "retry: 2000\n: \(state.log.origin)\nid: \(start)\n\n"))
    for await _ in signals.stream {
      guard state.gate.isStillGood(caller) else { return }
      while !Task.isCancelled, !Task.isShuttingDownGracefully, position < state.log.head {
        let batch = try read(filter, after: position)
        position = batch.upTo
        guard !batch.text.isEmpty else { continue }
        try await writer.write(ByteBuffer(string: batch.text))
        spokeAt = clock.now
      }
      if clock.now - spokeAt >= state.settings.heartbeat {
        // An id without data moves the client's Last-Event-ID past events it did not ask for.
        try await writer.write(ByteBuffer(string: ": still here\nid: \(position)\n\n"))
        spokeAt = clock.now
      }
    }
  }

  private func read(
    _ filter: EventFilter, after: Position
  ) throws(Problem) -> (text: String, upTo: Position) {
    try state.read { snapshot in
      var text = ""
      var count = 0
      var upTo = snapshot.head
      var sight = CaseSight(caller)
      try snapshot.scan(filter.query, ReadRange(after: after)) { view in
        let event = try RecordedEvent(view)
        guard filter.accepts(event), try sight.shows(event, in: snapshot) else { return .next }
        let json = EventJSON.line(event, origin: state.log.origin)
        text += "id: \(event.position)\ndata: \(json)\n\n"
        count += 1
        guard count < Self.batchEventsMax, text.utf8.count < Self.batchBytesMax else {
          upTo = event.position
          return .stop
        }
        return .next
      }
      return (text, upTo)
    }
  }
}

/// One of the places for open streams.
private final class StreamPlace: Sendable {
  private let metrics: ServerMetrics
  private let isTaken = Mutex(true)

  init(metrics: ServerMetrics) {
    self.metrics = metrics
  }

  deinit { giveBack() }

  func giveBack() {
    let wasTaken = isTaken.withLock { taken in
      defer { taken = false }
      return taken
    }
    if wasTaken { metrics.update { $0.streamsOpen -= 1 } }
  }
}
