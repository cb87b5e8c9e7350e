import EventStore
import Foundation
import Projections
import TestSupport
import Testing
import Witnessing

@testable import LogServer

private func testKeys(_ name: String, _ number: UInt8 = 1) throws -> NoteKeyRing {
  try NoteKeyRing([
    try NoteSigner(name: name, kind: .ed25519, seed: [UInt8](repeating: number, count: 32))
  ])
}

/// A witness on a loopback port of the system's choice, until the process ends.
func startWitness(following keys: [NoteVerifier], _ place: TemporaryDirectory) throws -> (
  key: NoteVerifier, port: Int
) {
  let signer = try NoteSigner(
    name: "w.example", kind: .cosignature, seed: [UInt8](repeating: 7, count: 32))
  let desk = WitnessDesk(
    try Witness(signer, following: keys), try WitnessFiles(place.file("witness")),
    clock: SystemClock())
  let server = try WitnessServer(desk, host: "127.0.0.1", port: 0)
  WorkerThread { server.run() }.detach()
  return (signer.verifier, server.port)
}

func policy(_ witness: (key: NoteVerifier, port: Int), dead: Bool = false) -> String {
  "witness w \(witness.key.text) http://127.0.0.1:\(witness.port)\nquorum w\n"
}

@Suite("Evidence over HTTP")
struct EvidenceTests {
  private func filled(_ count: Int) throws -> InMemoryEventLog {
    let log = InMemoryEventLog(origin: "example.org/log")
    try append(log, 1...count)
    return log
  }

