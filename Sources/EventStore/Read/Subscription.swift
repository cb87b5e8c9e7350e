/// Follows a log: what is recorded already and what is still to come, in one loop and in order.
///
/// A subscription keeps its place by position alone, so it can go on where another one stopped.
public struct Subscription<Log: EventLog>: Sendable {
  private let log: Log
  private let query: EventQuery
  private let pageSize: Int
  /// Everything up to here was looked at.
  public private(set) var position: Position

  /// Follows `log` from the first matching event after `position`.
  /// - Parameter pageSize: most events that ``next()`` returns at once.
  public init(
    _ log: Log, query: EventQuery = .all, after position: Position = .start, pageSize: Int = 512
  ) {
    self.log = log
    self.query = query
    self.position = position
    self.pageSize = max(1, pageSize)
  }

  /// The next events: at once when some are there, otherwise as soon as the log grows.
  ///
  /// - Returns: at least one event, or an empty list when the log was closed or the task cancelled.
  public mutating func next() async throws -> [RecordedEvent] {
    while !Task.isCancelled {
      let page = try read()
      if !page.isEmpty { return page }
      let before = position
      await growth(beyond: before)
      if log.head <= before { return [] }
    }
    return []
  }

  /// Calls `body` with each event until it returns ``ScanStep/stop``, the log is closed or the task cancelled.
  public mutating func forEach(_ body: (RecordedEvent) async throws -> ScanStep) async throws {
    while true {
      let page = try await next()
      if page.isEmpty { return }
      for event in page where try await body(event) == .stop { return }
    }
  }

  /// Events that are there now; none when everything was read.
  private mutating func read() throws -> [RecordedEvent] {
    let range = ReadRange(after: position, limit: pageSize)
    let (page, head) = try log.withSnapshot { snapshot in
      (try snapshot.events(query, range), snapshot.head)
    }
    position = page.count == pageSize ? page[page.count - 1].position : max(position, head)
    return page
  }

  private func growth(beyond position: Position) async {
    let waiter = GrowthWaiter()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter.wait(continuation)
        log.onGrowth(beyond: position) { waiter.wake() }
      }
    } onCancel: {
      waiter.wake()
    }
  }
}
