import EventStore
import Glibc
import Projections
import TestSupport
import Testing

@testable import LogServer

/// The program itself as a child process: commands, exit codes, signals.
@Suite("The program log-server", .serialized)
struct ProgramTests {
  @Test("init creates a log once, and refuses a second one with a sentence")
  func initialise() async throws {
    let directory = TemporaryDirectory()
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

  @Test("An address that others can reach is refused as long as nobody needs a token there")
  func remoteAddress() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let made = try await Program.run(["init", "--origin", "example.org/log", "--data", data])
    #expect(made.code == 0)
    let result = try await Program.run(["serve", "--listen", "0.0.0.0:0", "--data", data])
    #expect(result.code == 1)
    #expect(result.errors.contains("log-server token create"), "\(result.errors)")
  }

  @Test(
    "Bad usage ends with code 1 and what is missing with code 4, each with a sentence on standard error",
    arguments: [
      (["serve", "--listen", "nowhere"], 1, "HOST:PORT"),
      (["serve", "--data", "/nonexistent"], 4, "/nonexistent"),
      (["init", "--origin", "two words", "--data", "/nonexistent/x"], 1, "two words"),
      (["init"], 1, "origin"),
      (["nothing"], 1, "nothing"), (["import", "x.csv"], 1, "see `log-server import --help`"),
      (["simulate", "--city", "paris"], 1, "give one of the following: foshan, shanghai"),
      (["token", "create", "--role", "boss"], 1, "see `log-server token create --help`"),
      (["publish", "--period", "x", "--data", "/nonexistent"], 4, "/nonexistent"),
      (["init", "--origin", "a", "--simulation-seed", "1"], 1, "belong together"),
    ] as [([String], Int32, String)])
  func usage(arguments: [String], code: Int32, part: String) async throws {
    let result = try await Program.run(arguments)
    #expect(result.code == code)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(part), "\(result.errors)")
    #expect(result.errors.hasPrefix("log-server: ") && result.errors.count { $0 == "\n" } == 1)
  }

  @Test("init that cannot make the key file leaves no log behind that would stand in the way")
  func noPlaceForTheKey() async throws {
    let directory = TemporaryDirectory()
    let (data, place) = (directory.file("data"), directory.file("keys"))
    let arguments = ["init", "--origin", "example.org/log", "--data", data, "--key", place + "/k"]
    let refused = try await Program.run(arguments)
    #expect(refused.code == 1 && refused.errors.contains(place), "\(refused.errors)")
    #expect(!FileSystem.exists(data))
    try FileSystem.createDirectory(place)
    #expect(try await Program.run(arguments).code == 0)
  }

  @Test(
    "A served log survives SIGTERM, keeps its snapshot, and a second server is refused meanwhile")
  func serveAndStop() async throws {
    let directory = TemporaryDirectory()
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
      #expect(FileSystem.exists(data + "/projections/deadlines.snapshot"))
    }
    let log = try DataDirectory.open(data).openLog(.reader)
    defer { log.close() }
    #expect(log.head == Position(2))
  }

  @Test("After kill -9 every acknowledged event is there, and a retry gets the same receipt")
  func killed() async throws {
    let directory = TemporaryDirectory()
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
    let directory = TemporaryDirectory()
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

  /// Three rows of the built-in mapping's format, the second one twice.
  private static let sample = """
    案件編號,派工項目,案件地址,立案日期,立案時間
    2016070100001,路燈不亮或損壞,大安區District-3 Road-12 No. 7,20160701,080000
    2016070100002,路燈不亮或損壞,中山區District-1 Road-2 No. 5,20160701,090000
    2016070100002,路燈不亮或損壞,中山區District-1 Road-2 No. 5,20160701,090000

    """

  @Test("import accounts for every row, and adds nothing the second time")
  func importing() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let file = directory.path + "/calls.csv"
    try FileSystem.replace(file, with: Array(Self.sample.utf8))
    #expect(try await Program.run(["init", "--origin", "a.example/log", "--data", data]).code == 0)
    let command = ["import", "--data", data, "--mapping", "taipei-1999", "--format", "json", file]
    let dry = try await Program.run(command + ["--dry-run"])
    #expect(dry.code == 0, "\(dry.errors)")
    #expect(try JSONParser.parse(Array(dry.output.utf8))["head"] == .integer(0))
    let first = try await Program.run(command)
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.errors.isEmpty)
    let total = try JSONParser.parse(Array(first.output.utf8))["total"]
    #expect(total?["read"] == .integer(3))
    #expect(total?["accepted"] == .integer(3))
    #expect(total?["repeated"] == .integer(1))
    let again = try await Program.run(command)
    let second = try JSONParser.parse(Array(again.output.utf8))
    #expect(second["total"]?["accepted"] == .integer(0))
    #expect(second["total"]?["duplicate"] == .integer(3))
    #expect(second["run"] == .integer(2))
  }

  @Test("The account is a table that lines up in Chinese, with the sum in words")
  func accountTable() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let file = directory.path + "/來電.csv"
    try FileSystem.replace(file, with: Array(Self.sample.utf8))
    #expect(try await Program.run(["init", "--origin", "a.example/log", "--data", data]).code == 0)
    let result = try await Program.run([
      "import", "--data", data, "--mapping", "taipei-1999", "--lang", "zh-Hant", file,
    ])
    #expect(result.output.contains("讀取 = 採納 + 已有 + 拒收：3 = 3 + 0 + 0"), "\(result.output)")
    let lines = result.output.split(separator: "\n").prefix(3)
    #expect(Set(lines.map { displayWidth(String($0)) }).count == 1, "\(result.output)")
  }

  @Test("A backup can be restored, and both hold the same events under the same root")
  func backupAndRestore() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    #expect(try await Program.run(["init", "--origin", "a.example/log", "--data", data]).code == 0)
    let server = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    let port = try await onThread { try server.port() }
    let answer = try await onThread {
      try SocketClient(port: port).ask(
        "POST", "/v1/events", headers: [("Content-Type", "application/json")],
        body: Array(bodyText(eventText("a"), eventText("b")).utf8))
    }
    #expect(answer.status == 201)
    let copy = directory.path + "/copy"
    let backup = try await Program.run(["backup", "--data", data, "--format", "json", copy])
    #expect(backup.code == 0, "\(backup.errors)")
    server.signal(SIGTERM)
    #expect(try await onThread { server.wait() } == 0)
    let restored = directory.path + "/restored"
    let restore = try await Program.run(["restore", "--data", restored, "--format", "json", copy])
    #expect(restore.code == 0, "\(restore.errors)")
    let (before, after) = try (
      JSONParser.parse(Array(backup.output.utf8)), JSONParser.parse(Array(restore.output.utf8))
    )
    #expect(before["size"] == .integer(2))
    #expect(after["root"] == before["root"])
    let occupied = try await Program.run(["restore", "--data", restored, copy])
    #expect(occupied.code == 1)
    #expect(occupied.errors.contains("not empty"))
  }
}