  private func append(_ log: InMemoryEventLog, _ numbers: ClosedRange<Int>) throws {
    let drafts = numbers.map { Drafts.event(UInt64($0), payload: [UInt8($0 & 255)]) }
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("s"), events: drafts)]))
  }

  @Test("A stranger rebuilds the root from tiles and checks every entry against it")
  func tiles() async throws {
    let log = try filled(300)
    let keys = try testKeys(log.origin)
    let signed = try CheckpointIssue.issue(log, keys, at: 0)
    try await withServer(log: log) { server in
      let head = try await server.get("/checkpoint")
      #expect(head.status == 200 && head.body == signed.encoded)
      #expect(head.headers["content-type"] == "text/plain; charset=utf-8")
      #expect(head.headers["cache-control"] == "no-cache")
      var edge = TreeEdge()
      for path in ["000", "001.p/44"] {
        let tile = try await server.get("/tile/0/" + path)
        #expect(tile.headers["content-type"] == "application/octet-stream")
        #expect(tile.headers["cache-control"]?.contains("immutable") == true)
        var bundle = try await server.get("/tile/entries/" + path).body[...]
        for at in stride(from: 0, to: tile.body.count, by: 32) {
          let length = Int(bundle.removeFirst()) << 8 | Int(bundle.removeFirst())
          let leaf = MerkleHash.leaf(Array(bundle.prefix(length)))
          bundle = bundle.dropFirst(length)
          #expect(Digest(tile.body[at..<(at + 32)]) == leaf)
          edge.append(leaf)
        }
        #expect(bundle.isEmpty)
      }
      #expect(edge.root == signed.checkpoint.root)
      #expect(try await server.get("/tile/1/000.p/1").body.count == 32)
    }
  }

  @Test("Tiles that are empty, not complete or no tiles are 404; a query is 400; POST is 405")
  func notThere() async throws {
    try await withServer(log: try filled(300)) { server in
      for path in [
        "/checkpoint", "/tile/0/001", "/tile/0/001.p/45", "/tile/0/002.p/1", "/tile/1/000",
        "/tile/1/000.p/2", "/tile/2/000.p/1", "/tile/0/000.p/0", "/tile/0/0", "/tile/x/000",
        "/tile/64/000", "/tile/entries/001", "/tile", "/tile/",
      ] {
        let answer = try await server.get(path)
        #expect(answer.status == 404, "\(path)")
        #expect(answer.headers["content-type"] == "application/problem+json")
      }
      #expect(try await server.get("/tile/0/000?x=1").status == 400)
      #expect(try await server.ask("POST", "/tile/0/000", body: "").status == 405)
      let head = try await server.ask("HEAD", "/tile/0/000")
      #expect(head.status == 200 && head.headers["content-length"] == "8192")
    }
  }

  @Test("Proofs over HTTP verify, and questions that have no proof say why")
  func proofs() async throws {
    let log = try filled(70)
    let keys = try testKeys(log.origin)
    _ = try CheckpointIssue.issue(log, keys, at: 0)
    try append(log, 71...90)
    let leaves = try log.all().map(\.leafHash)
    try await withServer(log: log) { server in
      for position in [1, 33, 70] {
        let answer = try await server.get("/v1/proofs/inclusion?position=\(position)")
        let json = try JSONParser.parse(answer.body)
        #expect(json["leafHash"] == .string(leaves[position - 1].hex))
        guard case .string(let text)? = json["proof"] else {
          Issue.record("no proof")
          continue
        }
        let proof = try TransparencyProof(Array(text.utf8))
        #expect(proof.checkpoint.checkpoint.size == 70)
        try proof.verify(leaf: leaves[position - 1])
      }
      let fresh = try JSONParser.parse(
        try await server.get("/v1/proofs/inclusion?position=80").body)
      #expect(fresh["proof"] == .null && fresh["treeSize"] == .integer(90))
      let between = try JSONParser.parse(
        try await server.get("/v1/proofs/consistency?from=33&to=90").body)
      guard case .array(let path)? = between["path"] else { return }
      let early = try log.withSnapshot { try $0.root(at: 33) }
      try MerkleProof.verifyConsistency(
        from: 33, root: early, to: 90, root: try log.root(),
        path: path.compactMap { value in
          if case .string(let text) = value { Digest(base64Bytes(text) ?? []) } else { nil }
        })
      for (question, status) in [
        ("inclusion", 400), ("inclusion?position=0", 400), ("inclusion?position=91", 404),
        ("inclusion?position=5&size=4", 400), ("inclusion?position=5&size=91", 400),
        ("inclusion?position=x", 400), ("consistency", 400), ("consistency?from=0&to=5", 400),
        ("consistency?from=6&to=5", 400), ("consistency?from=6&to=91", 404),
      ] {
        #expect(try await server.get("/v1/proofs/\(question)").status == status, "\(question)")
      }
    }
  }

  @Test("While the log grows its head is signed and cosigned; a witness that is down stops nothing")
  func clock() async throws {
    let log = try filled(5)
    let keys = try testKeys(log.origin)
    let place = TemporaryDirectory()
    let witness = try startWitness(following: keys.verifiers, place)
    let dead = try NoteSigner(
      name: "d.example", kind: .cosignature, seed: [UInt8](repeating: 8, count: 32))
    let text =
      "witness d \(dead.verifier.text) http://127.0.0.1:1\n"
      + "witness w \(witness.key.text) http://127.0.0.1:\(witness.port)\n"
      + "group g any d w\nquorum g\n"
    let policy = try WitnessPolicy(Array(text.utf8))
    try await withServer(
      log: log,
      adapt: { state in
        state.checkpoints = try CheckpointClock(
          of: .open(log), broadcast: state.broadcast, keys: keys, policy: policy,
          clock: SystemClock(),
          interval: .milliseconds(50), logger: state.logger)
      }
    ) { server in
      for size in [5, 6, 7] {
        var note: SignedCheckpoint?
        try await eventually {
          let answer = try await server.get("/checkpoint")
          note = answer.status == 200 ? try SignedCheckpoint(answer.body) : nil
          // A busy witness may miss its time once; it is asked again.
          let isEnough = try note.map { try policy.judge($0).isQuorumMet } ?? false
          return isEnough && note?.checkpoint.size == UInt64(size)
        }
        let found = try #require(note)
        #expect(found.checkpoint.size == UInt64(size))
        #expect(try policy.judge(found).isQuorumMet)
        try append(log, (size + 100)...(size + 100))
      }
      let status = try #require(server.state.checkpoints?.status)
      #expect(status.signed >= 3 && status.missed >= 3 && status.isQuorumMet == true)
      #expect(status.contradiction == nil)
    }
    // Stopping signs once more what was recorded last.
    let newest = try log.withSnapshot { try $0.checkpoint() }
    #expect(newest?.checkpoint.size == 8)
  }

  @Test("The server says how far it has read the log again, and goes on as the log grows")
  func scrub() async throws {
    let log = try filled(50)
    try await withServer(
      log: log,
      adapt: { state in
        state.scrub = ScrubService(
          log: log, clock: SystemClock(), pause: .milliseconds(10), logger: state.logger)
      }
    ) { server in
      for size in [Int64(50), 60] {
        var position: JSONValue?
        try await eventually {
          let json = try JSONParser.parse(try await server.get("/readyz").body)
          position = json["verified"]?["position"]
          return position == .integer(size)
        }
        #expect(position == .integer(size))
        if size == 50 { try append(log, 51...60) }
      }
      #expect(try await server.get("/metrics").text.contains("anjuan_scrub_damaged 0"))
    }
  }
}

