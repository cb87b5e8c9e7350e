import EventStore
import Synchronization
import TestSupport
import Testing

/// What every log must do, whatever it lies on; each new implementation joins the arguments.
@Suite("Every log keeps the contract")
struct EventLogContract {
  @Test("Positions are dense and start at 1", arguments: LogHarness.Kind.allCases)
  func densePositions(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    for index in 0..<20 {
      let receipt = try harness.log.appendAndWait(
        Drafts.request("case-\(index % 3)", Drafts.event(UInt64(index))))
      #expect(receipt.first == Position(UInt64(index + 1)))
      #expect(receipt.first == receipt.last)
    }
    let positions = try harness.log.all().map(\.position.rawValue)
    #expect(positions == Array(1...20))
  }

  @Test("Each record names the leaf before it in its stream", arguments: LogHarness.Kind.allCases)
  func chain(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    for index in 0..<12 {
      _ = try harness.log.appendAndWait(
        Drafts.request("case-\(index % 2)", Drafts.event(UInt64(index))))
    }
    let events = try harness.log.all(.stream(try StreamID("case-1")))
    #expect(events.map(\.record.revision.rawValue) == [1, 2, 3, 4, 5, 6])
    #expect(events[0].record.previous == nil)
    for (old, new) in zip(events, events.dropFirst()) {
      #expect(new.record.previous == old.leafHash)
      #expect(MerkleHash.leaf(new.bytes) == new.leafHash)
    }
  }

