import EventStore
import Glibc
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("A log that is read again by a child process", .serialized)
struct ScrubProgramTests {
  private func filled(_ place: TemporaryDirectory) throws -> String {
    let data = place.file("data")
    let log = try DataDirectory.create(data, origin: "example.org/log").openLog(.writer)
    defer { log.close() }
    for start in stride(from: UInt64(1), through: 6_000, by: 500) {
      let drafts = (start..<(start + 500)).map {
        Drafts.event($0, payload: [UInt8](repeating: 7, count: 200))
      }
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(StreamID(unchecked: "s"), events: drafts)]))
    }
    return data
  }

  @Test("A file that is cut off while it is open ends the child, and the server lives and says so")
  func cutWhileOpen() async throws {
    let place = TemporaryDirectory()
    let data = try filled(place)
    try await withServer(adapt: { state in
      // The server has another log: only the child looks into the file that is cut.
      state.scrub = ScrubService(
        log: state.log, reading: .child(data: data, program: Program.path), clock: SystemClock(),
        pause: .milliseconds(20), again: .seconds(1), logger: state.logger)
    }) { server in
      try await eventually {
        try await server.get("/readyz").json["verified"]?["position"] == .integer(6_000)
      }
      #expect(truncate(data + "/log/000001.mdb", 65_536) == 0)
      var text = ""
      try await eventually {
        let answer = try await server.get("/readyz")
        text = answer.text
        return answer.status == 503
      }
      // A read that begins after the cut is refused; one that is under way ends by a signal.
      #expect(
        text.contains("was ended by signal 7 after position")
          || text.contains("was cut short while it was open"), "\(text)")
      #expect(try await server.get("/healthz").status == 200)
      #expect(try await server.get("/metrics").text.contains("anjuan_scrub_damaged 1"))
    }
  }

  @Test(
    "A server that runs says up to which position its log was found as it was written, and when")
  func verified() async throws {
    let place = TemporaryDirectory()
    let data = try filled(place)
    let server = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    let port = try await onThread { try server.port() }
    var json: JSONValue?
    try await eventually {
      json = try await onThread {
        try SocketClient(port: port).ask("GET", "/readyz").json["verified"]
      }
      return json?["position"] == .integer(6_000)
    }
    #expect(json?["at"] != nil)
    server.signal(15)
    #expect(server.wait() == 0)
  }

  @Test(
    "A log that is cut under a server is answered with a sentence, takes no more writes, and ends nobody",
    arguments: [0, 4_096, 8_192, 65_536])
  func cutUnderServer(_ length: Int) async throws {
    let place = TemporaryDirectory()
    let data = try filled(place)
    let server = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    let port = try await onThread { try server.port() }
    @Sendable func ask(
      _ method: String, _ path: String, body: String? = nil
    ) async throws -> SocketClient.Answer {
      try await onThread {
        try SocketClient(port: port).ask(
          method, path,
          headers: body == nil ? [] : [("Content-Type", "application/json")],
          body: body.map { Array($0.utf8) })
      }
    }
    #expect(try await ask("GET", "/v1/events?limit=3").status == 200)
    // The views stand: what is read while a file is cut is the system's to end.
    try await eventually { FileSystem.exists(data + "/projections/city.snapshot") }
    #expect(truncate(data + "/log/000001.mdb", length) == 0)
    for _ in 0..<3 {
      let answer = try await ask("GET", "/v1/events?limit=3")
      #expect(answer.status == 503, "\(answer.text)")
      #expect(answer.text.contains("was cut short while it was open"), "\(answer.text)")
    }
    let ready = try await ask("GET", "/readyz")
    #expect(ready.status == 503 && ready.text.contains("cut short"), "\(ready.text)")
    let opened = try await ask(
      "POST", "/v1/cases", body: #"{"actor":"op:1","data":{"kind":"complaint"}}"#)
    #expect(opened.status == 503, "\(opened.text)")
    #expect(try await ask("GET", "/healthz").status == 200)
    server.signal(15)
    #expect(server.wait() == 0)
    let again = try await Program.run(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    #expect(again.code == 1 && again.errors.contains("restore"), "\(again.errors)")
  }

  @Test("What the child says is read as it was meant, and nothing else is")
  func messages() {
    for message in [
      ScrubMessage.verified(Position(17), hasMore: true), .verified(.start, hasMore: false),
      .damaged("the event at position 5 is gone"),
    ] {
      #expect(ScrubMessage(line: message.line) == message)
    }
    for line in ["", "verified", "verified x more", "verified 5", "done 7", "damaged"] {
      #expect(ScrubMessage(line: line) == nil, "\(line)")
    }
  }
}