@Suite("Inventories of a server that runs")
struct InventoryServiceTests {
  @Test("An inventory is recorded once it is due, and none while nothing but inventories came")
  func due() async throws {
    let log = InMemoryEventLog(origin: "example.org/log")
    func append(_ number: UInt64) throws {
      _ = try log.appendAndWait(Drafts.request("case-\(number % 3)", Drafts.event(number)))
    }
    for number in UInt64(1)...7 { try append(number) }
    let logger = HTTPService.logger()
    try await withServer(
      log: log,
      adapt: { state in
        state.inventories = InventoryService(
          log: log, clock: SystemClock(), interval: .zero, pause: .milliseconds(20), logger: logger)
      }
    ) { _ in
      try await eventually { log.head == Position(8) }
      try await Task.sleep(for: .milliseconds(80))
      #expect(log.head == Position(8))
      try append(9)
      try await eventually { log.head == Position(10) }
    }
    let taken = try log.withSnapshot { try Inventories.recorded($0) }
    #expect(taken.map(\.event.treeSize) == [7, 9] && taken.map(\.event.streams) == [3, 4])
    #expect(try log.withSnapshot { try Inventories.check($0) } == [])
  }

  @Test("A server waits until the last inventory is old enough")
  func young() async throws {
    let log = InMemoryEventLog(origin: "example.org/log")
    _ = try log.appendAndWait(Drafts.request("case", Drafts.event(1)))
    let logger = HTTPService.logger()
    try await withServer(
      log: log,
      adapt: { state in
        state.inventories = InventoryService(
          log: log, clock: SystemClock(), interval: .seconds(3_600), pause: .milliseconds(10),
          logger: logger)
      }
    ) { _ in
      try await Task.sleep(for: .milliseconds(100))
      #expect(log.head == Position(1))
    }
  }
}

