import EventStore
import Hotline
import Projections
import TestSupport

@testable import LogServer

/// Short ways to send commands to a running server.
extension RunningServer {
  /// `POST` of a command or an intake.
  func send(
    _ path: String, _ body: String, key: String? = nil, language: String? = nil
  ) async throws -> SocketClient.Answer {
    var headers = [("Content-Type", "application/json")]
    if let key { headers.append(("Idempotency-Key", key)) }
    if let language { headers.append(("Accept-Language", language)) }
    return try await ask("POST", path, headers: headers, body: body)
  }

  /// Opens a case and returns its id.
  func openCase(_ data: String = "{}", key: String? = nil) async throws -> String {
    let answer = try await send("/v1/cases", #"{"actor":"op","data":\#(data)}"#, key: key)
    guard case .string(let id)? = try answer.json["case"] else {
      throw SocketClient.Failure(description: "no case: \(answer.text)")
    }
    return id
  }

  /// Does something to a case.
  func act(
    _ id: String, _ command: String, _ data: String = "{}", extra: String = "", key: String? = nil,
    language: String? = nil
  ) async throws -> SocketClient.Answer {
    try await send(
      "/v1/cases/\(id)/\(command)", #"{"actor":"op","data":\#(data)\#(extra)}"#, key: key,
      language: language)
  }
}

/// A server over a log whose clock the test sets, with the small rules adopted.
func withCases(
  rules: RuleSet? = SmallRules.ruleSet(), _ body: (RunningServer, ManualClock) async throws -> Void
) async throws {
  let clock = ManualClock()
  let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
  if let rules {
    try CaseWriter(log, rules: nil).adopt(SmallRules.adoption(of: rules), at: clock.now)
  }
  try await withServer(log: log, clock: clock) { try await body($0, clock) }
}
