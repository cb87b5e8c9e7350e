import TestSupport
import Testing

@testable import EventStore

/// The tables in memory and on disk that writing the index is made of.
@Suite("Tables of the index")
struct IndexTableTests {
  private let directory = TemporaryDirectory()

  private func entry(_ type: String, _ tags: [String]) -> IndexEntry {
    IndexEntry(
      position: 1, stream: 0, revision: 1, streamID: StreamID(unchecked: "a"),
      type: EventType(unchecked: type), tags: tags.map { Tag(unchecked: $0) })
  }

  @Test("Each combination of type and tags is one set, however names are cut")
  func labelSets() {
    var entries: [IndexEntry] = []
    for number in 0..<700 {
      entries.append(entry("Type\(number % 7)", ["unit:\(number)", "category:noise"]))
    }
    // Texts that would be equal if they were joined, and lengths around a word.
    for tags in [
      [], ["ab"], ["a", "b"], ["", "ab"], ["abcdefgh"], ["abcdefg", "h"], ["abcdefghi"],
    ] {
      entries.append(entry("T", tags))
      entries.append(entry("T" + (tags.first ?? "x"), Array(tags.dropFirst())))
    }
    entries += entries
    var sets = LabelSets()
    var known: [String: Int] = [:]
    for index in entries.indices {
      let name = "\(entries[index].type.text)|" + entries[index].tags.map(\.text).description
      let found = sets.find(entries.span, index)
      #expect(found == known[name], "\(name)")
      if found == nil { known[name] = sets.add(entries.span, index, [index]) }
      let number = sets.find(entries.span, index)
      #expect(number == known[name])
    }
    #expect(known.count == 713)
  }

  @Test("Tags are in the order of their bytes, on every machine")
  func orderOfTags() {
    let texts = [
      "", "a", "aa", "ab", "unit:BEN-1", "unit:BEN-10", "unit:BEN-2", "é", "e\u{301}", "中", "𠮷",
    ]
    for left in texts {
      for right in texts {
        let bytes = left.utf8.lexicographicallyPrecedes(right.utf8)
        #expect((Tag(unchecked: left) < Tag(unchecked: right)) == bytes, "\(left) \(right)")
      }
    }
  }

  @Test("A table written from a place in it holds what single writes give, in whatever order")
  func tableWriter() throws {
    let environment = try Environment(directory.file("tables.mdb"), Environment.Options())
    let tables = try environment.openTables(["one", "other"], create: true)
    // Ascending keys at the end, and now and then one somewhere before it.
    var keys: [(key: UInt64, isLast: Bool)] = []
    for number in 1...9_000 as ClosedRange<UInt64> {
      keys.append((number * 10, true))
      if number % 3 == 0 { keys.append((number * 7_919 % (number * 10), false)) }
    }
    try write(keys, environment, tables)
    let transaction = try environment.beginRead()
    for table in tables {
      #expect(try transaction.count(table) == UInt64(Set(keys.map(\.key)).count))
    }
    for (key, _) in keys {
      let one = try transaction.get(tables[0], Key(key))?.word(at: 0)
      let other = try transaction.get(tables[1], Key(key))?.word(at: 0)
      #expect(one == key && other == key)
    }
  }

  private func write(
    _ keys: [(key: UInt64, isLast: Bool)], _ environment: Environment, _ tables: [Table]
  ) throws {
    let transaction = try environment.beginWrite()
    try put(keys, tables, transaction)
    try transaction.commit()
  }

  private func put(
    _ keys: [(key: UInt64, isLast: Bool)], _ tables: [Table],
    _ transaction: borrowing WriteTransaction
  ) throws {
    let writer = try transaction.writer(tables[0])
    for (key, isLast) in keys {
      var value: [UInt8] = []
      value.appendBigEndian(key)
      try writer.put(Key(key), value.span, isLast: isLast)
      try transaction.put(tables[1], Key(key), value.span)
    }
    let error = #expect(throws: LMDBError.self) { try wrong(writer) }
    #expect(error?.description.contains("mdb_cursor_put") == true)
  }

  private func wrong(_ writer: borrowing TableWriter) throws(LMDBError) {
    try writer.put(Key(5), [1].span, isLast: true)
  }
}
