import EventStore
import Foundation
import TestSupport
import Testing

@Suite("Reading a log again in the background")
struct ScrubTests {
  @Test("A sound log is read to its end in steps", arguments: LogHarness.Kind.allCases)
  func sound(kind: LogHarness.Kind) throws {
    let harness = try filledLog(kind, 5_000)
    defer { harness.finish() }
    var scrub = Scrub()
    #expect(try advance(&scrub, harness.log))
    #expect(scrub.verified == Position(UInt64(Scrub.step)))
    #expect(try !advance(&scrub, harness.log))
    #expect(scrub.verified == Position(5_000))
    try fill(harness.log, from: 5_001, through: 5_010)
    #expect(try !advance(&scrub, harness.log))
    #expect(scrub.verified == Position(5_010))
  }

  @Test(
    "A damaged record is named with its position, and nothing before it is held against the log")
  func damaged() throws {
    let place = TemporaryDirectory()
    let directory = try DataDirectory.create(place.file("data"), origin: "a.example/log")
    let log = try directory.openLog(.writer)
    for number in 1...300 {
      let words = Array("this is event \(1_000 + number)".utf8)
      let draft = Drafts.event(UInt64(number), payload: words)
      _ = try log.appendAndWait(Drafts.request("s", draft))
    }
    log.close()
    let file = place.file("data") + "/log/000001.mdb"
    var bytes = try FileSystem.read(file)
    for range in bytes.ranges(of: Array("this is event 1222".utf8)) {
      bytes[range.lowerBound] ^= 1
    }
    try FileSystem.replace(file, with: bytes)
    let reader = try directory.openLog(.reader)
    defer { reader.close() }
    var scrub = Scrub()
    do {
      _ = try advance(&scrub, reader)
      Issue.record("the damage was not seen")
    } catch LogError.corrupt(let position, _) {
      #expect(position == Position(222))
    }
  }

  private func advance(_ scrub: inout Scrub, _ log: any EventLog) throws -> Bool {
    var next = scrub
    defer { scrub = next }
    return try log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
      try next.advance(snapshot)
    }
  }
}
