import EventStore
import Projections
import TestSupport
import Testing
import Witnessing

@testable import LogServer

/// A server signs its access log too, by a key of that log, and lets witnesses cosign it.
@Suite("Signing the access log", .serialized)
struct AccessSigningTests {
  private static let origin = "example.org/log"
  private let place = TemporaryDirectory()
  private var data: String { place.file("data") }
  private var key: String { place.file("key") }

  private func look(_ number: Int) throws {
    let viewer = Viewer(
      code: "inspector-\(number)", role: .auditor, purpose: "complaint 17", through: "test")
    try AccessLog.record(
      viewer, of: try StreamID("case/1"), upTo: Position(1), paths: ["caller.phone"],
      in: try DataDirectory.open(data))
  }

  /// What is kept in the access log.
  private func kept() throws -> SignedCheckpoint? {
    try DataDirectory.open(data).withCompanion(AccessLog.name, .reader) { log in
      try log.withSnapshot { try $0.checkpoint() }
    } ?? nil
  }

  /// A data directory with its keys, and a witness that follows both logs.
  private func prepare() async throws -> (policy: String, witness: NoteVerifier) {
    let made = try await Program.run([
      "init", "--origin", Self.origin, "--data", data, "--key", key,
    ])
    #expect(made.code == 0 && made.output.contains(Self.origin + "/access+"), "\(made.errors)")
    let rings = try [NoteKeyRing.load(key), NoteKeyRing.load(key + ".access")]
    #expect(rings.map(\.name) == [Self.origin, Self.origin + "/access"])
    let witness = try startWitness(following: rings.flatMap(\.verifiers), place)
    let path = place.file("policy")
    try FileSystem.replace(path, with: Array(policy(witness).utf8))
    return (path, witness.key)
  }

  private func serve(_ policy: String) throws -> Program {
    try Program([
      "serve", "--data", data, "--listen", "127.0.0.1:0", "--key", key, "--policy", policy,
      "--checkpoint-every", "1",
    ])
  }

  @Test("Looks are signed and cosigned while the server runs, by new keys beside old ones")
  func served() async throws {
    let (policy, witness) = try await prepare()
    try look(1)
    let server = try serve(policy)
    _ = try await onThread { try server.port() }
    for size in [1, 2] as [UInt64] {
      try await eventually {
        guard let kept = try kept(), kept.checkpoint.size == size else { return false }
        return (try? kept.note.verified(by: [witness])) != nil
      }
      if size == 1 { try look(2) }
    }
    let ring = try NoteKeyRing.load(key + ".access")
    #expect(try #require(try kept()).verified(byLog: ring.verifiers).count == 1)
    server.signal(15)
    #expect(try await onThread { server.wait() } == 0)
    let rotated = try await Program.run([
      "keys", "rotate", "--key", key + ".access", "--data", data,
    ])
    #expect(rotated.code == 0)
    let both = try NoteKeyRing.load(key + ".access")
    let again = try serve(policy)
    _ = try await onThread { try again.port() }
    try await eventually { try kept()?.verified(byLog: both.verifiers).count == 2 }
    again.signal(15)
    #expect(try await onThread { again.wait() } == 0)
    let report = Verification.run(directory: data + "/access", full: true)
    #expect(report.isSound && report.size == 2, "\(report.findings)")
  }

  @Test(
    "A server refuses an access log that was rolled back or removed behind what a witness cosigned")
  func rolledBack() async throws {
    let (policy, _) = try await prepare()
    try look(1)
    let old = place.file("old")
    _ = try Backup.run(from: try DataDirectory.open(data + "/access"), to: old)
    try look(2)
    let signed = try await Program.run([
      "checkpoint", "--data", data + "/access", "--key", key + ".access", "--policy", policy,
      "--no-inventory",
    ])
    #expect(signed.code == 0 && signed.output.contains("— w.example "), "\(signed.errors)")
    for size in [0, 1] {
      try FileSystem.removeTree(data + "/access")
      if size == 1 { try Backup.restore(from: old, to: data + "/access") }
      let server = try await Program.run([
        "serve", "--data", data, "--listen", "127.0.0.1:0", "--key", key, "--policy", policy,
      ])
      #expect(server.code == 2, "\(server.errors)")
      #expect(server.errors.contains("holds a checkpoint of the access log with 2 events"))
      #expect(server.errors.contains("only \(size) events"), "\(server.errors)")
    }
  }

  @Test("What was signed is not signed anew over another access log while the server runs")
  func exchanged() async throws {
    _ = try await prepare()
    try look(1)
    let directory = try DataDirectory.open(data)
    let log = try directory.openLog(.writer)
    defer { log.close() }
    let clock = try CheckpointClock(
      of: .companion(AccessLog.name, of: directory), broadcast: HeadBroadcast(log),
      keys: try NoteKeyRing.load(key + ".access"), policy: nil, clock: SystemClock(),
      logger: HTTPService.logger())
    await clock.sign()
    #expect(clock.published?.checkpoint.size == 1 && clock.status.lastFailure == nil)
    try FileSystem.removeTree(data + "/access")
    await clock.sign()
    #expect(clock.status.lastFailure?.contains("it is gone") == true)
    try look(7)
    try look(8)
    await clock.sign()
    #expect(clock.status.lastFailure?.contains("are not those") == true)
    #expect(try kept() == nil && clock.published?.checkpoint.size == 1)
  }

  @Test("A server without a key of the access log says how to make one")
  func warned() async throws {
    _ = try await prepare()
    try FileSystem.remove(key + ".access")
    let server = try Program(["serve", "--data", data, "--listen", "127.0.0.1:0", "--key", key])
    _ = try await onThread { try server.port() }
    server.signal(15)
    #expect(try await onThread { server.wait() } == 0)
    let shared = try await Program.run([
      "serve", "--data", data, "--listen", "127.0.0.1:0", "--key", key, "--access-key", key,
    ])
    #expect(shared.code == 1 && shared.errors.contains("the log is '\(Self.origin)/access'"))
  }
}
