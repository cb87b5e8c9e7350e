import EventStore
import TestSupport
import Testing

@Suite("verify beside a writer")
struct VerifyWhileWrittenTests {
  @Test("A log that grows while it is verified is not called damaged")
  func growing() async throws {
    let temporary = TemporaryDirectory()
    let path = temporary.file("data")
    let log = try DataDirectory.create(path, origin: "test.example/log").openLog(.writer)
    let tool = try Tool(directory: path)
    let writer = Task {
      var next: UInt64 = 0
      while !Task.isCancelled {
        let events = (0..<100 as Range<UInt64>).map { index in
          let value = Disclosure(path: "address", salt: sha256([1]), value: [UInt8(index)])
          return Drafts.event(next + index, disclosures: index % 10 == 0 ? [value] : [])
        }
        next += 100
        let stream = StreamAppend(try StreamID("case-\(next / 300)"), events: events)
        _ = try await log.append(AppendRequest([stream]))
      }
    }
    var sizes: [UInt64] = []
    for round in 0..<6 {
      let arguments = round % 2 == 0 ? ["verify", "--full"] : ["verify"]
      let answer = try tool.run(arguments)
      #expect(answer.code == 20, "\(arguments): \(answer.lines)")
      sizes.append(log.head.rawValue)
    }
    writer.cancel()
    try await writer.value
    #expect(sizes == sizes.sorted() && Set(sizes).count == sizes.count, "it grew: \(sizes)")
    log.close()
    withExtendedLifetime(temporary) {}
  }
}
