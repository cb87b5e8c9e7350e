import EventStore
import TestSupport
import Testing
import Witnessing

@testable import LogServer

@Suite("A mirror of a log at its witness", .serialized)
struct MirrorTests {
  private static let origin = "example.org/log"

  /// What an audit office has: keys, a witness's state, mirrors.
  private struct Office {
    let place = TemporaryDirectory()
    let keys: NoteKeyRing
    let witness: Witness
    let files: WitnessFiles

    init() throws {
      let seed = [UInt8](repeating: 1, count: 32)
      keys = try NoteKeyRing([
        try NoteSigner(name: MirrorTests.origin, kind: .ed25519, seed: seed)
      ])
      let signer = try NoteSigner(
        name: "w.example", kind: .cosignature, seed: [UInt8](repeating: 7, count: 32))
      witness = try Witness(signer, following: keys.verifiers)
      files = try WitnessFiles(place.file("state"))
    }

    var folder: String { place.file("state") + "/mirror" }
    var mirror: String { MirrorKeeper.path(MirrorTests.origin, in: folder) }

    /// Looks at a log once, as a process that was just started.
    func look(_ port: Int, with token: String? = nil) async throws -> String? {
      let address = try #require(WitnessAddress("http://127.0.0.1:\(port)"))
      let keeper = MirrorKeeper(
        witness, files, from: [address], in: folder, milliseconds: 240_000,
        tokens: token.map { [address: $0] } ?? [:])
      return try await onThread {
        var mirrors: [String: LogMirror] = [:]
        return try keeper.round(address, &mirrors)
      }
    }
  }

  private func append(_ log: InMemoryEventLog, _ numbers: ClosedRange<Int>, salt: UInt8 = 0) throws
  {
    for start in stride(from: numbers.lowerBound, through: numbers.upperBound, by: 5_000) {
      let drafts = (start...min(start + 4_999, numbers.upperBound)).map {
        Drafts.event(UInt64($0), payload: [UInt8($0 & 255), salt])
      }
      _ = try log.appendAndWait(AppendRequest([StreamAppend(try StreamID("s"), events: drafts)]))
    }
  }

  private func files(_ path: String) throws -> [String] {
    try FileSystem.list(path).flatMap { name in
      FileSystem.isDirectory(path + "/" + name)
        ? try files(path + "/" + name).map { name + "/" + $0 } : [name]
    }
  }

  @Test("It grows with the log, reproduces each root, and hands out the tiles that the log does")
  func growth() async throws {
    let office = try Office()
    let log = InMemoryEventLog(origin: Self.origin, clock: ManualClock())
    try append(log, 1...10)
    try await withServer(log: log) { server in
      // Across full tiles, and twice within one.
      for end in [10, 200, 300, 300, 513, 66_000] {
        if UInt64(end) > log.head.rawValue {
          try append(log, (Int(log.head.rawValue) + 1)...end)
        }
        let signed = try CheckpointIssue.issue(log, office.keys, at: 0)
        _ = try await office.look(server.port)
        let mirror = try LogMirror(office.mirror)
        #expect(mirror.held?.checkpoint == signed.checkpoint)
        if end > 1_000 { continue }
        for path in try files(office.mirror) where path.hasPrefix("tile/") {
          let theirs = try await server.get("/" + path)
          #expect(theirs.body == (try FileSystem.read(office.mirror + "/" + path)), "\(path)")
        }
      }
      #expect(try await office.look(server.port) == nil)
    }
    let tiles = try files(office.mirror)
    #expect(tiles.contains("tile/1/000") && tiles.contains("tile/2/000.p/1"))
  }

  @Test("It is served by the witness as a log of tiles, and nothing else of its directory is")
  func served() async throws {
    let office = try Office()
    let log = InMemoryEventLog(origin: Self.origin, clock: ManualClock())
    try append(log, 1...300)
    let signed = try CheckpointIssue.issue(log, office.keys, at: 0)
    try await withServer(log: log) { _ = try await office.look($0.port) }
    let desk = WitnessDesk(office.witness, office.files, clock: SystemClock())
    let server = try WitnessServer(desk, host: "127.0.0.1", port: 0, mirrors: office.folder)
    WorkerThread { server.run() }.detach()
    let port = server.port
    let name = witnessedName(Self.origin)
    func get(_ path: String) async throws -> SocketClient.Answer {
      try await onThread { try SocketClient(port: port).ask("GET", path) }
    }
    #expect(try await get("/\(name)/mirror/checkpoint").body == signed.encoded)
    #expect(try await get("/\(name)/mirror/tile/entries/000").status == 200)
    #expect(try await get("/\(name)/mirror/tile/0/001.p/44").body.count == 44 * 32)
    for path in [
      "/\(name)/mirror/tile/0/002", "/\(name)/mirror/../\(name).checkpoint", "/\(name)/mirror/",
      "/x/mirror/checkpoint", "/\(name)/mirror/tile/../checkpoint",
    ] {
      #expect(try await get(path).status == 404, "\(path)")
    }
  }

