import EventStore
import TestSupport
import Testing

/// Random operations on the real log and on the model give the same answers, step by step.
@Suite("The log agrees with its model")
struct ModelPropertyTests {
  @Test("A hundred thousand random operations", arguments: [1, 2, 3, 4] as [UInt64])
  func randomOperations(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let real = try LogHarness(seed % 2 == 0 ? .lmdb : .tinySegments, eventsPerSegment: 997)
    let model = try LogHarness(.memory)
    defer { real.finish() }
    var operations = 0
    while operations < 25_000 {
      // Requests go to the real log together, so that group commits form; the model takes them one by one.
      let requests = (0..<Int.random(in: 1...64, using: &random)).map { _ in
        Self.request(operations, &random)
      }
      let boxes = requests.map { request in
        let box = Rendezvous<Result<Receipt, AppendError>>()
        real.log.submit(request) { box.put($0) }
        return box
      }
      for (request, box) in zip(requests, boxes) {
        let got = box.take()
        let wanted = Result { () throws(AppendError) in try model.log.appendAndWait(request) }
        #expect(got == wanted, "seed \(seed), operation \(operations)")
        operations += 1
      }
      if operations % 5 == 0 {
        for _ in 0..<4 {
          let (query, range) = Self.read(&random)
          let got = try real.log.all(query, range)
          let wanted = try model.log.all(query, range)
          #expect(got == wanted, "seed \(seed), read after operation \(operations)")
          operations += 1
        }
      }
    }
    #expect(try real.log.root() == model.log.root(), "seed \(seed)")
    #expect(real.log.head == model.log.head)
  }

  private static func request(_ number: Int, _ random: inout SeededGenerator) -> AppendRequest {
    var streams: [StreamAppend] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let name = "case-\(Int.random(in: 0..<40, using: &random))"
      let expected: ExpectedRevision =
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .none
        case 1: .exactly(Revision(UInt64.random(in: 0..<12, using: &random)))
        default: .any
        }
      let events = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Drafts.event(
          UInt64.random(in: 0..<1_000_000, using: &random),
          type: "Type\(Int.random(in: 0..<5, using: &random))",
          tags: ["unit:\(Int.random(in: 0..<7, using: &random))", "kind:\(number % 3)"],
          payload: [UInt8](
            repeating: UInt8(number & 255),
            count: Int.random(in: 0..<100, using: &random) == 0 ? 5_000 : number % 50))
      }
      streams.append(
        StreamAppend(
          StreamID(unchecked: name), expected: expected,
          ifPresent: expected == .none && number % 2 == 0 ? .skip : .refuse, events: events))
    }
    var request = AppendRequest(streams)
    if number % 4 == 0 {
      request.key = RequestKey(unchecked: "key-\(Int.random(in: 0..<2_000, using: &random))")
    }
    if number % 6 == 0 {
      request.conditions = [
        AppendCondition(
          failIfAny: Self.read(&random).0,
          after: Position(UInt64(max(0, number - Int.random(in: 0..<200, using: &random)))))
      ]
    }
    return request
  }

  private static func read(_ random: inout SeededGenerator) -> (EventQuery, ReadRange) {
    let type = EventType(unchecked: "Type\(Int.random(in: 0..<6, using: &random))")
    let unit = Tag(unchecked: "unit:\(Int.random(in: 0..<8, using: &random))")
    let kind = Tag(unchecked: "kind:\(Int.random(in: 0..<3, using: &random))")
    let query: EventQuery =
      switch Int.random(in: 0..<5, using: &random) {
      case 0: .stream(StreamID(unchecked: "case-\(Int.random(in: 0..<45, using: &random))"))
      case 1: .matching(types: [type])
      case 2: .matching(types: [type], tags: [kind, unit])
      case 3: EventQuery(.anyOf([.init(types: [type], tags: [kind]), .init(tags: [unit])]))
      default: .matching(tags: [kind, unit])
      }
    let after = UInt64.random(in: 0..<20_000, using: &random)
    return (
      query,
      ReadRange(
        after: Position(after),
        upTo: Position(after + UInt64.random(in: 0..<4_000, using: &random)),
        direction: Bool.random(using: &random) ? .forward : .backward,
        limit: Int.random(in: 1..<200, using: &random))
    )
  }
}