@Suite("Evidence and the program", .serialized)
struct EvidenceProgramTests {
  @Test(
    "Keys are made, shown, rotated and retired; a key inside the data or open to others is refused")
  func keys() async throws {
    let place = TemporaryDirectory()
    let (data, key) = (place.file("data"), place.file("key"))
    let made = try await Program.run([
      "init", "--origin", "example.org/log", "--data", data, "--key", key,
    ])
    #expect(made.code == 0 && made.output.contains("example.org/log+"))
    #expect(try await Program.run(["keys", "create", "--key", key, "--data", data]).code == 1)
    let inside = try await Program.run(["keys", "create", "--key", data + "/key", "--data", data])
    #expect(inside.code == 1 && inside.errors.contains("inside the data directory"))
    #expect(try await Program.run(["keys", "rotate", "--key", key, "--data", data]).code == 0)
    let ring = try NoteKeyRing.load(key)
    #expect(ring.signers.count == 2)
    let old = ring.signers[1].verifier
    let id = String(old.text.split(separator: "+")[1])
    #expect(try await Program.run(["keys", "retire", id, "--key", key, "--data", data]).code == 0)
    let shown = try await Program.run(["keys", "show", "--key", key, "--data", data])
    #expect(shown.output.contains(old.text) && !shown.output.contains("PRIVATE"))
    let signed = try await Program.run(["checkpoint", "--key", key, "--data", data])
    #expect(signed.code == 0 && signed.output.hasPrefix("example.org/log\n0\n"))
    try FileSystem.setMode(key, 0o644)
    for command in ["checkpoint", "serve"] {
      let open = try await Program.run([command, "--key", key, "--data", data])
      #expect(open.code == 1 && open.errors.contains("chmod 600"), "\(command)")
    }
    let missing = try await Program.run([
      "serve", "--key", place.file("none"), "--data", data, "--listen", "127.0.0.1:0",
    ])
    #expect(missing.code == 4)
  }

  @Test("A server refuses a log that is older than, or forked from, what its witness cosigned")
  func rollback() async throws {
    let place = TemporaryDirectory()
    let (data, key) = (place.file("data"), place.file("key"))
    _ = try await Program.run(["init", "--origin", "example.org/log", "--data", data, "--key", key])
    let ring = try NoteKeyRing.load(key)
    let witness = try startWitness(following: ring.verifiers, place)
    let policyPath = place.file("policy")
    try FileSystem.replace(policyPath, with: Array(policy(witness).utf8))
    func append(_ path: String, _ numbers: ClosedRange<UInt64>) throws {
      let log = try DataDirectory.open(path).openLog(.writer)
      defer { log.close() }
      for number in numbers {
        _ = try log.appendAndWait(Drafts.request("s", Drafts.event(number)))
      }
    }
    let arguments = ["--key", key, "--policy", policyPath]
    try append(data, 1...5)
    let old = place.file("old")
    #expect(try await Program.run(["backup", old, "--data", data]).code == 0)
    try append(data, 6...9)
    // The inventory is the tenth event.
    let sign = try await Program.run(["checkpoint", "--data", data] + arguments)
    #expect(sign.code == 0 && sign.output.contains("— w.example "), "\(sign.errors)")
    let back = place.file("back")
    #expect(try await Program.run(["restore", old, "--data", back]).code == 0)
    for round in 0..<2 {
      let serve = try await Program.run(
        ["serve", "--data", back, "--listen", "127.0.0.1:0"] + arguments)
      #expect(serve.code == 2, "\(serve.errors)")
      #expect(serve.errors.contains("witness 'w' holds a checkpoint"))
      #expect(serve.errors.contains("10 events"))
      #expect(serve.errors.contains(round == 0 ? "rolled back" : "are not those"))
      for command in [["publish", "--period", "2016-07"], ["checkpoint"]] {
        let refused = try await Program.run(command + ["--data", back] + arguments)
        #expect(refused.code == 2, "\(command): \(refused.errors)")
        #expect(refused.errors.contains("nothing is written"), "\(command): \(refused.errors)")
      }
      if round == 0 { try append(back, 20...29) }
    }
    let log = try DataDirectory.open(back).openLog(.reader)
    #expect(log.head == Position(15))
    log.close()
    let server = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0"] + arguments)
    let port = try await onThread { try server.port() }
    let answer = try await onThread { try SocketClient(port: port).ask("GET", "/checkpoint") }
    #expect(answer.status == 200 && answer.text.contains("— w.example "))
    server.signal(15)
    #expect(try await onThread { server.wait() } == 0)
  }
}