  @Test("A log that was rewritten, cut or replaced contradicts the mirror, which stays as it was")
  func rewritten() async throws {
    let office = try Office()
    let honest = InMemoryEventLog(origin: Self.origin, clock: ManualClock())
    try append(honest, 1...300)
    let signed = try CheckpointIssue.issue(honest, office.keys, at: 0)
    try await withServer(log: honest) { _ = try await office.look($0.port) }
    let before = try files(office.mirror)
    // Each is signed by the log's own key, and sound in itself.
    let rewrites: [(name: String, events: [(ClosedRange<Int>, UInt8)], words: String)] = [
      ("rewritten at 280 and longer", [(1...279, 0), (280...400, 9)], "position 280"),
      ("rewritten at 7 and longer", [(1...6, 0), (7...400, 9)], "position 257"),
      ("as long, with another history", [(1...299, 0), (300...300, 9)], "at size 300"),
      ("cut and going on otherwise", [(1...100, 0), (101...150, 9)], "at size 150"),
    ]
    for (name, events, words) in rewrites {
      let log = InMemoryEventLog(origin: Self.origin, clock: ManualClock())
      for (range, salt) in events { try append(log, range, salt: salt) }
      _ = try CheckpointIssue.issue(log, office.keys, at: 0)
      try await withServer(log: log) { server in
        let said = try await office.look(server.port) ?? ""
        #expect(said.hasPrefix("ALARM") && said.contains(words), "\(name): \(said)")
      }
      #expect(try LogMirror(office.mirror).held == signed, "\(name)")
    }
    let shorter = InMemoryEventLog(origin: Self.origin, clock: ManualClock())
    try append(shorter, 1...100)
    _ = try CheckpointIssue.issue(shorter, office.keys, at: 0)
    try await withServer(log: shorter) { server in
      let said = try await office.look(server.port)
      #expect(said?.contains("of which the mirror has more") == true, "\(said ?? "")")
    }
    #expect(try FileSystem.list(office.place.file("state") + "/contradictions").count == 4)
    #expect(Set(try files(office.mirror)).isSuperset(of: before))
  }

  @Test(
    "A log that asks for tokens hands its entries to a witness's, and the witness hands them to nobody"
  )
  func token() async throws {
    let office = try Office()
    let desk = try TokenDesk()
    let log = InMemoryEventLog(origin: Self.origin, clock: ManualClock())
    try append(log, 1...20)
    _ = try CheckpointIssue.issue(log, office.keys, at: 0)
    let (witness, unit) = (try desk.make(.witness), try desk.make(.department, unit: "U1"))
    let gate = Gate(desk.file, isRequired: true)
    try await withServer(log: log, adapt: { $0.gate = gate }) { server in
      for token in [nil, unit, "x"] {
        await #expect(throws: LogError.self) { try await office.look(server.port, with: token) }
      }
      let said = try await office.look(server.port, with: witness)
      #expect(said?.contains("20 events") == true)
    }
    for (servesEntries, status) in [(true, 200), (false, 403)] {
      let server = try WitnessServer(
        WitnessDesk(office.witness, office.files, clock: SystemClock()), host: "127.0.0.1", port: 0,
        mirrors: office.folder, servesEntries: servesEntries)
      WorkerThread { server.run() }.detach()
      let (port, place) = (server.port, "/\(witnessedName(Self.origin))/mirror")
      for (path, expected) in [("/tile/entries/000.p/20", status), ("/tile/0/000.p/20", 200)] {
        let answer = try await onThread {
          try SocketClient(port: port).ask("GET", place + path)
        }
        #expect(answer.status == expected, "\(path)")
      }
    }
  }

  @Test("Another log, another key, a log without a checkpoint and a damaged mirror are refused")
  func refused() async throws {
    let office = try Office()
    let log = InMemoryEventLog(origin: Self.origin, clock: ManualClock())
    try append(log, 1...20)
    let stranger = try NoteKeyRing([
      try NoteSigner(
        name: Self.origin, kind: .ed25519, seed: [UInt8](repeating: 9, count: 32))
    ])
    try await withServer(log: log) { server in
      await #expect(throws: (any Error).self) { try await office.look(server.port) }
      _ = try CheckpointIssue.issue(log, stranger, at: 0)
      await #expect(throws: EvidenceError.self) { try await office.look(server.port) }
      try append(log, 21...22)
      _ = try CheckpointIssue.issue(log, office.keys, at: 0)
      _ = try await office.look(server.port)
    }
    let bundle = office.mirror + "/tile/entries/000.p/22"
    var bytes = try FileSystem.read(bundle)
    bytes[40] ^= 1
    try FileSystem.replace(bundle, with: bytes)
    #expect(throws: LogError.self) { try LogMirror(office.mirror) }
  }
}
