import Foundation
import TestSupport
import Testing

@testable import EventStore

/// A damaged index never hides an event, shows another stream's, or lets a wrong record be written: it is noticed by whoever
/// reads what is damaged.
@Suite("A damaged index shows")
struct DamagedIndexTests {
  private let directory = TemporaryDirectory()

  /// A log of nine streams and five tags whose index was closed cleanly.
  private func sample() throws -> DataDirectory {
    let data = try DataDirectory.create(
      directory.file("data"), origin: "test.example/index",
      simulation: SimulationSettings(seed: 5, start: Drafts.noon))
    let log = try data.openLog(.writer)
    for round in 0..<60 as Range<UInt64> {
      let events = (0..<10 as Range<UInt64>).map { index in
        Drafts.event(
          round * 10 + index, type: index == 0 ? "First" : "Noted", tags: ["unit:\(index % 5)"])
      }
      _ = try log.appendAndWait(
        AppendRequest(
          [StreamAppend(try StreamID("case-\(round % 9)"), events: events)],
          key: try RequestKey("round-\(round)")))
    }
    log.close()
    return data
  }

  /// Bits to flip: `ANJUAN_FLIPS`.
  private static let flips =
    Int(ProcessInfo.processInfo.environment["ANJUAN_FLIPS"] ?? "") ?? 400

  private static let queries: [EventQuery] =
    (0..<9).map { .stream(StreamID(unchecked: "case-\($0)")) }
    + (0..<5).map { .matching(tags: [Tag(unchecked: "unit:\($0)")]) }
    + [
      .matching(types: [EventType(unchecked: "First")]),
      .matching(types: [EventType(unchecked: "Noted")], tags: [Tag(unchecked: "unit:0")]),
    ]

  /// What every query gives, in both directions and from the middle; `nil` for one that says that it cannot.
  private func readings(_ data: DataDirectory) throws -> [[UInt64]?] {
    let log = try data.openLog(.reader)
    defer { log.close() }
    var result: [[UInt64]?] = []
    for query in Self.queries {
      for range in [
        ReadRange.everything, ReadRange(direction: .backward),
        ReadRange(after: Position(200), upTo: Position(400)),
        ReadRange(after: Position(200), upTo: Position(400), direction: .backward),
      ] {
        result.append(
          try? log.withSnapshot { snapshot in
            var found: [UInt64] = []
            _ = try snapshot.scan(query, range) { event in
              found.append(event.position.rawValue)
              return .next
            }
            return found
          })
      }
    }
    return result
  }

