import EventStore
import Hummingbird
import Logging
import Projections
import ServiceLifecycle

@testable import LogServer

/// A real server on a loopback port of the system's choice, over a log in memory.
struct RunningServer: Sendable {
  let port: Int
  let log: InMemoryEventLog
  let state: ServerState
  let service: ServiceGroup

  /// One request on a connection of its own.
  func ask(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: String? = nil
  ) async throws -> SocketClient.Answer {
    let port = port
    return try await onThread {
      try SocketClient(port: port).ask(
        method, path, headers: headers, body: body.map { Array($0.utf8) })
    }
  }

  func get(_ path: String) async throws -> SocketClient.Answer { try await ask("GET", path) }

  func post(_ body: String, key: String? = nil) async throws -> SocketClient.Answer {
    let keyField = key.map { [("Idempotency-Key", $0)] } ?? []
    return try await ask(
      "POST", "/v1/events", headers: [("Content-Type", "application/json")] + keyField, body: body)
  }
}

extension ServerSettings {
  /// As a server has them, but with clients given minutes: on a busy machine a test may be far slower than any client.
  static var patient: ServerSettings {
    var settings = ServerSettings()
    settings.bodyTimeout = .seconds(600)
    settings.slowClientTimeout = .seconds(600)
    settings.idleTimeout = .seconds(600)
    return settings
  }
}

/// What a server over this log has; its services are not running.
func serverState(
  _ log: InMemoryEventLog, settings: ServerSettings = .patient,
  clock: any LogClock = SystemClock(), rules: String? = nil,
  readOnlyReason: @escaping @Sendable () -> String? = { nil }
) throws -> ServerState {
  var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  logger.logLevel = .critical
  let broadcast = HeadBroadcast(log)
  let waiting = LiveView<OpenDeadlines>(log: log, store: nil, logger: logger)
  return ServerState(
    log: log, readOnlyReason: readOnlyReason, entropy: SeededEntropy(seed: 7),
    identityKey: [UInt8](repeating: 1, count: 32), broadcast: broadcast,
    clock: clock,
    deadlines: DeadlineClock(
      log: log, broadcast: broadcast, view: waiting, clock: clock, interval: .milliseconds(20),
      logger: logger),
    rules: RuleDesk(waiting, chosen: rules), scores: ScoreDesk(log),
    city: LiveView(log: log, store: nil, logger: logger), settings: settings, logger: logger)
}

/// Starts a server, runs `body` and stops the server again.
func withServer(
  log: InMemoryEventLog? = nil, settings: ServerSettings = .patient,
  clock: any LogClock = SystemClock(), rules: String? = nil,
  readOnlyReason: @escaping @Sendable () -> String? = { nil },
  adapt: (inout ServerState) throws -> Void = { _ in },
  _ body: (RunningServer) async throws -> Void
) async throws {
  let log = log ?? InMemoryEventLog(origin: "example.org/log", clock: clock)
  var state = try serverState(
    log, settings: settings, clock: clock, rules: rules, readOnlyReason: readOnlyReason)
  try adapt(&state)
  let logger = state.logger
  let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
  guard let address = ListenAddress(host: "127.0.0.1:0") else { return }
  let application = HTTPService.application(state, at: address) { continuation.yield($0) }
  let group = ServiceGroup(
    configuration: .init(services: [application], logger: logger))
  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    var waiting = ports.makeAsyncIterator()
    let port = await waiting.next() ?? 0
    do {
      try await body(RunningServer(port: port, log: log, state: state, service: group))
    } catch {
      await group.triggerGracefulShutdown()
      throw error
    }
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
  }
}

/// Members of a JSON object, for expectations.
extension JSONValue {
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  var count: Int {
    guard case .array(let elements) = self else { return 0 }
    return elements.count
  }
}

extension SocketClient.Answer {
  /// The body as JSON.
  var json: JSONValue { get throws { try JSONParser.parse(body) } }
}
