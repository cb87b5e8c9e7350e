import EventStore
import Foundation
import Synchronization
import TestSupport
import Testing

/// What a witness said.
private final class Alarms: Sendable {
  private let lines = Mutex<[String]>([])
  var told: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite("The witness")
struct WitnessTests {
  private func desk(
    _ keys: [NoteVerifier], _ store: WitnessFiles, _ clock: HandClock = HandClock(1_700_000_000),
    alarm: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> WitnessDesk {
    let witness = try Witness(
      try testSigner("example.com/witness", 7, .cosignature), following: keys)
    return WitnessDesk(witness, store, clock: clock, alarm: alarm)
  }

  @Test("Recorded exchanges get today's status codes")
  func recorded() throws {
    guard let json = try vectors("witness_add_checkpoint.json") as? [String: Any] else { return }
    let exchanges = try #require(json["exchanges"] as? [[String: Any]])
    let firstBody = try #require(exchanges[0]["body"] as? String)
    let first = try WitnessRequest(Array(firstBody.utf8))
    let digits = try #require(json["log_public_key_hex"] as? String)
    let raw = try #require([UInt8](hexText: digits))
    let key = try NoteVerifier(
      name: first.checkpoint.checkpoint.origin, kind: .ed25519, publicKey: raw)
    let place = TemporaryDirectory()
    let desk = try desk([key], try WitnessFiles(place.file("state")))
    for exchange in exchanges {
      let body = try #require(exchange["body"] as? String)
      let check = try #require(exchange["assert"] as? String)
      let answer = desk.addCheckpoint(Array(body.utf8))
      var wanted = try #require(exchange["status"] as? Int)
      // Recorded under the text of then: an unknown origin was 403, another root at one size was 409.
      if check.contains("unknown log") { wanted = 404 }
      #expect(answer.status == wanted, "\(check): \(answer.body.text)")
      let quoted = check.split(separator: "\"").map(String.init)
      if check.hasPrefix("body contains"), quoted.count > 1 {
        #expect(answer.body.text.contains(quoted[1]), "\(check)")
      }
      if answer.status == 409 { #expect(answer.contentType == "text/x.tlog.size") }
    }
  }

  @Test("Growth is cosigned, a fork, a shrunken log and a wrong proof never are")
  func protocolSteps() throws {
    let harness = try filledLog(.memory, 40)
    let fork = try filledLog(.memory, 20)
    try fill(fork.log, from: 500, through: 519)
    let keys = try NoteKeyRing([try testSigner(harness.log.origin, 1)])
    let place = TemporaryDirectory()
    let alarms = Alarms()
    let desk = try desk(
      keys.verifiers, try WitnessFiles(place.file("state")), alarm: { alarms.add($0) })
    func ask(_ old: UInt64, _ size: UInt64, _ harness: LogHarness) throws -> WitnessAnswer {
      try harness.log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
        let head = Checkpoint(
          origin: harness.log.origin, size: size, root: try snapshot.root(at: size))
        let proof = old == 0 ? [] : try snapshot.consistencyProof(from: old, to: size)
        let request = WitnessRequest(
          oldSize: old, proof: proof, checkpoint: try head.signed(by: keys.signers, at: 0))
        return desk.addCheckpoint(request.encoded)
      }
    }
    #expect(desk.checkpoint(ofOriginHash: witnessedName(harness.log.origin)).status == 404)
    #expect(try ask(0, 10, harness).status == 200)
    #expect(try ask(0, 20, harness).status == 409)
    #expect(try ask(10, 20, harness).status == 200)
    #expect(try ask(20, 20, harness).status == 200)
    #expect(try ask(20, 19, harness).status == 400)
    #expect(try ask(10, 15, harness).body.text == "20\n")
    #expect(try ask(20, 40, fork).status == 200)
    #expect(try ask(40, 40, harness).status == 422)
    #expect(try ask(20, 40, harness).status == 409)
    // What it contradicts is kept with it: the witness itself goes on, and its last word with it.
    let folder = place.file("state") + "/contradictions"
    let kept = try FileSystem.list(folder)
    #expect(kept.count == 4)
    for name in kept where name.hasSuffix(".held") {
      let held = try SignedCheckpoint(try FileSystem.read("\(folder)/\(name)"))
      let request = try WitnessRequest(
        try FileSystem.read("\(folder)/\(name.dropLast(5)).txt"))
      #expect(held.checkpoint.size == 40 || held.checkpoint.size == 20)
      #expect(held.note.signatures.count == 2)
      #expect(request.checkpoint.checkpoint.root != held.checkpoint.root)
    }
    #expect(try ask(40, 40, harness).status == 422)
    let told = alarms.told
    #expect(told.count == 2, "each is told once: \(told)")
    #expect(told.allSatisfy { $0.hasPrefix("ALARM: \(harness.log.origin) signed") })
  }

  @Test(
    "The state survives: a second witness on it knows what was cosigned, and two never share it")
  func persistence() throws {
    let harness = try filledLog(.memory, 12)
    let keys = try NoteKeyRing([try testSigner(harness.log.origin, 1)])
    let signed = try CheckpointIssue.issue(harness.log, keys, at: 0)
    let place = TemporaryDirectory()
    let body = WitnessRequest(oldSize: 0, proof: [], checkpoint: signed).encoded
    do {
      let store = try WitnessFiles(place.file("state"))
      #expect(throws: LogError.self) { try WitnessFiles(place.file("state")) }
      #expect(try desk(keys.verifiers, store).addCheckpoint(body).status == 200)
    }
    let again = try desk(keys.verifiers, try WitnessFiles(place.file("state")))
    #expect(again.addCheckpoint(body).body.text == "12\n")
    let held = again.checkpoint(ofOriginHash: witnessedName(harness.log.origin))
    #expect(held.status == 200)
    #expect(try SignedCheckpoint(held.body).note.signatures.count == 2)
  }

  @Test("Malformed bodies are 400, whoever signed them")
  func malformed() throws {
    let harness = try filledLog(.memory, 3)
    let keys = try NoteKeyRing([try testSigner(harness.log.origin, 1)])
    let signed = try CheckpointIssue.issue(harness.log, keys, at: 0).encoded.text
    let place = TemporaryDirectory()
    let desk = try desk(keys.verifiers, try WitnessFiles(place.file("state")))
    let hash = base64(Digest.zero.bytes) + "\n"
    for body in [
      "", "old", "old 0", "old 0\n", "old 00\n\n\(signed)", "old -1\n\n\(signed)",
      "OLD 0\n\n\(signed)",
      "old 0\n\(signed)", "old 0\nAAAA\n\n\(signed)", "old 18446744073709551616\n\n\(signed)",
      "old 0\n" + String(repeating: hash, count: 64) + "\n\(signed)",
      "old 0\n\nx\n\n— a AAAAAAAA\n",
      "old 0\n\n" + signed.replacingOccurrences(of: "\n3\n", with: "\n03\n"),
      "old 0\n\n" + signed.replacingOccurrences(of: "\n\n", with: "\n\nextension\n\n"),
    ] {
      #expect(desk.addCheckpoint(Array(body.utf8)).status == 400, "\(body)")
    }
    let proof = "old 0\n" + String(repeating: hash, count: 63) + "\n\(signed)"
    #expect(desk.addCheckpoint(Array(proof.utf8)).status == 422)
    #expect(desk.addCheckpoint(Array("old 4\n\n\(signed)".utf8)).status == 400)
    #expect(desk.addCheckpoint(Array("old 0\n\n\(signed)".utf8)).status == 200)
  }

  @Test("A checkpoint with extension lines is cosigned with them, and not once they are changed")
  func extensionLines() throws {
    let harness = try filledLog(.memory, 3)
    let signer = try testSigner(harness.log.origin, 1)
    let plain = try CheckpointIssue.issue(harness.log, NoteKeyRing([signer]), at: 0)
    let text = plain.note.text + "extension\nanother 1\n"
    let note = try SignedNote(text: text, signatures: [try signer.sign(text, at: 0)])
    let place = TemporaryDirectory()
    let desk = try desk([signer.verifier], try WitnessFiles(place.file("state")))
    let changed = note.encoded.text.replacingOccurrences(of: "another 1", with: "another 2")
    #expect(desk.addCheckpoint(Array("old 0\n\n\(changed)".utf8)).status == 403)
    let answer = desk.addCheckpoint(Array("old 0\n\n".utf8) + note.encoded)
    #expect(answer.status == 200)
    let cosigned = try SignedNote(note.encoded + answer.body)
    let witness = try testSigner("example.com/witness", 7, .cosignature).verifier
    #expect(try cosigned.verified(by: [witness]).count == 1)
    #expect(try SignedCheckpoint(note).checkpoint == plain.checkpoint)
  }

  @Test("A witness whose clock ran back signs nothing until it has caught up")
  func clockBack() throws {
    let harness = try filledLog(.memory, 3)
    let keys = try NoteKeyRing([try testSigner(harness.log.origin, 1)])
    let signed = try CheckpointIssue.issue(harness.log, keys, at: 0)
    let place = TemporaryDirectory()
    let store = try WitnessFiles(place.file("state"))
    let first = WitnessRequest(oldSize: 0, proof: [], checkpoint: signed).encoded
    #expect(try desk(keys.verifiers, store).addCheckpoint(first).status == 200)
    let again = WitnessRequest(oldSize: 3, proof: [], checkpoint: signed).encoded
    let behind = try desk(keys.verifiers, store, HandClock(1_600_000_000))
    #expect(behind.addCheckpoint(again).status == 503)
    #expect(try desk(keys.verifiers, store).addCheckpoint(again).status == 200)
  }

  @Test("Requests that race are cosigned in one line of growth")
  func races() throws {
    let harness = try filledLog(.memory, 64)
    let keys = try NoteKeyRing([try testSigner(harness.log.origin, 1)])
    let place = TemporaryDirectory()
    let store = try WitnessFiles(place.file("state"))
    let desk = try desk(keys.verifiers, store)
    let bodies = try harness.log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
      try (1...64).map { size -> [UInt8] in
        let head = Checkpoint(
          origin: harness.log.origin, size: UInt64(size), root: try snapshot.root(at: UInt64(size)))
        return WitnessRequest(
          oldSize: 0, proof: [], checkpoint: try head.signed(by: keys.signers, at: 0)
        ).encoded
      }
    }
    let accepted = Counter()
    DispatchQueue.concurrentPerform(iterations: 64) { index in
      if desk.addCheckpoint(bodies[index]).status == 200 { accepted.increment() }
    }
    #expect(accepted.value == 1)
  }
}
