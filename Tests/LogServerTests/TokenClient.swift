import EventStore
import Hotline
import Logging
import TestSupport

@testable import LogServer

/// A data directory's token file, with short ways to make tokens.
struct TokenDesk {
  let place = TemporaryDirectory()
  let file: TokenFile

  init() throws {
    file = TokenFile(of: try DataDirectory.create(place.file("data"), origin: "example.org/log"))
  }

  /// Makes a token and returns its text.
  func make(
    _ role: ViewerRole, unit: String = "", ownCase: String? = nil, expires: Instant? = nil
  ) throws -> String {
    let (text, id) = AccessToken.fresh(SystemEntropy())
    try file.update { tokens in
      tokens.append(
        AccessToken(
          id: id, name: "\(role.name)-person", role: role, unit: unit,
          ownCase: try ownCase.map { try StreamID($0) }, createdAt: Drafts.noon, expires: expires,
          digest: sha256(Array(text.utf8))))
    }
    return text
  }

  func revoke(_ text: String) throws {
    try file.update { tokens in tokens.removeAll { $0.id == AccessToken.id(in: text) } }
  }
}

extension RunningServer {
  /// A request with a token, or without.
  func ask(
    as token: String?, _ method: String, _ path: String, body: String? = nil
  ) async throws -> SocketClient.Answer {
    var headers: [(String, String)] = []
    if let token { headers.append(("Authorization", "Bearer " + token)) }
    if body != nil { headers.append(("Content-Type", "application/json")) }
    return try await ask(method, path, headers: headers, body: body)
  }
}

/// A server that asks for tokens, over a log whose clock the test sets, with the small rules adopted.
///
/// - Parameter note: is given every line that the server logs, of any level.
func withTokens(
  _ body: (RunningServer, TokenDesk, ManualClock) async throws -> Void,
  noting note: (@Sendable (String) -> Void)? = nil
) async throws {
  let desk = try TokenDesk()
  let clock = ManualClock()
  let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
  try CaseWriter(log, rules: nil).adopt(SmallRules.adoption(), at: clock.now)
  var settings = ServerSettings.patient
  settings.heartbeat = .milliseconds(50)
  try await withServer(
    log: log, settings: settings, clock: clock,
    adapt: { state in
      state.gate = Gate(desk.file, isRequired: true, clock: clock)
      if let note {
        state.logger = Logger(label: "test") { _ in NotingHandler(note: note) }
        state.logger.logLevel = .trace
      }
    }
  ) { try await body($0, desk, clock) }
}

/// Gives every line to a function.
private struct NotingHandler: LogHandler {
  let note: @Sendable (String) -> Void
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    note("\(event.message) \(metadata) \(event.metadata.map { "\($0)" } ?? "")")
  }
}
