import EventStore
import Foundation
import TestSupport
import Testing

@testable import replay

/// A signed log on disk with the files that an auditor keeps.
private struct SignedLog {
  let tool: Tool
  let place = TemporaryDirectory()
  let log: NoteSigner
  let witness: NoteSigner

  init(_ tool: Tool) throws {
    self.tool = tool
    log = try NoteSigner(
      name: SampleLog.origin, kind: .ed25519, seed: [UInt8](repeating: 1, count: 32))
    witness = try NoteSigner(
      name: "w.example", kind: .cosignature, seed: [UInt8](repeating: 2, count: 32))
  }

  func file(_ name: String, _ text: String) throws -> String {
    let path = place.file(name)
    try FileSystem.replace(path, with: Array(text.utf8))
    return path
  }

  /// Signs and keeps the head.
  func sign(cosigned: Bool) throws -> SignedCheckpoint {
    let writer = try DataDirectory.open(tool.directory).openLog(.writer)
    defer { writer.close() }
    var signed = try CheckpointIssue.issue(writer, try NoteKeyRing([log]), at: 0)
    if cosigned {
      signed = signed.adding(try witness.sign(signed.note.text, at: 1_700_000_000))
      try writer.keep(signed)
    }
    return signed
  }

  var policy: String {
    "log \(log.verifier.text)\nwitness w \(witness.verifier.text)\nquorum w\n"
  }
}

