import EventStore
import Foundation
import TestSupport
import Testing

@Suite("Checkpoints kept with the log")
struct CheckpointKeepingTests {
  @Test(
    "Checkpoints survive segments, restarts and backups, and none is lost",
    arguments: LogHarness.Kind.allCases)
  func kept(kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind, eventsPerSegment: 100)
    defer { harness.finish() }
    let keys = try NoteKeyRing([try testSigner(harness.log.origin, 1)])
    var signed: [SignedCheckpoint] = [try CheckpointIssue.issue(harness.log, keys, at: 0)]
    #expect(signed[0].checkpoint.size == 0 && signed[0].checkpoint.root == MerkleHash.emptyRoot)
    for round in 1...8 {
      try fill(harness.log, from: round * 60 - 59, through: round * 60)
      signed.append(try CheckpointIssue.issue(harness.log, keys, at: 0))
    }
    try harness.log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
      for (index, checkpoint) in signed.enumerated() {
        let size = UInt64(index * 60)
        let exact = try snapshot.checkpoint(atMost: size)
        let before = try snapshot.checkpoint(atMost: size + 59)
        #expect(exact == checkpoint && before == checkpoint)
      }
    }
    let witness = try testSigner("w.example", 2, .cosignature)
    let line = try witness.sign(signed[8].note.text, at: 5)
    try harness.log.keep(signed[8].adding(line))
    let newest = try harness.log.withSnapshot { try $0.checkpoint() }
    #expect(newest?.note.signatures.count == 2)
    let again = try CheckpointIssue.issue(harness.log, keys, at: 9)
    #expect(again.note.signatures.count == 2)
  }

  @Test("The log keeps no checkpoint that it does not reproduce")
  func refused() throws {
    let harness = try filledLog(.lmdb, 20)
    defer { harness.finish() }
    let origin = harness.log.origin
    let signer = try testSigner(origin, 1)
    let root = try harness.log.root()
    for head in [
      Checkpoint(origin: origin, size: 21, root: root),
      Checkpoint(origin: origin, size: 20, root: .zero),
      Checkpoint(origin: origin, size: 19, root: root),
      Checkpoint(origin: origin, size: 0, root: root),
      Checkpoint(origin: "other.example", size: 20, root: root),
    ] {
      let note = try head.signed(by: [signer], at: 0)
      #expect(throws: LogError.self) { try harness.log.keep(note) }
    }
    let none = try harness.log.withSnapshot { try $0.checkpoint() }
    #expect(none == nil)
    let foreign = try NoteKeyRing([try testSigner("other.example", 1)])
    #expect(throws: LogError.self) { try CheckpointIssue.issue(harness.log, foreign, at: 0) }
  }

  @Test("A full verification compares every kept checkpoint with the records")
  func verified() throws {
    let place = TemporaryDirectory()
    let data = place.file("data")
    let directory = try DataDirectory.create(data, origin: "a.example/log")
    let keys = try NoteKeyRing([try testSigner("a.example/log", 1)])
    var configuration = LMDBEventLog.Configuration()
    configuration.eventsPerSegment = 700
    let log = try directory.openLog(.writer, configuration: configuration)
    for round in 1...30 {
      try fill(log, from: round * 61 - 60, through: round * 61)
      _ = try CheckpointIssue.issue(log, keys, at: 0)
    }
    log.close()
    let report = Verification.run(directory: data, full: true)
    #expect(report.isSound, "\(report.findings)")
    #expect(report.checkpoints == 30)
    let reader = try directory.openLog(.reader)
    defer { reader.close() }
    let earlier = try reader.withSnapshot { try $0.checkpoint(atMost: 500) }
    #expect(earlier?.checkpoint.size == 488)
    let other = try NoteKeyRing([try testSigner("a.example/log", 2)])
    #expect(throws: LogError.self) { try CheckpointIssue.issue(reader, other, at: 0) }
  }

  @Test("A checkpoint on disk that the records do not give is found with its size")
  func changed() throws {
    let place = TemporaryDirectory()
    let data = place.file("data")
    let directory = try DataDirectory.create(data, origin: "a.example/log")
    let keys = try NoteKeyRing([try testSigner("a.example/log", 1)])
    let log = try directory.openLog(.writer)
    try fill(log, from: 1, through: 300)
    let signed = try CheckpointIssue.issue(log, keys, at: 0)
    log.close()
    // The same length in base64, so that the note stays a note.
    let file = data + "/log/000001.mdb"
    var bytes = try FileSystem.read(file)
    let root = Array(base64(signed.checkpoint.root.bytes).utf8)
    let found = try #require(bytes.firstRange(of: root))
    bytes[found.lowerBound] = bytes[found.lowerBound] == 65 ? 66 : 65
    try FileSystem.replace(file, with: bytes)
    let report = Verification.run(directory: data, full: true)
    #expect(report.findings.map(\.subject) == [.checkpoint], "\(report.findings)")
    #expect(report.findings.first?.position == Position(300))
  }
}
