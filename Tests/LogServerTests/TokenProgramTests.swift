import EventStore
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("The command token and a server that runs", .serialized)
struct TokenProgramTests {
  private func get(_ port: Int, _ token: String?) async throws -> Int {
    try await onThread {
      try SocketClient(port: port).ask(
        "GET", "/v1/events",
        headers: token.map { [("Authorization", "Bearer " + $0)] } ?? []
      ).status
    }
  }

  @Test("A token that is made works at once, is listed without its text, and stops when revoked")
  func lifeCycle() async throws {
    let place = TemporaryDirectory()
    let data = place.file("data")
    _ = try await Program.run(["init", "--origin", "example.org/log", "--data", data])
    let server = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    let port = try await onThread { try server.port() }
    #expect(try await get(port, nil) == 200)
    let made = try await Program.run([
      "token", "create", "--role", "department", "--unit", "U1", "--expires", "2999-12-31",
      "--data", data, "--lang", "en",
    ])
    let token = String(made.output.dropLast())
    #expect(made.code == 0 && token.hasPrefix("anjuan_") && made.errors.contains("this once"))
    #expect(try await get(port, nil) == 401)
    #expect(try await get(port, token) == 200)
    let listed = try await Program.run(["token", "list", "--data", data, "--format", "json"])
    let tokens = try JSONParser.parse(Array(listed.output.utf8))["tokens"]
    #expect(tokens?.count == 1 && tokens?[0]?["unit"] == "U1")
    #expect(tokens?[0]?["expires"] == "2999-12-31T15:59:59.999999Z")
    let secret = try #require(token.split(separator: "_").last)
    #expect(!listed.output.contains(secret))
    let id = try #require(AccessToken.id(in: token))
    #expect(try await Program.run(["token", "revoke", id, "--data", data]).code == 0)
    #expect(try await Program.run(["token", "revoke", id, "--data", data]).code == 4)
    #expect(try await get(port, token) == 401)
    server.signal(15)
    #expect(server.wait() == 0)
    let files = try FileSearch.files(data, containing: Array(secret.utf8))
    #expect(files.isEmpty, "\(files)")
  }

  @Test("What cannot be a token is refused with a reason, and nothing is written")
  func refused() async throws {
    let place = TemporaryDirectory()
    let data = place.file("data")
    _ = try await Program.run(["init", "--origin", "example.org/log", "--data", data])
    for (arguments, reason) in [
      (["--role", "department"], "--unit"),
      (["--role", "department", "--unit", "centre"], "--unit"),
      (["--role", "citizen"], "--case"), (["--role", "auditor", "--case", "x"], "--case"),
      (["--role", "mayor"], "not a role"),
      (["--role", "auditor", "--expires", "soon"], "time to come"),
      (["--role", "auditor", "--expires", "2001-01-01"], "time to come"),
      (["--role", "auditor", "--name", "a\u{7}b"], "--name"),
      (["--role", "auditor", "--name", "deadline-clock"], "--name"),
    ] {
      let answer = try await Program.run(["token", "create", "--data", data] + arguments)
      #expect(answer.code == 1 && answer.errors.contains(reason), "\(arguments): \(answer.errors)")
    }
    #expect(!FileSystem.exists(data + "/tokens"))
    // What is not there yet may come: the token is made, and the likely slip is named.
    let early = try await Program.run([
      "token", "create", "--data", data, "--role", "citizen", "--case", "case-nobody",
    ])
    #expect(early.code == 0 && early.errors.contains("no case 'case-nobody'"), "\(early.errors)")
  }

  @Test("Nobody is served without a token where tokens are required, and others only with tokens")
  func serving() async throws {
    let place = TemporaryDirectory()
    let data = place.file("data")
    _ = try await Program.run(["init", "--origin", "example.org/log", "--data", data])
    let open = try await Program.run(["serve", "--data", data, "--listen", "0.0.0.0:0"])
    #expect(open.code == 1 && open.errors.contains("token create"))
    let server = try Program([
      "serve", "--data", data, "--listen", "127.0.0.1:0", "--require-tokens",
    ])
    let port = try await onThread { try server.port() }
    #expect(try await get(port, nil) == 401)
    server.signal(15)
    #expect(server.wait() == 0)
    _ = try await Program.run(["token", "create", "--role", "auditor", "--data", data])
    try FileSystem.setMode(data + "/tokens", 0o644)
    let readable = try await Program.run(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    #expect(readable.code == 1 && readable.errors.contains("chmod 600"))
  }
}
