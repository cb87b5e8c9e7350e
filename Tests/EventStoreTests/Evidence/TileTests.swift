import EventStore
import Foundation
import TestSupport
import Testing

@Suite("Tiles and proofs")
struct TileTests {
  @Test("Tile paths are those of the public vectors, and no other text is one")
  func paths() throws {
    if let json = try vectors("paths_and_keys.json") as? [String: Any] {
      for row in try #require(json["tile_paths"] as? [[Any]]) {
        let text = try #require(row[3] as? String)
        let width = try #require(row[2] as? Int)
        let level = try #require(row[0] as? Int)
        let index = try #require(row[1] as? Int)
        let path = TilePath(
          .hashes(level: level), index: UInt64(index), width: width == 0 ? 256 : width)
        #expect(path?.text == text)
        #expect(TilePath(path: text) == path)
      }
      for row in try #require(json["entry_paths_seq_size"] as? [[Any]]) {
        let entry = try #require(row[0] as? Int)
        let size = try #require(row[1] as? Int)
        let path = TilePath.entries(holding: UInt64(entry), treeSize: UInt64(size))
        #expect(path?.text == row[2] as? String)
      }
    }
    #expect(TilePath(.entries, index: 1_234_067)?.text == "tile/entries/x001/x234/067")
    for text in [
      "", "tile", "tile/0", "tile/0/", "tile/64/000", "tile/-1/000", "tile/00/000", "tile/0/0",
      "tile/0/x000", "tile/0/x000/001", "tile/0/001/000", "tile/0/000.p/0", "tile/0/000.p/256",
      "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/", "tile/0/+01", "tile/entries/1000",
      "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile/+0/000", "tile/0/000/",
    ] { #expect(TilePath(path: text) == nil, "\(text)") }
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let index = UInt64.random(
        in: 0...(1 << UInt64.random(in: 0..<60, using: &random)), using: &random)
      let path = TilePath(
        .hashes(level: Int.random(in: 0...63, using: &random)), index: index,
        width: Int.random(in: 1...256, using: &random))
      #expect(path.flatMap { TilePath(path: $0.text) } == path)
    }
  }

  @Test(
    "Tiles alone give every root; what the log does not fill is not served",
    arguments: LogHarness.Kind.allCases)
  func tiles(kind: LogHarness.Kind) throws {
    let harness = try filledLog(kind, 1_300)
    defer { harness.finish() }
    let leaves = try harness.log.all().map(\.leafHash)
    try harness.log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
      var edge = TreeEdge()
      for index in UInt64(0)..<5 {
        let tile = try #require(TilePath(.hashes(level: 0), index: index))
        let content = try snapshot.tile(tile)
        let bytes = try #require(content)
        #expect(bytes.count == 8_192)
        for at in stride(from: 0, to: bytes.count, by: 32) {
          edge.append(try #require(Digest(bytes[at..<(at + 32)])))
        }
      }
      let root = try snapshot.root(at: 1_280)
      #expect(edge.root == root)
      let partial = try #require(TilePath(.hashes(level: 0), index: 5, width: 20))
      let rest = try snapshot.tile(partial)
      #expect(rest == leaves[1_280...].flatMap(\.bytes))
      let upper = try #require(TilePath(.hashes(level: 1), index: 0, width: 5))
      let upperBytes = try snapshot.tile(upper)
      #expect(upperBytes?.count == 160)
      for path in [
        "tile/0/005", "tile/0/005.p/21", "tile/0/006.p/1", "tile/1/000", "tile/1/000.p/6",
        "tile/2/000.p/1", "tile/7/000", "tile/8/000", "tile/63/x999/999", "tile/entries/005",
        "tile/7/001", "tile/0/x999/x999/x999/x999/x999/999",
      ] {
        let tile = try #require(TilePath(path: path), "\(path)")
        let content = try snapshot.tile(tile)
        #expect(content == nil, "\(path)")
      }
    }
  }

  @Test("Every entry of a bundle hashes to its leaf", arguments: LogHarness.Kind.allCases)
  func bundles(kind: LogHarness.Kind) throws {
    let harness = try filledLog(kind, 300)
    defer { harness.finish() }
    let big = Drafts.event(999, payload: [UInt8](repeating: 7, count: 60_000))
    _ = try harness.log.appendAndWait(Drafts.request("big", big))
    let events = try harness.log.all()
    try harness.log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
      var found: [[UInt8]] = []
      for path in ["tile/entries/000", "tile/entries/001.p/45"] {
        let tile = try #require(TilePath(path: path))
        let bundle = try snapshot.tile(tile)
        var bytes = try #require(bundle)[...]
        while let high = bytes.popFirst(), let low = bytes.popFirst() {
          found.append(Array(bytes.prefix(Int(high) << 8 | Int(low))))
          bytes = bytes.dropFirst(found[found.count - 1].count)
        }
      }
      #expect(found == events.map(\.bytes))
      #expect(found.map { MerkleHash.leaf($0) } == events.map(\.leafHash))
    }
  }

  @Test("Proofs for every entry verify, and fail for any other entry, index or flipped bit")
  func proofs() throws {
    let harness = try filledLog(.tinySegments, 700)
    defer { harness.finish() }
    let log = harness.log
    let keys = try NoteKeyRing([try testSigner(log.origin, 1)])
    let signed = try CheckpointIssue.issue(log, keys, at: 0)
    #expect(signed.checkpoint.size == 700)
    let events = try log.all()
    var random = SeededGenerator(seed: 3)
    for event in events where event.position.rawValue % 13 == 0 {
      let made = try log.withSnapshot { try $0.transparencyProof(of: event.position) }
      let proof = try #require(made)
      let copy = try TransparencyProof(proof.encoded)
      #expect(copy == proof)
      try copy.verify(leaf: event.leafHash)
      let other = events[Int.random(in: 0..<events.count, using: &random)]
      if other.position != event.position {
        #expect(throws: EvidenceError.self) { try copy.verify(leaf: other.leafHash) }
      }
      var bytes = proof.encoded
      let at = Int.random(in: 0..<bytes.count, using: &random)
      bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      #expect(!accepts(bytes, event, keys), "bit in byte \(at)")
    }
  }

  private func accepts(_ bytes: [UInt8], _ event: RecordedEvent, _ keys: NoteKeyRing) -> Bool {
    guard let proof = try? TransparencyProof(bytes) else { return false }
    return (try? proof.verify(leaf: event.leafHash)) != nil
      && (try? proof.checkpoint.verified(byLog: keys.verifiers)) != nil
      && proof.index + 1 == event.position.rawValue
  }

  @Test("A proof carries extra data; lines out of place are refused with their number")
  func proofText() throws {
    let signer = try testSigner("a.example", 1)
    let leaf = MerkleHash.leaf([1])
    let head = try Checkpoint(origin: "a.example", size: 1, root: leaf).signed(by: [signer], at: 0)
    var proof = TransparencyProof(index: 0, path: [], checkpoint: head, extra: [1])
    let text = proof.encoded.text
    #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\nextra AQ==\nindex 0\n\na.example\n1\n"))
    #expect(try TransparencyProof(proof.encoded).extra == [1])
    try proof.verify(leaf: leaf)
    proof.extra = nil
    for (old, new) in [
      ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("index 0", "index 00"),
      ("index 0", "index -1"), ("index 0", "Index 0"), ("index 0\n", ""), ("\n\n", "\nAA==\n\n"),
      ("index 0\n", "index 0\nextra AQ==\n"),
    ] {
      let range = try #require(proof.encoded.text.range(of: old))
      let changed = proof.encoded.text.replacingCharacters(in: range, with: new)
      #expect(throws: EvidenceError.self, "\(new)") { try TransparencyProof(Array(changed.utf8)) }
    }
  }
}