@Suite("Evidence in the investigator's hands", .serialized)
struct EvidenceToolTests {
  @Test("Verdicts follow from who signed the checkpoint that was kept, by the keys that were given")
  func verdicts() throws {
    try Tool.withLog { tool in
      let kept = try SignedLog(tool)
      let key = kept.log.verifier.text
      let plain = try kept.sign(cosigned: false)
      let plainFile = try kept.file("plain", String(decoding: plain.encoded, as: UTF8.self))
      let policy = try kept.file("policy", kept.policy)
      let nobody = try kept.file("nobody", "log \(key)\nquorum none\n")
      let both = plain.adding(try kept.witness.sign(plain.note.text, at: 1_700_000_000))
      let bothFile = try kept.file("both", String(decoding: both.encoded, as: UTF8.self))
      let stranger = try NoteSigner(
        name: SampleLog.origin, kind: .ed25519, seed: [UInt8](repeating: 9, count: 32))
      let foreign = try plain.checkpoint.signed(by: [stranger], at: 0)
      let foreignFile = try kept.file("foreign", String(decoding: foreign.encoded, as: UTF8.self))
      let other = try Checkpoint(
        origin: SampleLog.origin, size: plain.checkpoint.size - 1, root: plain.checkpoint.root
      ).signed(by: [kept.log], at: 0)
      let otherFile = try kept.file("other", String(decoding: other.encoded, as: UTF8.self))
      let longer = try Checkpoint(
        origin: SampleLog.origin, size: plain.checkpoint.size + 1, root: plain.checkpoint.root
      ).signed(by: [kept.log], at: 0)
      let longerFile = try kept.file("longer", String(decoding: longer.encoded, as: UTF8.self))
      let keyFile = try kept.file("keys", "# as keys show prints it\n\(key)  signs\n")
      let broken = bothFile + ".broken"
      var bytes = both.encoded
      bytes[bytes.count - 8] ^= 1
      try FileSystem.replace(broken, with: bytes)
      let cases: [([String], Int32, String)] = [
        ([], 20, "UNANCHORED"), (["--against", plainFile], 10, "CONSISTENT BUT UNWITNESSED"),
        (["--against", plainFile, "--key", key], 10, "CONSISTENT BUT UNWITNESSED"),
        (["--against", plainFile, "--policy", nobody], 10, "CONSISTENT BUT UNWITNESSED"),
        (["--against", plainFile, "--policy", policy], 11, "QUORUM NOT MET"),
        (["--against", bothFile, "--policy", policy], 0, "WITNESSED"),
        (["--policy", policy], 11, "QUORUM NOT MET"),
        (["--against", foreignFile, "--key", key], 40, "INVALID"),
        (["--against", foreignFile, "--key", keyFile], 40, "INVALID"),
        (["--against", foreignFile], 10, "CONSISTENT BUT UNWITNESSED"),
        (["--against", otherFile, "--key", key], 30, "DIVERGED"),
        (["--against", longerFile, "--key", key], 30, "DIVERGED"),
      ]
      for (arguments, code, name) in cases {
        let result = try tool.run(["verify", "--lang", "en"] + arguments)
        #expect(result.code == code, "\(arguments): \(result.lines)")
        #expect(result.lines.first == name)
      }
      let unknown = try tool.run("verify", "--key", stranger.verifier.text, "--lang", "en")
      #expect(unknown.code == 20 && unknown.lines.contains { $0.contains("not compared") })
      let damaged = try tool.run(["verify", "--against", broken, "--policy", policy])
      #expect(damaged.code == 40 || damaged.code == 1)
      _ = try kept.sign(cosigned: true)
      #expect(try tool.run("verify", "--full", "--policy", policy).code == 0)
      #expect(
        try tool.run("verify", "--lang", "zh-Hant", "--policy", policy).lines[1].contains("聯署"))
    }
  }

  @Test("A checkpoint of the empty log says nothing of a log, whoever signed it")
  func emptyCheckpoint() throws {
    try Tool.withLog { tool in
      let kept = try SignedLog(tool)
      let policy = try kept.file("policy", kept.policy)
      func note(_ root: Digest) throws -> SignedCheckpoint {
        let signed = try Checkpoint(origin: SampleLog.origin, size: 0, root: root).signed(
          by: [kept.log], at: 0)
        return signed.adding(try kept.witness.sign(signed.note.text, at: 1_700_000_000))
      }
      let empty = try note(MerkleHash.emptyRoot)
      let writer = try DataDirectory.open(tool.directory).openLog(.writer)
      try writer.keep(empty)
      writer.close()
      let file = try kept.file("empty", String(decoding: empty.encoded, as: UTF8.self))
      let other = try kept.file("o", String(decoding: try note(Digest.zero).encoded, as: UTF8.self))
      for arguments in [
        ["--policy", policy], ["--against", file], ["--against", file, "--policy", policy],
      ] {
        let result = try tool.run(["verify", "--lang", "en"] + arguments)
        #expect(result.code == 20 && result.lines.first == "UNANCHORED", "\(result.lines)")
      }
      #expect(try tool.run("verify", "--against", other, "--policy", policy).code == 30)
    }
  }

  @Test("A proof is made, checked without the log, and found out when one character is changed")
  func proofs() throws {
    try Tool.withLog { tool in
      let kept = try SignedLog(tool)
      #expect(try tool.run("prove", "3").code == 4)
      _ = try kept.sign(cosigned: true)
      let key = kept.log.verifier.text
      let policy = try kept.file("policy", kept.policy)
      let (plain, whole) = (kept.place.file("a.tlog-proof"), kept.place.file("b.tlog-proof"))
      #expect(try tool.run("prove", "3", "-o", plain).code == 0)
      #expect(try tool.run("prove", "3", "--with-record", "-o", whole).code == 0)
      #expect(try tool.run("prove", "99999").code == 4)
      let text = String(decoding: try FileSystem.read(plain), as: UTF8.self)
      #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\nindex 2\n"))
      #expect(try tool.run("check", plain, "--policy", policy).code == 0)
      #expect(try tool.run("check", whole, "--key", key).code == 10)
      #expect(try tool.run("check", whole).code == 20)
      let zero = String(repeating: "0", count: 64)
      #expect(try tool.run("check", plain, "--key", key, "--leaf", zero).code == 40)
      #expect(try tool.run("check", kept.place.file("none")).code == 4)
      let beyond = text.replacing("index 2\n", with: "index \(UInt64.max)\n")
      let far = try tool.run("check", try kept.file("far", beyond), "--lang", "en")
      #expect(far.code == 40 && far.lines.contains { $0.contains("no event of index") })
      let good = try FileSystem.read(whole)
      var random = SeededGenerator(seed: 2)
      for _ in 0..<12 {
        var bytes = good
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1
        let path = kept.place.file("bad.tlog-proof")
        try FileSystem.replace(path, with: bytes)
        #expect(try tool.run("check", path, "--policy", policy).code == 40)
      }
    }
  }

  @Test(
    "A bundle gives a value away only when who asks and why is recorded, and the role may see it in full"
  )
  func disclosed() throws {
    try Tool.withLog { tool in
      let kept = try SignedLog(tool)
      _ = try kept.sign(cosigned: true)
      let file = kept.place.file("case.html")
      let asked = ["bundle", SampleLog.caseStream, "-o", file, "--disclose", "address"]
      let why = ["--viewer", "auditor-7", "--reason", "review 3"]
      #expect(try tool.run(asked).code == 1)
      let other = ["--role", "department", "--viewer-unit", "none"]
      #expect(try tool.run(asked + why + other).code == 4)
      #expect(!FileSystem.exists(file) && !FileSystem.exists(tool.directory + "/access"))
      #expect(try tool.run(asked + why).code == 0)
      let page = String(decoding: try FileSystem.read(file), as: UTF8.self)
      #expect(page.contains("第三路一段12號"))
      let looks = try tool.run("access", SampleLog.caseStream, "--lang", "en", "--width", "160")
      #expect(looks.lines.contains { $0.contains("auditor-7") && $0.contains("address") })
    }
  }

  @Test("A bundle needs a case and a checkpoint that covers it; what is checked may come as JSON")
  func bundles() throws {
    try Tool.withLog { tool in
      let kept = try SignedLog(tool)
      let file = kept.place.file("case.html")
      #expect(try tool.run("bundle", SampleLog.caseStream, "-o", file).code == 4)
      _ = try kept.sign(cosigned: true)
      #expect(try tool.run("bundle", "nobody", "-o", file).code == 4)
      #expect(try tool.run("bundle", SampleLog.sourceID, "-o", file).code == 1)
      #expect(try tool.run("bundle", SampleLog.caseStream, "-o", file, "--size", "3").code == 4)
      let policy = try kept.file("policy", kept.policy)
      let made = try tool.run(
        "bundle", SampleLog.caseStream, "-o", file, "--policy", policy, "--lang", "zh-Hant",
        "--format", "json")
      #expect(made.code == 0 && made.lines.contains { $0.contains("\"events\": \"5\"") })
      let checked = try tool.run("check", file, "--policy", policy, "--format", "jsonl")
      #expect(checked.code == 0 && checked.lines.count == 1)
      #expect(checked.lines[0].contains("\"findings\":[]"))
      for (language, words) in [("zh-Hans", "证明不成立"), ("zh-Hant", "證明不成立")] {
        let zero = String(repeating: "0", count: 64)
        let proof = kept.place.file("proof")
        #expect(try tool.run("prove", "3", "-o", proof).code == 0)
        let wrong = try tool.run("check", proof, "--leaf", zero, "--lang", language)
        #expect(wrong.code == 40 && wrong.lines.contains { $0.contains(words) })
      }
    }
  }
}
