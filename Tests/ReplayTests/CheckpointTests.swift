import EventStore
import Projections
import Testing

@testable import replay

@Suite("A checkpoint kept elsewhere")
struct CheckpointTests {
  @Test("A checkpoint of an earlier size agrees; another root, size or origin differs")
  func comparison() throws {
    let log = try SampleLog.inMemory()
    try log.withSnapshot { snapshot in
      let root = try snapshot.root(at: 5)
      #expect(try compare(snapshot, log.origin, 5, root).agrees)
      let wrongRoot = try compare(snapshot, log.origin, 5, try snapshot.root(at: 4))
      #expect(!wrongRoot.agrees)
      #expect(wrongRoot.sentence.contains("at size 5"))
      let longer = try compare(snapshot, log.origin, 9, root)
      #expect(!longer.agrees)
      #expect(longer.sentence.contains("rolled back"))
      #expect(try !compare(snapshot, "other.example/log", 5, root).agrees)
    }
  }

  @Test("Signature lines may follow; anything malformed is refused with its line")
  func parsing() throws {
    let root = base64(Digest.zero.bytes)
    let signed = "o\n12\n\(root)\n\n— o \(base64([UInt8](repeating: 1, count: 68)))\n"
    #expect(try CheckpointFile(text: signed, path: "f").checkpoint.size == 12)
    #expect(try CheckpointFile(text: signed, path: "f").signed != nil)
    #expect(try CheckpointFile(text: "o\n12\n\(root)\n", path: "f").signed == nil)
    for (text, line) in [
      ("", "three whole lines"), ("o\n12\n\(root)", "three whole lines"),
      ("\n12\n\(root)\n", "line 1"), ("o\n012\n\(root)\n", "line 2"),
      ("o\n-1\n\(root)\n", "line 2"),
      ("o\n12\nabc\n", "line 3"), ("o\n12\nAAAA\n", "line 3"),
    ] {
      do {
        _ = try CheckpointFile(text: text, path: "f")
        Issue.record("accepted: \(text)")
      } catch {
        #expect(error.sentence.contains(line), "\(error.sentence)")
      }
    }
  }

  private func compare(
    _ snapshot: borrowing LogSnapshot, _ origin: String, _ size: UInt64, _ root: Digest
  ) throws -> HeadComparison {
    let text = "\(origin)\n\(size)\n\(base64(root.bytes))\n"
    let file = try CheckpointFile(text: text, path: "f")
    return try HeadComparison(file.checkpoint, snapshot, origin: SampleLog.origin)
  }
}
