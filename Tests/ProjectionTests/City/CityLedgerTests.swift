import EventStore
import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("The ledger of what happens beside tickets")
struct CityLedgerTests {
  @Test("The view survives its bytes, and equal logs give equal bytes")
  func bytes() throws {
    let ledger = try SampleCity().log.withSnapshot { try CityLedger($0) }
    let bytes = ledger.canonicalBytes()
    let back = try #require(CityLedger(canonicalBytes: bytes))
    #expect(back.canonicalBytes() == bytes)
    #expect(back.calls == ledger.calls)
    #expect(back.knowledge == ledger.knowledge)
    let again = try SampleCity().log.withSnapshot { try CityLedger($0) }
    #expect(try again.digest() == ledger.digest())
    #expect(CityLedger(canonicalBytes: [0x0A]) == nil)
    #expect(CityLedger(canonicalBytes: [0x78, 1]) == nil)
  }

  @Test("Folding in batches through a snapshot gives the bytes of folding at once")
  func batches() throws {
    let log = try SampleCity().log
    var whole = ProjectionRunner<CityLedger>()
    try whole.advance(log)
    var half = ProjectionRunner<CityLedger>()
    try half.advance(log, upTo: Position(40), batch: 7)
    let state = try #require(CityLedger(canonicalBytes: half.state.canonicalBytes()))
    var rest = ProjectionRunner(state: state, position: half.position)
    try rest.advance(log, batch: 3)
    #expect(rest.state.canonicalBytes() == whole.state.canonicalBytes())
  }

  @Test("A payload that cannot be read is named and counts for nothing")
  func unreadable() throws {
    var city = try SampleCity(empty: "bad.example/log")
    try city.note("calls", CallEnded.typeName, [0xFF], at: "05-04T09:00:00")
    try city.note("calls", "SomethingNew", [0xFF], at: "05-04T09:00:00")
    let ledger = try city.log.withSnapshot { try CityLedger($0) }
    #expect(ledger.unreadable == [Position(1)])
    #expect(ledger.calls.isEmpty)
    #expect(ledger.events == 2)
  }

  @Test("Damaged figures of the exchange stop nothing, and never answer more calls than came in")
  func damaged() throws {
    var city = try SampleCity(empty: "bad.example/log")
    for hour in ["09", "10"] {
      var sample = CallsSampled()
      sample.from = try SampleCity.time("05-04T\(hour):00:00")
      sample.until = try SampleCity.time("05-04T\(hour):59:00")
      sample.calls = .max
      sample.answered = .max
      try city.note("exchange", sample, at: "05-04T12:00:00")
    }
    var visit = EnterpriseVisited()
    visit.demands = .max
    try city.note("visits", visit, at: "05-04T12:00:00")
    try city.note("visits", visit, at: "05-04T12:00:00")
    try city.intake("c1", "noise", channel: "", at: "05-04T12:00:00")
    try city.intake("c2", "noise", channel: "", at: "06-04T12:00:00")
    let overview = try OverviewTests.overview("2026-05", of: city.log)
    #expect(overview.calls?.connected.percent == 100)
    #expect(overview.outreach.enterprise?.demands == .max)
  }
}
