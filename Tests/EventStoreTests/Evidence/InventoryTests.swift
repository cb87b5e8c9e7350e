import TestSupport
import Testing

@testable import EventStore

@Suite("Inventories of all streams")
struct InventoryTests {
  /// A log whose streams get an event here and there.
  private func log(_ count: UInt64, streams: UInt64) throws -> InMemoryEventLog {
    let log = InMemoryEventLog(origin: "example.org/log")
    for number in 0..<count {
      let stream = "case-\(number * number % streams)"
      _ = try log.appendAndWait(Drafts.request(stream, Drafts.event(number)))
    }
    return log
  }

  private func inventory(_ log: InMemoryEventLog, _ size: UInt64) throws -> StreamInventory {
    var inventory = StreamInventory()
    _ = try log.withSnapshot { snapshot in
      try snapshot.scan(.all, ReadRange(upTo: Position(size))) { event in
        try inventory.take(event)
        return .next
      }
    }
    return inventory
  }

  /// The root as docs/evidence.md defines it, word for word.
  private func naive(_ tips: [StreamTip], _ depth: Int = 0) -> Digest {
    if tips.isEmpty { return sha256([UInt8]()) }
    if tips.count == 1 {
      let tip = tips[0]
      return sha256(
        [0], tip.key.bytes, EventID(high: 0, low: tip.count).bytes.suffix(8), tip.head.bytes)
    }
    func side(_ one: Bool) -> [StreamTip] {
      tips.filter { ($0.key.bytes[depth / 8] >> (7 - depth % 8) & 1 == 1) == one }
    }
    return sha256([1], naive(side(false), depth + 1).bytes, naive(side(true), depth + 1).bytes)
  }

  private func tips(_ log: InMemoryEventLog, _ size: UInt64) throws -> [StreamTip] {
    var tips: [(StreamID, StreamTip)] = []
    for event in try log.all(.all, ReadRange(upTo: Position(size))) {
      let stream = event.record.stream
      tips.removeAll { $0.0 == stream }
      tips.append(
        (
          stream,
          StreamTip(
            key: sha256(Array(stream.text.utf8)), count: event.record.revision.rawValue,
            head: event.leafHash)
        ))
    }
    return tips.map(\.1)
  }

  @Test("The root is the one that the documents define, at every size, grown or counted at once")
  func roots() throws {
    let log = try log(160, streams: 97)
    var grown = StreamInventory()
    #expect(grown.root() == MerkleHash.emptyRoot)
    for event in try log.all() {
      try grown.take(
        EventView(
          position: event.position, leafHash: event.leafHash,
          record: try RecordView(event.bytes.span)))
      let size = event.position.rawValue
      guard size % 13 == 1 || size < 6 else { continue }
      var counted = try inventory(log, size)
      let wanted = naive(try tips(log, size))
      #expect(grown.root() == wanted)
      #expect(counted.root() == wanted)
      #expect(counted.streams == UInt64(try tips(log, size).count))
    }
  }

  @Test("A stream's proof holds for its own count and head, and for nothing else")
  func proofs() throws {
    let log = try log(300, streams: 151)
    var inventory = try inventory(log, 300)
    let root = inventory.root()
    for number in [UInt64(0), 1, 4, 9, 16, 25] {
      let stream = try StreamID("case-\(number)")
      let proof = try #require(inventory.proof(of: stream))
      let events = try log.all(.stream(stream))
      #expect(proof.count == UInt64(events.count) && proof.head == events.last?.leafHash)
      try proof.verify(stream, root: root)
      for wrong in [
        StreamProof(count: proof.count + 1, head: proof.head, path: proof.path),
        StreamProof(count: proof.count, head: root, path: proof.path),
        StreamProof(count: proof.count, head: proof.head, path: proof.path.dropLast()),
        StreamProof(count: proof.count, head: proof.head, path: [root] + proof.path),
        StreamProof(count: proof.count, head: proof.head, path: proof.path.reversed()),
      ] where wrong != proof {
        #expect(throws: EvidenceError.self) { try wrong.verify(stream, root: root) }
      }
      #expect(throws: EvidenceError.self) {
        try proof.verify(StreamID(unchecked: "case-x"), root: root)
      }
    }
    #expect(inventory.proof(of: try StreamID("nobody")) == nil)
  }

  @Test("Events out of order are refused")
  func disorder() throws {
    let log = try log(5, streams: 3)
    let event = try #require(try log.all().last)
    var inventory = StreamInventory()
    #expect(throws: LogError.self) {
      try inventory.take(
        EventView(
          position: event.position, leafHash: event.leafHash,
          record: try RecordView(event.bytes.span)))
    }
  }
}