  @Test("A stale expected revision refuses the whole request", arguments: LogHarness.Kind.allCases)
  func staleRevision(_ kind: LogHarness.Kind) throws {
    let log = try LogHarness(kind)
    defer { log.finish() }
    _ = try log.log.appendAndWait(Drafts.request("a", .none, Drafts.event(1)))
    let two = AppendRequest([
      Drafts.append("b", .none, Drafts.event(2)),
      Drafts.append("a", .exactly(Revision(5)), Drafts.event(3)),
    ])
    #expect(
      throws: AppendError.wrongRevision(
        stream: try StreamID("a"), expected: .exactly(Revision(5)), actual: Revision(1))
    ) { try log.log.appendAndWait(two) }
    #expect(log.log.head == Position(1))
    #expect(throws: AppendError.self) {
      try log.log.appendAndWait(Drafts.request("a", .none, Drafts.event(4)))
    }
    _ = try log.log.appendAndWait(
      Drafts.request("a", .exactly(Revision(1)), Drafts.event(5)))
    #expect(log.log.head == Position(2))
  }

  @Test("One request may write several streams at once", arguments: LogHarness.Kind.allCases)
  func severalStreams(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    let receipt = try log.appendAndWait(
      AppendRequest([
        Drafts.append("a", .none, Drafts.event(1), Drafts.event(2)),
        Drafts.append("b", .none, Drafts.event(3)),
        Drafts.append("a", .exactly(Revision(2)), Drafts.event(4)),
      ]))
    #expect(receipt.first == Position(1) && receipt.last == Position(4))
    #expect(try log.all().map(\.record.stream.text) == ["a", "a", "b", "a"])
    #expect(try log.all(.stream(try StreamID("a"))).map(\.record.revision.rawValue) == [1, 2, 3])
  }

  @Test("A retry with the same key gets the same receipt", arguments: LogHarness.Kind.allCases)
  func retry(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    let request = Drafts.request("a", .none, key: "k1", Drafts.event(1), Drafts.event(2))
    var first = try log.appendAndWait(request)
    let again = try log.appendAndWait(request)
    #expect(again.isRepeat && !first.isRepeat)
    first.isRepeat = true
    #expect(again == first)
    #expect(log.head == Position(2))
    #expect(throws: AppendError.requestKeyReused(try RequestKey("k1"), first: Position(1))) {
      try log.appendAndWait(Drafts.request("b", key: "k1", Drafts.event(9)))
    }
    #expect(try log.withSnapshot { try $0.receipt(for: RequestKey("k1")) } == again)
    #expect(try log.withSnapshot { try $0.receipt(for: RequestKey("k2")) } == nil)
  }

  @Test(
    "An append condition refuses when a matching event came after it",
    arguments: LogHarness.Kind.allCases)
  func conditions(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    _ = try log.appendAndWait(
      Drafts.request("a", Drafts.event(1, type: "Opened", tags: ["unit:7"])))
    _ = try log.appendAndWait(
      Drafts.request("b", Drafts.event(2, type: "Opened", tags: ["unit:8"])))
    func guarded(_ query: EventQuery, after: UInt64) -> AppendRequest {
      AppendRequest(
        [Drafts.append("c", .any, Drafts.event(99))],
        conditions: [AppendCondition(failIfAny: query, after: Position(after))])
    }
    let unit7 = EventQuery.matching(types: [try EventType("Opened")], tags: [try Tag("unit:7")])
    #expect(throws: AppendError.conditionFailed(conditionIndex: 0, position: Position(1))) {
      try log.appendAndWait(guarded(unit7, after: 0))
    }
    #expect(try log.appendAndWait(guarded(unit7, after: 1)).first == Position(3))
    #expect(throws: AppendError.conditionFailed(conditionIndex: 0, position: Position(3))) {
      try log.appendAndWait(guarded(.all, after: 2))
    }
    #expect(throws: AppendError.conditionFailed(conditionIndex: 0, position: Position(2))) {
      try log.appendAndWait(guarded(.stream(try StreamID("b")), after: 0))
    }
    #expect(log.head == Position(3))
  }

  @Test("Streams that exist can be skipped instead of refused", arguments: LogHarness.Kind.allCases)
  func skipPresent(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    func rows(_ names: [String]) -> AppendRequest {
      AppendRequest(
        names.enumerated().map { index, name in
          StreamAppend(
            StreamID(unchecked: name), expected: .none, ifPresent: .skip,
            events: [Drafts.event(UInt64(index))])
        }, key: RequestKey(unchecked: names.joined()))
    }
    #expect(try log.appendAndWait(rows(["a", "b"])).skipped == [])
    let mixed = try log.appendAndWait(rows(["a", "c", "b", "d"]))
    #expect(mixed.skipped == [0, 2])
    #expect(mixed.leafHashes.count == 2)
    let none = try log.appendAndWait(rows(["a", "b", "c"]))
    #expect(none.skipped == [0, 1, 2] && none.leafHashes.isEmpty)
    #expect(try log.appendAndWait(rows(["a", "b", "c"])).isRepeat)
    #expect(log.head == Position(4))
  }

  @Test(
    "Reads go forwards and backwards by stream, tag and type", arguments: LogHarness.Kind.allCases)
  func reads(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    for index in 0..<30 {
      _ = try log.appendAndWait(
        Drafts.request(
          "s\(index % 4)",
          Drafts.event(
            UInt64(index), type: index % 2 == 0 ? "Even" : "Odd",
            tags: ["third:\(index % 3)", "fifth:\(index % 5)"])))
    }
    let query = EventQuery.matching(types: [try EventType("Even")], tags: [try Tag("third:0")])
    let expected: [UInt64] = [1, 7, 13, 19, 25]
    #expect(try log.all(query).map(\.position.rawValue) == expected)
    let backward = ReadRange(direction: .backward)
    #expect(try log.all(query, backward).map(\.position.rawValue) == expected.reversed())
    let part = ReadRange(after: Position(2), upTo: Position(20), direction: .backward, limit: 2)
    #expect(try log.all(query, part).map(\.position.rawValue) == [19, 13])
    let either = EventQuery(
      .anyOf([
        .init(tags: [try Tag("fifth:4"), try Tag("third:2")]), .init(types: [try EventType("Odd")]),
      ]))
    let wanted = (1...30).filter { ($0 - 1) % 5 == 4 && ($0 - 1) % 3 == 2 || $0 % 2 == 0 }
    #expect(try log.all(either).map { Int($0.position.rawValue) } == wanted)
    #expect(
      try log.all(.stream(try StreamID("s3")), ReadRange(after: Position(8), limit: 2))
        .map(\.position.rawValue) == [12, 16])
    #expect(try log.all(.matching(tags: [try Tag("never:seen")])).isEmpty)
    #expect(try log.withSnapshot { try $0.streamHead(StreamID("s1"))?.revision } == Revision(8))
    #expect(try log.withSnapshot { try $0.streamHead(StreamID("nobody")) } == nil)
  }

  @Test("Values stay out of the record and in the vault", arguments: LogHarness.Kind.allCases)
  func disclosures(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    let secret = Array("District-3 Road-12 No. 7".utf8)
    let disclosure = Disclosure(path: "address", salt: sha256([1]), value: secret)
    _ = try log.appendAndWait(Drafts.request("a", Drafts.event(1, disclosures: [disclosure])))
    let event = try #require(try log.all().first)
    #expect(!event.bytes.contains(subsequence: secret))
    #expect(event.record.disclosures.map(\.path) == ["address"])
    #expect(event.record.disclosures[0].digest == disclosure.digest(eventID: event.record.id))
    #expect(try log.withSnapshot { try $0.disclosures(at: Position(1)) } == [disclosure])
    #expect(try log.withSnapshot { try $0.disclosures(at: Position(2)) } == [])
  }

  @Test(
    "Names are bytes: equivalent Unicode texts are different streams",
    arguments: LogHarness.Kind.allCases)
  func unicodeNames(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let composed = "caf\u{E9}"
    let decomposed = "cafe\u{301}"
    #expect(composed == decomposed)
    for (index, name) in [composed, decomposed].enumerated() {
      _ = try harness.log.appendAndWait(Drafts.request(name, .none, Drafts.event(UInt64(index))))
    }
    #expect(try harness.log.all(.stream(try StreamID(decomposed))).map(\.position.rawValue) == [2])
    #expect(try StreamID(composed) != StreamID(decomposed))
  }

  @Test("A source's newest state is found again", arguments: LogHarness.Kind.allCases)
  func sourceState(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    for index in 0..<5 {
      var request = Drafts.request("a", Drafts.event(UInt64(index)))
      request.source = BatchSource(name: index == 3 ? "other" : "feed", state: [UInt8(index)])
      _ = try log.appendAndWait(request)
    }
    _ = try log.appendAndWait(Drafts.request("a", Drafts.event(9)))
    let states = try log.withSnapshot { snapshot in
      [
        try snapshot.lastState(ofSource: "feed", since: .start),
        try snapshot.lastState(ofSource: "other", since: .start),
        try snapshot.lastState(ofSource: "other", since: Position(5)),
        try snapshot.lastState(ofSource: "nobody", since: .start),
      ]
    }
    #expect(states == [[4], [3], nil, nil])
  }

  @Test(
    "Large payloads come back whole, records over the limit are refused",
    arguments: LogHarness.Kind.allCases)
  func payloads(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    for count in [0, 1, 1_700, 1_800, 1_900, 4_080, 10_000, 65_000] {
      let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      _ = try log.appendAndWait(Drafts.request("a", Drafts.event(UInt64(count), payload: payload)))
      let event = try #require(try log.all(.all, ReadRange(direction: .backward, limit: 1)).first)
      #expect(event.record.payload == payload)
      #expect(MerkleHash.leaf(event.bytes) == event.leafHash)
    }
    let before = log.head
    #expect(throws: AppendError.self) {
      try log.appendAndWait(
        Drafts.request("a", Drafts.event(1, payload: [UInt8](repeating: 0, count: 65_500))))
    }
    #expect(log.head == before)
  }

  @Test("All implementations give the same root for the same requests")
  func sameRoot() throws {
    var roots: Set<Digest> = []
    for kind in LogHarness.Kind.allCases {
      let harness = try LogHarness(kind)
      defer { harness.finish() }
      let log = harness.log
      for index in 0..<600 {
        _ = try log.appendAndWait(
          Drafts.request(
            "case-\(index % 17)",
            Drafts.event(UInt64(index), tags: ["b:\(index % 2)", "a:1", "a:1"])))
      }
      roots.insert(try log.root())
    }
    #expect(roots.count == 1)
  }

  @Test(
    "Large requests, refused ones among them, give the records and the root that the model gives")
  func sameRootOfLargeRequests() throws {
    var roots: [Digest] = []
    var refused: [Int] = []
    for kind in LogHarness.Kind.allCases {
      let harness = try LogHarness(kind, eventsPerSegment: 500)
      defer { harness.finish() }
      let answers = Mutex<[Result<Receipt, AppendError>]>([])
      var next: UInt64 = 0
      // Nobody waits for them, so that commits hold several, as they come; every third is refused by its last stream.
      for (number, size) in [1, 63, 64, 65, 256, 257, 900, 3, 700, 512, 40, 1_300].enumerated() {
        var streams = try (0..<5).map { stream in
          StreamAppend(
            try StreamID("case-\(stream)"),
            events: (0..<(size / 5 + 1)).map { _ in
              next += 1
              return Drafts.event(next, payload: [UInt8](repeating: UInt8(stream), count: 90))
            })
        }
        if number % 3 == 2 {
          streams.append(Drafts.append("case-0", .exactly(Revision(1_000_000)), Drafts.event(0)))
        }
        harness.log.submit(AppendRequest(streams)) { answer in
          answers.withLock { $0.append(answer) }
        }
      }
      _ = try harness.log.appendAndWait(Drafts.request("last", Drafts.event(next + 1)))
      let events = try harness.log.all()
      #expect(events.allSatisfy { MerkleHash.leaf($0.bytes) == $0.leafHash })
      #expect(
        answers.withLock { $0.compactMap { try? $0.get().leafHashes } }.joined()
          .elementsEqual(events.dropLast().map(\.leafHash)))
      refused.append(answers.withLock { $0.count { (try? $0.get()) == nil } })
      roots.append(try harness.log.root())
    }
    #expect(Set(roots).count == 1)
    #expect(refused == [4, 4, 4])
  }

  @Test(
    "Inclusion and consistency proofs hold for every position and size",
    arguments: LogHarness.Kind.allCases)
  func proofs(_ kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let log = harness.log
    let events = (0..<520).map { Drafts.event(UInt64($0)) }
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("a"), events: events)]))
    let hashes = try log.all().map(\.leafHash)
    try log.withSnapshot { snapshot in
      for size in [1, 2, 3, 255, 256, 257, 511, 512, 513, 520] as [UInt64] {
        let root = try snapshot.root(at: size)
        for position in [1, 2, size / 2 + 1, size] as [UInt64] where position <= size {
          let path = try snapshot.inclusionProof(of: Position(position), treeSize: size)
          try MerkleProof.verifyInclusion(
            leaf: hashes[Int(position) - 1], index: position - 1, treeSize: size, path: path,
            root: root)
        }
        try MerkleProof.verifyConsistency(
          from: size, root: root, to: 520, root: try snapshot.root(),
          path: try snapshot.consistencyProof(from: size, to: 520))
      }
    }
    #expect(log.head == Position(520))
  }
}

extension [UInt8] {
  fileprivate func contains(subsequence: [UInt8]) -> Bool {
    guard count >= subsequence.count else { return false }
    return (0...(count - subsequence.count)).contains { start in
      self[start..<(start + subsequence.count)].elementsEqual(subsequence)
    }
  }
}
