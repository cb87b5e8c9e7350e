import Dispatch
import EventStore
import Glibc
import Projections
import Synchronization
import Testing

@testable import LogServer

/// The program itself as a child process: commands, exit codes, signals.
@Suite("The program log-server", .serialized)
struct ProgramTests {
  @Test("init creates a log once, and refuses a second one with a sentence")
  func initialise() async throws {
    let directory = try TemporaryPath()
    let data = directory.path + "/data"
    let first = try await Program.run([
      "init", "--origin", "example.org/log", "--data", data, "--format", "json",
    ])
    #expect(first.code == 0)
    #expect(try JSONParser.parse(Array(first.output.utf8))["origin"] == "example.org/log")
    let second = try await Program.run(["init", "--origin", "example.org/log", "--data", data])
    #expect(second.code == 1)
    #expect(second.errors.hasPrefix("log-server: "))
    let simulated = try await Program.run([
      "init", "--origin", "example.org/sim", "--data", directory.path + "/sim", "--simulation-seed",
      "7", "--simulation-start", "2016-01-01T00:00:00+08:00",
    ])
    #expect(simulated.code == 0)
    #expect(try DataDirectory.open(directory.path + "/sim").simulation?.seed == 7)
  }

  @Test(
    "Bad usage ends with code 1 and what is missing with code 4, each with a sentence on standard error",
    arguments: [
      (["serve", "--listen", "0.0.0.0:0"], 1, "sign-in"),
      (["serve", "--listen", "nowhere"], 1, "HOST:PORT"),
      (["serve", "--data", "/nonexistent"], 4, "/nonexistent"),
      (["init", "--origin", "two words", "--data", "/nonexistent/x"], 1, "two words"),
      (["init"], 1, "origin"),
      (["nothing"], 1, "nothing"),
      (["init", "--origin", "a", "--simulation-seed", "1"], 1, "belong together"),
    ] as [([String], Int32, String)])
  func usage(arguments: [String], code: Int32, part: String) async throws {
    let result = try await Program.run(arguments)
    #expect(result.code == code)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(part), "\(result.errors)")
  }

  @Test(
    "A served log survives SIGTERM, keeps its snapshot, and a second server is refused meanwhile")
  func serveAndStop() async throws {
    let directory = try TemporaryPath()
    let data = directory.path + "/data"
    #expect(
      try await Program.run(["init", "--origin", "example.org/log", "--data", data]).code == 0)
    for round in 1...2 {
      let server = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"])
      let port = try await onThread { try server.port() }
      let answer = try await onThread {
        try SocketClient(port: port).ask(
          "POST", "/v1/events",
          headers: [("Content-Type", "application/json"), ("Idempotency-Key", "k-\(round)")],
          body: Array(bodyText(eventText("a")).utf8))
      }
      #expect(answer.status == 201)
      #expect(try answer.json["first"] == .integer(Int64(round)))
      let other = try await Program.run(["serve", "--data", data, "--listen", "127.0.0.1:0"])
      #expect(other.code == 1)
      #expect(other.errors.contains("another process"), "\(other.errors)")
      server.signal(SIGTERM)
      #expect(try await onThread { server.wait() } == 0)
      #expect(FileSystem.exists(data + "/projections/tickets.snapshot"))
    }
    let log = try DataDirectory.open(data).openLog(.reader)
    defer { log.close() }
    #expect(log.head == Position(2))
  }

  @Test("After kill -9 every acknowledged event is there, and a retry gets the same receipt")
  func killed() async throws {
    let directory = try TemporaryPath()
    let data = directory.path + "/data"
    #expect(
      try await Program.run(["init", "--origin", "example.org/log", "--data", data]).code == 0)
    let ask = { @Sendable (server: Program, number: Int) async throws -> SocketClient.Answer in
      try await onThread {
        try SocketClient(port: try server.port()).ask(
          "POST", "/v1/events",
          headers: [("Content-Type", "application/json"), ("Idempotency-Key", "k-\(number)")],
          body: Array(bodyText(eventText("s-\(number)")).utf8))
      }
    }
    let first = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    var receipts: [JSONValue?] = []
    for number in 0..<10 {
      let answer = try await ask(first, number)
      #expect(answer.status == 201)
      receipts.append(try answer.json["events"])
    }
    first.signal(SIGKILL)
    #expect(try await onThread { first.wait() } == -SIGKILL)
    let second = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    for number in 0..<10 {
      let answer = try await ask(second, number)
      #expect(answer.status == 200)
      #expect(try answer.json["events"] == receipts[number])
    }
    second.signal(SIGINT)
    #expect(try await onThread { second.wait() } == 0)
  }

  @Test("An address that is taken is refused with a sentence")
  func takenAddress() async throws {
    let directory = try TemporaryPath()
    for name in ["a", "b"] {
      let code = try await Program.run([
        "init", "--origin", "example.org/log", "--data", "\(directory.path)/\(name)",
      ]).code
      #expect(code == 0)
    }
    let first = try Program(["serve", "--data", directory.path + "/a", "--listen", "127.0.0.1:0"])
    let port = try await onThread { try first.port() }
    let second = try await Program.run([
      "serve", "--data", directory.path + "/b", "--listen", "127.0.0.1:\(port)",
    ])
    #expect(second.code == 1)
    #expect(second.errors.contains("cannot listen on 127.0.0.1:\(port)"), "\(second.errors)")
    first.signal(SIGTERM)
    #expect(try await onThread { first.wait() } == 0)
  }
}

/// A running child process with its output in pipes.
final class Program: Sendable {
  private let process: pid_t
  private let output: Int32
  private let errors: Int32
  private let collected = Mutex<[UInt8]>([])

  struct Result: Sendable {
    var code: Int32
    var output: String
    var errors: String
  }

  init(_ arguments: [String]) throws {
    var outputPipe: [Int32] = [0, 0]
    var errorPipe: [Int32] = [0, 0]
    guard pipe(&outputPipe) == 0, pipe(&errorPipe) == 0 else {
      throw SocketClient.Failure(description: "no pipes")
    }
    for end in outputPipe + errorPipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
    let path = Self.path
    var strings: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for string in strings { free(string) } }
    var child = pid_t()
    let code = posix_spawn(&child, path, &actions, nil, &strings, environ)
    close(outputPipe[1])
    close(errorPipe[1])
    guard code == 0 else { throw SocketClient.Failure(description: "cannot start \(path)") }
    process = child
    output = outputPipe[0]
    errors = errorPipe[0]
  }

  deinit {
    kill(process, SIGKILL)
    close(output)
    close(errors)
  }

  /// The program beside the test bundle.
  private static var path: String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return FileSystem.parent(of: own) + "/log-server"
  }

  static func run(_ arguments: [String]) async throws -> Result {
    try await onThread {
      let program = try Program(arguments)
      let output = program.readAll(program.output)
      let errors = program.readAll(program.errors)
      return Result(code: program.wait(), output: output, errors: errors)
    }
  }

  private func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The port that `serve` tells; blocks until it does.
  func port() throws -> Int {
    try collected.withLock { bytes in
      while !bytes.contains(0x0A) {
        var byte: UInt8 = 0
        guard read(output, &byte, 1) == 1 else {
          throw SocketClient.Failure(description: "the server ended: \(readAll(errors))")
        }
        bytes.append(byte)
      }
      let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
      return line.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }
  }

  func signal(_ number: Int32) {
    kill(process, number)
  }

  /// Waits for the end: the exit code, or minus the signal.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }
}
