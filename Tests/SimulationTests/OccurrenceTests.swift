import EventStore
import Hotline
import Projections
import Simulation
import Testing
import Wire

@Suite("A simulated city as it happened")
struct OccurrenceTests {
  @Test(
    "The accounts of what had happened by a moment are those that every single case tells",
    arguments: [City.foshan, .taipei])
  func everyCase(city: City) throws {
    let log = try SimulatedLog(SimulatedLog.plan(city, tickets: 120, months: 2, direct: 20)).log
    try log.withSnapshot { snapshot in
      let last = try #require(try snapshot.event(at: snapshot.head)).record.recordedAt
      let then = Instant(microseconds: last.microseconds - 20 * 86_400_000_000)
      let known = try ScoreLedger(snapshot, at: Viewpoint(asOf: then))
      let happened = try ScoreLedger(snapshot, at: Viewpoint(asOf: then, by: .occurred))
      #expect(happened.events == snapshot.head.rawValue)
      var streams: [(stream: String, ticket: TicketState)] = []
      try happened.forEachCase { _, account in streams.append((account.stream, account.state)) }
      #expect(streams.count >= known.caseCount)
      for one in streams {
        let history = try CaseHistory.load(
          try StreamID(one.stream), from: snapshot, origin: log.origin,
          point: .recorded(by: then), order: .occurred)
        #expect(history?.state.ticket == one.ticket, "\(one.stream)")
      }
    }
  }
}
