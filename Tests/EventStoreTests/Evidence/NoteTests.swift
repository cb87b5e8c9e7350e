import EventStore
import Foundation
import TestSupport
import Testing

@Suite("Signed notes")
struct NoteTests {
  @Test("Every public note verifies under its key, and under no key of another name or id")
  func published() throws {
    guard let pairs = try vectors("signed_notes_valid.json") as? [[String: String]] else { return }
    #expect(pairs.count >= 25)
    let stranger = try testSigner("stranger.example", 9).verifier
    for pair in pairs {
      let key = try NoteVerifier(text: try #require(pair["vkey"]))
      let bytes = Array(try #require(pair["note"]).utf8)
      let note = try SignedNote(bytes)
      #expect(note.encoded == bytes, "\(pair["origin"] ?? "")")
      #expect(try note.verified(by: [key]).map(\.key) == [key], "\(pair["origin"] ?? "")")
      #expect(key.text == pair["vkey"])
      #expect(
        refusal { () throws(EvidenceError) in _ = try note.verified(by: [stranger]) }?.kind
          == .noKnownSignature)
    }
  }

  @Test("Malformed verifier keys are refused")
  func badKeys() throws {
    var texts = [
      "", "a", "a+b", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "A B+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
    ]
    if let json = try vectors("paths_and_keys.json") as? [String: Any] {
      texts += try #require(json["bad_vkeys"] as? [String])
    }
    for text in texts {
      #expect(throws: EvidenceError.self, "\(text)") { try NoteVerifier(text: text) }
    }
    // Keys of small order verify signatures that nobody made.
    for byte in [UInt8(0), 1] {
      let weak = [byte] + [UInt8](repeating: 0, count: 31)
      #expect(throws: EvidenceError.self) {
        try NoteVerifier(name: "a", kind: .ed25519, publicKey: weak)
      }
    }
  }

  @Test("A key's texts give the key back, and what it signs verifies until one bit is flipped")
  func signing() throws {
    var random = SeededGenerator(seed: 5)
    for number in 0..<20 {
      let kind: NoteKeyKind = number % 2 == 0 ? .ed25519 : .cosignature
      let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      let signer = try NoteSigner(name: "键.example/\(number)", kind: kind, seed: seed)
      #expect(try NoteSigner(text: signer.secretText).verifier == signer.verifier)
      #expect(try NoteVerifier(text: signer.verifier.text) == signer.verifier)
      let text = "first\n\nsecond \(number)\n"
      let note = try SignedNote(text: text, signatures: [try signer.sign(text, at: 1_700_000_000)])
      #expect(try SignedNote(note.encoded) == note)
      let found = try note.verified(by: [signer.verifier])
      #expect(found.first?.seconds == (kind == .cosignature ? 1_700_000_000 : nil))
      for _ in 0..<40 {
        var bytes = note.encoded
        let at = Int.random(in: 0..<bytes.count, using: &random)
        bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        let accepted = (try? SignedNote(bytes)).flatMap { try? $0.verified(by: [signer.verifier]) }
        #expect(accepted == nil, "bit at \(at)")
      }
    }
  }

