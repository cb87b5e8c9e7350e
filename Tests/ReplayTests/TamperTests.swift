import EventStore
import TestSupport
import Testing

@testable import replay

/// A log of 5,000 events, and an auditor who kept the checkpoint of the first 3,000 and nothing else.
///
/// Whoever tampers has everything: the files and the log's private key. What is found, and where, must not depend on that.
@Suite("Tampering with a log of 5,000 events", .serialized)
struct TamperTests {
  private static let origin = "tamper.example/log"

  /// What an event says: the same length for every event, so that no text is part of another.
  private static func words(_ number: Int) -> [UInt8] {
    Array("what was said in call \(10_000 + number)".utf8)
  }

  private let bench: TamperBench
  private let items: [TamperBench.Item]

  init() throws {
    bench = try TamperBench(Self.origin)
    items = (1...5_000).map { number in
      TamperBench.Item(
        stream: StreamID(unchecked: "case-\(number * 7 % 61)"),
        draft: Drafts.event(
          UInt64(number), payload: Self.words(number)))
    }
  }

  @Test(
    "A rewritten history, signed anew by the log's own key, contradicts the checkpoint kept before")
  func rewritten() throws {
    let honest = try bench.build("honest", Array(items.prefix(3_000)))
    let kept = try bench.sign(honest, "kept")
    try bench.append(Array(items.dropFirst(3_000)), to: try DataDirectory.open(honest))
    #expect(try bench.verify(honest, kept).code == 10)
    var edited = items
    edited[1_233].draft = Drafts.event(1_234, payload: Array("nothing was said".utf8))
    var moved = items
    moved[1_233].stream = StreamID(unchecked: "case-0")
    var swapped = items
    swapped.swapAt(99, 100)
    var dropped = items
    dropped.remove(at: 1_999)
    var doubled = items
    doubled.insert(items[699], at: 700)
    let last = items.lastIndex { $0.stream.text == "case-3" && $0.draft.id.low <= 3_000 }
    var hidden = items
    hidden.remove(at: try #require(last))
    for (name, history) in [
      ("edited", edited), ("moved", moved), ("swapped", swapped), ("dropped", dropped),
      ("doubled", doubled), ("hidden", hidden), ("reversed", items.reversed()),
    ] {
      let path = try bench.build(name, history)
      _ = try bench.sign(path, name + ".note")
      let found = try bench.verify(path, kept)
      #expect(found.code == 30, "\(name): \(found.text)")
      #expect(found.text.contains("events up to 3000 are not those"), "\(name)")
    }
    // Changes after the checkpoint are beyond what it proves.
    var later = items
    later.remove(at: 4_000)
    #expect(try bench.verify(try bench.build("later", later), kept).code == 10)
  }

  @Test("Yesterday's copy is found by its length, and by its root when it went on")
  func rolledBack() throws {
    let today = try bench.build("today", items)
    let kept = try bench.sign(today, "kept")
    let yesterday = try bench.build("yesterday", Array(items.prefix(4_000)))
    let short = try bench.verify(yesterday, kept)
    #expect(short.code == 30 && short.text.contains("only 4000 events: it was rolled back"))
    let log = try DataDirectory.open(yesterday).openLog(.writer)
    for number in UInt64(9_000)..<9_001 {
      let more = (0..<2_000).map { Drafts.event(number * 10_000 + UInt64($0)) }
      _ = try log.appendAndWait(AppendRequest([StreamAppend(try StreamID("x"), events: more)]))
    }
    log.close()
    _ = try bench.sign(yesterday, "fork")
    let fork = try bench.verify(yesterday, kept)
    #expect(fork.code == 30 && fork.text.contains("events up to 5000 are not those"))
    // A checkpoint of the fork under another key is no evidence at all.
    let stranger = try NoteSigner(
      name: Self.origin, kind: .ed25519, seed: [UInt8](repeating: 6, count: 32))
    let note = try SignedCheckpoint(try FileSystem.read(bench.place.file("fork")))
    let forged = try note.checkpoint.signed(by: [stranger], at: 0)
    try FileSystem.replace(bench.place.file("forged"), with: forged.encoded)
    #expect(try bench.verify(yesterday, bench.place.file("forged")).code == 40)
  }

  @Test("Bytes changed in the file are found with their position")
  func files() throws {
    let path = try bench.build("honest", items)
    let kept = try bench.sign(path, "kept")
    let file = path + "/log/000001.mdb"
    let good = try FileSystem.read(file)
    func tamper(_ change: (inout [UInt8]) throws -> Void) throws -> (code: Int32, text: String) {
      var bytes = good
      try change(&bytes)
      try FileSystem.replace(file, with: bytes)
      return try bench.verify(path, kept)
    }
    for number in [1, 2_500, 4_999] {
      let found = try tamper { bytes in
        // LMDB leaves old copies of a page behind: all are changed.
        for range in bytes.ranges(of: Self.words(number)) { bytes[range.lowerBound] ^= 0x20 }
      }
      #expect(found.code == 40 && found.text.contains("position \(number):"), "\(found.text)")
    }
    let events = try DataDirectory.open(path).openLog(.reader)
    let leaf = try events.withSnapshot { try $0.event(at: Position(777)) }?.leafHash
    events.close()
    let hash = try tamper { bytes in
      let wanted = try #require(leaf).bytes
      for range in bytes.ranges(of: wanted) { bytes[range.lowerBound + 5] ^= 1 }
    }
    #expect(hash.code == 40 && hash.text.contains("position 777:"), "\(hash.text)")
    let root = try SignedCheckpoint(try FileSystem.read(kept)).checkpoint.root
    let note = try tamper { bytes in
      let wanted = Array(base64(root.bytes).utf8)
      let range = try #require(bytes.firstRange(of: wanted))
      bytes[range.lowerBound] = bytes[range.lowerBound] == 65 ? 66 : 65
    }
    #expect(note.code == 40 && note.text.contains("position 5000:"), "\(note.text)")
    let cut = try tamper { $0 = Array($0.prefix(400_000)) }
    #expect(cut.code == 40, "\(cut.text)")
    let zeroed = try tamper { bytes in
      for range in bytes.ranges(of: Self.words(3_333)) {
        let page = range.lowerBound / 4_096 * 4_096
        for at in page..<(page + 4_096) { bytes[at] = 0 }
      }
    }
    #expect(zeroed.code == 40, "\(zeroed.text)")
    #expect(try tamper { _ in }.code == 10)
  }
}