  /// Whether reading the log again in the background tells of the index.
  private func isTold(_ data: DataDirectory) throws -> Bool {
    let log = try data.openLog(.reader)
    defer { log.close() }
    var scrub = Scrub()
    do {
      var hasMore = true
      while hasMore {
        var next = scrub
        hasMore = try log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
          try next.advance(snapshot)
        }
        scrub = next
      }
      return false
    } catch LogError.unusable(let sentence) {
      return sentence.contains("index")
    }
  }

  @Test(
    "A sample of flipped bits: every reading is right or refused, or the background reading tells")
  func flips() throws {
    let data = try sample()
    let truth = try readings(data)
    #expect(truth.allSatisfy { $0?.isEmpty == false })
    #expect(try !isTold(data))
    let path = data.path + "/index/" + IndexDirectory.fileName
    let original = try FileSystem.read(path)
    let places = Self.entryBytes(original, Int(try LMDBFileProbe.bytesInUse(original)))
    // Of the places alone 600 entries have 14,400; how full the pages are depends on how often the index was written.
    #expect(places.count > 10_000)
    var random = SeededGenerator(seed: 2016)
    var refused = 0
    var wrong = 0
    for _ in 0..<Self.flips {
      let place = places[Int.random(in: 0..<places.count, using: &random)]
      let bit = place * 8 + Int.random(in: 0..<8, using: &random)
      try FileBits.flip(path, bit)
      let found = try readings(data)
      if found.contains(where: { $0 == nil }) { refused += 1 }
      if zip(found, truth).contains(where: { $0 != nil && $0 != $1 }) {
        wrong += 1
        #expect(try isTold(data), "bit \(bit) changed a reading, and nobody says so")
      }
      try FileBits.flip(path, bit)
    }
    #expect(
      refused > Self.flips / 4 && wrong < Self.flips / 20, "\(refused) refused, \(wrong) wrong")
    #expect(try FileSystem.read(path) == original)
  }

  /// What may happen to the entries of one stream.
  enum Damage: CaseIterable {
    case lost, lastLost, lastMoved, lastBehindAnother, exchanged, named

    func apply(_ transaction: borrowing WriteTransaction, _ index: IndexEnvironment) throws {
      // Stream 3 has seven rounds of ten events.
      let last = try transaction.get(index.streams, Key(3, UInt64(70))) ?? []
      let first = try transaction.get(index.streams, Key(3, UInt64(1))) ?? []
      switch self {
      case .lost: try transaction.remove(index.streams, Key(3, UInt64(35)))
      case .lastLost: try transaction.remove(index.streams, Key(3, UInt64(70)))
      case .lastMoved:
        try transaction.remove(index.streams, Key(3, UInt64(70)))
        try transaction.put(index.streams, Key(3, UInt64(71)), last.span)
      case .lastBehindAnother:
        try transaction.remove(index.streams, Key(3, UInt64(70)))
        try transaction.put(index.streams, Key(3, UInt64(1) << 32), last.span)
      case .exchanged: try transaction.put(index.streams, Key(3, UInt64(70)), first.span)
      case .named:
        try transaction.put(
          index.streamNames, Array("case-3".utf8).span, [0, 0, 0, 0, 0, 0, 0, 4].span)
      }
    }
  }

  @Test(
    "Entries of a stream that are lost or lead elsewhere hide no event and give no new one a wrong revision",
    arguments: Damage.allCases)
  func stream(damage: Damage) throws {
    let data = try sample()
    let truth = try readings(data)
    do {
      let index = try IndexEnvironment(
        data.path + "/index/" + IndexDirectory.fileName, isReadOnly: false)
      let transaction = try index.environment.beginWrite()
      try damage.apply(transaction, index)
      try transaction.commit()
      try index.environment.sync()
    }
    for (found, right) in zip(try readings(data), truth) {
      #expect(found == nil || found == right)
    }
    let log = try data.openLog(.writer)
    do {
      let receipt = try log.appendAndWait(Drafts.request("case-3", Drafts.event(9_000)))
      let event = try log.withSnapshot { try $0.event(at: receipt.last) }
      #expect(event?.record.revision.rawValue == 71)
    } catch AppendError.readOnly(let sentence) {
      #expect(sentence.contains("the index is damaged") && sentence.contains("remove index/"))
    }
    log.close()
    let report = Verification.run(directory: data.path, full: true)
    #expect(report.findings.allSatisfy { $0.subject == .index })
  }

  @Test("An index ahead of the files that a reader has open is not taken for a damaged one")
  func ahead() throws {
    let data = try DataDirectory.create(directory.file("ahead"), origin: "test.example/ahead")
    var configuration = LMDBEventLog.Configuration()
    configuration.eventsPerSegment = 6
    let log = try data.openLog(.writer, configuration: configuration)
    func append(_ numbers: ClosedRange<UInt64>) throws {
      for id in numbers { _ = try log.appendAndWait(Drafts.request("case", Drafts.event(id))) }
    }
    try append(1...4)
    let old = try SegmentDirectory.open(data.path + "/log", isReadOnly: true, faults: nil)
    try append(5...20)
    log.close()
    let index = try IndexEnvironment(
      data.path + "/index/" + IndexDirectory.fileName, isReadOnly: true)
    let snapshot = try LMDBSnapshot(segments: old, index: try IndexReader(index), vault: nil)
    #expect(snapshot.head < Position(20))
    #expect(try snapshot.streamHead(StreamID("case"))?.position == snapshot.head)
    var found: UInt64 = 0
    _ = try snapshot.scan(
      .stream(try StreamID("case")), ReadRange(upTo: snapshot.head), .full
    ) { _ in
      found += 1
      return .next
    }
    #expect(found == snapshot.head.rawValue)
  }

  /// Where keys and values of entries lie. Bits of LMDB's own are left alone: there it ends the process by itself.
  private static func entryBytes(_ file: [UInt8], _ used: Int) -> [Int] {
    func half(_ at: Int) -> Int { Int(file[at]) | Int(file[at + 1]) << 8 }
    var places: [Int] = []
    for page in stride(from: 2 * 4096, to: used, by: 4096) where half(page + 10) == 2 {
      for entry in 0..<(half(page + 12) - 16) / 2 {
        let node = page + half(page + 16 + 2 * entry)
        guard node + 8 <= page + 4096, half(node + 4) == 0 else { continue }
        let end = node + 8 + half(node + 6) + (half(node) | half(node + 2) << 16)
        if end <= page + 4096 { places += node + 8..<end }
      }
    }
    return places
  }
}
