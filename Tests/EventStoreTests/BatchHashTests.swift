import Testing

@testable import EventStore

@Suite("Hashing many messages")
struct BatchHashTests {
  @Test("Messages of every length have the digests that one after the other gives")
  func equalsOneByOne() {
    var bytes: [UInt8] = []
    var parts: [HashPart] = []
    // Around the ends of blocks, and some beyond what is hashed side by side.
    for length in Array(0...200) + [511, 512, 4_095, 8_191, 8_192] {
      let start = bytes.count
      for index in 0..<length { bytes.append(UInt8(truncatingIfNeeded: index &* 7 &+ length)) }
      parts.append(HashPart(start..<bytes.count))
    }
    for count in [0, 1, 3, 4, 5, 17, 60, parts.count] {
      let some = Array(parts.suffix(count))
      let digests = BatchHash.digests(some, of: bytes.span)
      #expect(digests == some.map { sha256(bytes.span.extracting($0.range)) }, "\(count) messages")
    }
    let withoutEmpty = Array(parts.dropFirst())
    #expect(
      BatchHash.digests(withoutEmpty, of: bytes.span)
        == withoutEmpty.map { sha256(bytes.span.extracting($0.range)) })
  }

  @Test("Messages of mixed lengths keep their digests, wherever long ones stand among short ones")
  func mixedLengths() {
    var bytes: [UInt8] = []
    var parts: [HashPart] = []
    for index in 0..<150 {
      let start = bytes.count
      let length = index % 11 == 0 ? 3_000 + index : 1 + index * 37 % 190
      for offset in 0..<length { bytes.append(UInt8(truncatingIfNeeded: offset &* 31 &+ index)) }
      parts.append(HashPart(start..<bytes.count))
    }
    let expected = parts.map { sha256(bytes.span.extracting($0.range)) }
    for first in stride(from: 0, to: parts.count - 2, by: 7) {
      let some = Array(parts[first...])
      #expect(BatchHash.digests(some, of: bytes.span) == Array(expected[first...]), "from \(first)")
    }
  }

  @Test("Keyed messages have the codes that one after the other gives, or none")
  func codes() {
    let key = Array("a key of some bytes".utf8)
    let block = key + [UInt8](repeating: 0, count: 64 - key.count)
    let pads = block.map { $0 ^ 0x36 } + block.map { $0 ^ 0x5C }
    let messages = (1...200).map { length in (0..<length).map { UInt8($0 & 0xFF) ^ UInt8(length) } }
    for count in [0, 3, 4, 17, 200] {
      var batch = MessageBatch()
      for message in messages.prefix(count) { batch.add { $0 += message } }
      let codes = batch.codes(pads)
      if MultiBuffer.isAvailable, count >= MultiBuffer.messagesMin { #expect(codes != nil) }
      let expected = messages.prefix(count).map { hmacSHA256(key: key, $0) }
      #expect(codes ?? expected == expected, "\(count) messages")
      // What is hashed without a key right after has not kept it.
      #expect(batch.digests() == messages.prefix(count).map { sha256($0) })
    }
  }

  @Test("Records hashed together have the leaf hashes that each has alone")
  func leaves() {
    let records = (0..<70).map { [UInt8](repeating: UInt8($0), count: $0 * 9) }
    #expect(MerkleHash.leaves(records) == records.map { MerkleHash.leaf($0) })
    #expect(MerkleHash.leaves([[UInt8]]()).isEmpty)
  }

  @Test("A row of nodes has the parents that one after the other gives")
  func parents() {
    let row = (0..<1_027).map { sha256(Array("\($0)".utf8)) }
    for count in [0, 1, 2, 3, 7, 8, 9, 255, 256, 512, 513, 1_027] {
      let some = Array(row.prefix(count))
      let expected = (0..<(count / 2)).map { MerkleHash.node(some[2 * $0], some[2 * $0 + 1]) }
      #expect(BatchHash.parents(some) == expected, "\(count) nodes")
    }
  }

  @Test("Leaves appended together give the edge and the groups of leaves appended one by one")
  func edges() {
    let leaves = (0..<1_500).map { sha256(Array("leaf \($0)".utf8)) }
    for split in [0, 1, 2, 255, 256, 257, 700, 1_024, 1_499] {
      var single = TreeEdge()
      var groups: [String] = []
      for leaf in leaves { single.append(leaf) { groups.append("\($0)/\($1) \($2)") } }
      var together = TreeEdge()
      var found: [String] = []
      together.append(contentsOf: Array(leaves[..<split])) { found.append("\($0)/\($1) \($2)") }
      #expect(together.size == UInt64(split))
      together.append(contentsOf: Array(leaves[split...])) { found.append("\($0)/\($1) \($2)") }
      #expect(together == single, "split at \(split)")
      #expect(found.sorted() == groups.sorted(), "split at \(split)")
    }
  }

  @Test("Threads that hash at the same time do not disturb each other")
  func threads() async {
    let messages = (0..<64).map { Array(repeating: UInt8($0), count: 100 + $0) }
    let bytes = messages.flatMap { $0 }
    var parts: [HashPart] = []
    var start = 0
    for message in messages {
      parts.append(HashPart(start..<(start + message.count)))
      start += message.count
    }
    let expected = messages.map { sha256($0) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask { [parts] in
          (0..<50).allSatisfy { _ in BatchHash.digests(parts, of: bytes.span) == expected }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test("A sealed box is opened by its key in its place, and no other way")
  func sealing() throws {
    let origin = Array("test.example/log".utf8)
    let key = SealingKey(sha256(Array("key".utf8)))
    let values = ["", "1", String(repeating: "案卷", count: 400)]
    var sealer = SealedValues.Sealer(origin: origin, boxes: values.count)
    for (index, value) in values.enumerated() {
      let item = SealedValues.Item(
        ordinal: UInt8(index),
        disclosure: Disclosure(
          path: "caller.phone", salt: sha256(Array("salt".utf8)), value: Array(value.utf8)))
      var box: [UInt8] = []
      try sealer.seal([item], at: Position(7), of: 3, key, into: &box)
      let opened = SealedValues.open(box.span, at: Position(7), origin: origin, key)
      #expect(opened?.map(\.disclosure) == [item.disclosure])
      #expect(SealedValues.open(box.span, at: Position(8), origin: origin, key) == nil)
      for place in [0, 9, 21, box.count - 1] {
        var other = box
        other[place] ^= 1
        #expect(SealedValues.open(other.span, at: Position(7), origin: origin, key) == nil)
      }
    }
  }
}