  @Test("Control characters, bad UTF-8, missing parts and too many lines are refused")
  func malformed() throws {
    let signer = try testSigner("a.example", 1)
    let line = try signer.sign("x\n", at: 0).line
    let good = "x\n\n\(line)\n"
    #expect(try SignedNote(Array(good.utf8)).signatures.count == 1)
    let bad = [
      "", "\n", "x\n", "x\n\n", "x\n\n\(line)", "x\r\n\n\(line)\n", "x\u{0}\n\n\(line)\n",
      "x\t\n\n\(line)\n", "x\n\(line)\n", "x\n\n\(line)\n\n", "x\n\n- a.example AAAAAAAA\n",
      "x\n\n— a.example\n", "x\n\n—  AAAAAAAAAAA=\n", "x\n\n— a+b AAAAAAAAAAA=\n",
      "x\n\n— a.example AAAA\n", "x\n\n— a.example AAAAAAAAAA==\n\n— \n",
      "x\n\n— a\u{3000}b AAAAAAAAAAA=\n",
    ]
    for text in bad {
      #expect(throws: EvidenceError.self, "\(text.debugDescription)") {
        try SignedNote(Array(text.utf8))
      }
    }
    #expect(throws: EvidenceError.self) {
      try SignedNote(Array("x\n".utf8) + [0xFF] + Array("\n\n\(line)\n".utf8))
    }
    for (count, isAccepted) in [(16, true), (100, true), (101, false)] {
      let other = NoteSignature(name: "b", keyID: 7, bytes: [1]).line + "\n"
      let text = "x\n\n" + String(repeating: other, count: count - 1) + line + "\n"
      let note = try? SignedNote(Array(text.utf8))
      #expect((note != nil) == isAccepted)
      if let note { #expect(try note.verified(by: [signer.verifier]).count == 1) }
    }
  }

  @Test("Unknown lines are ignored, a known line that fails rejects the whole note")
  func knownAndUnknown() throws {
    let (a, b) = (try testSigner("a.example", 1), try testSigner("b.example", 2))
    let text = "x\n"
    let good = try a.sign(text, at: 0)
    let sameID = NoteSignature(name: "c.example", keyID: good.keyID, bytes: [1, 2])
    let sameName = NoteSignature(name: "a.example", keyID: good.keyID ^ 1, bytes: [1, 2])
    let note = try SignedNote(text: text, signatures: [sameID, sameName, good])
    #expect(try note.verified(by: [a.verifier, b.verifier]).map(\.key) == [a.verifier])
    let wrong = NoteSignature(
      name: "b.example", keyID: b.verifier.keyID, bytes: [UInt8](repeating: 3, count: 64))
    let mixed = try SignedNote(text: text, signatures: [good, wrong])
    #expect(
      refusal { () throws(EvidenceError) in
        _ = try mixed.verified(by: [a.verifier, b.verifier])
      }?.kind == .badSignature)
    #expect(try mixed.verified(by: [a.verifier]).count == 1)
    // A second, failing line of a key that has signed well counts, too.
    let twice = try SignedNote(
      text: text,
      signatures: [good, NoteSignature(name: "a.example", keyID: good.keyID, bytes: [9])])
    #expect(throws: EvidenceError.self) { try twice.verified(by: [a.verifier]) }
  }

  @Test("A key file inside the data directory, or open to others, is refused, also behind a link")
  func keyFiles() throws {
    let place = TemporaryDirectory()
    let data = place.file("data")
    _ = try DataDirectory.create(data, origin: "a.example/log")
    let ring = try NoteKeyRing([try testSigner("a.example/log", 3)])
    #expect(throws: LogError.self) { try ring.save(data + "/key", outside: data) }
    let path = place.file("key")
    try ring.save(path, outside: data)
    #expect(FileSystem.mode(of: path) == 0o600)
    #expect(try NoteKeyRing.load(path, outside: data).verifiers == ring.verifiers)
    for mode in [UInt32(0o604), 0o640, 0o660, 0o602, 0o620] {
      try FileSystem.setMode(path, mode)
      #expect(throws: LogError.self) { try NoteKeyRing.load(path, outside: data) }
    }
    try FileSystem.replace(data + "/vault/key", with: try FileSystem.read(path))
    let link = place.file("link")
    #expect(symlinked(data + "/vault/key", link))
    #expect(throws: LogError.self) { try NoteKeyRing.load(link, outside: data) }
    #expect(throws: LogError.self) { try NoteKeyRing.load(place.file("none"), outside: data) }
  }

  @Test("Old checkpoints verify after the key was rotated and the old one retired")
  func rotation() throws {
    let place = TemporaryDirectory()
    let first = try NoteKeyRing([try testSigner("a.example/log", 3)])
    let head = Checkpoint(origin: "a.example/log", size: 1, root: .zero)
    let old = try head.signed(by: first.signers, at: 0)
    let both = try first.adding(try testSigner("a.example/log", 4))
    #expect(try head.signed(by: both.signers, at: 0).note.signatures.count == 2)
    let oldID = first.verifiers[0].keyID
    let next = try both.retiring(oldID)
    try next.save(place.file("key"))
    let loaded = try NoteKeyRing.load(place.file("key"))
    #expect(loaded.signers.map(\.verifier) == [both.verifiers[0]])
    #expect(try old.verified(byLog: loaded.verifiers).count == 1)
    #expect(try head.signed(by: loaded.signers, at: 0).verified(byLog: loaded.verifiers).count == 1)
    #expect(throws: EvidenceError.self) { try next.retiring(next.verifiers[0].keyID) }
    #expect(throws: EvidenceError.self) { try next.retiring(oldID) }
    #expect(throws: EvidenceError.self) {
      try NoteKeyRing([try testSigner("a", 1), try testSigner("b", 2)])
    }
  }
}
