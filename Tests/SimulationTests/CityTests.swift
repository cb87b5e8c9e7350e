import EventStore
import Hotline
import Testing
import Wire

@testable import Simulation

@Suite("Simulated cities")
struct CityTests {
  @Test(
    "No decision is refused, every ticket is dispatched, and times never run ahead",
    arguments: City.allCases)
  func runs(city: City) throws {
    let simulated = try SimulatedLog.of(city)
    let tally = simulated.tally
    #expect(tally.refusals == 0)
    #expect(tally.dispatched == simulated.plan.tickets)
    #expect(tally.events == UInt64(simulated.events.count))
    #expect(tally.closed > tally.dispatched * 8 / 10)
    var last = simulated.plan.start
    let end = try #require(simulated.plan.end)
    for event in simulated.events {
      #expect(event.record.recordedAt >= last)
      #expect(event.record.occurredAt <= event.record.recordedAt)
      last = event.record.recordedAt
    }
    // A reply entered in the last minute may carry the time of the next one.
    #expect(last < Instant(microseconds: end.microseconds + 120_000_000))
    #expect(last.microseconds > end.microseconds - 86_400_000_000)
  }

  @Test("Folding the log gives tickets without contradictions", arguments: City.allCases)
  func folds(city: City) throws {
    let simulated = try SimulatedLog.of(city)
    var states: [String: TicketState] = [:]
    for event in simulated.events
    where event.record.stream.text.hasPrefix(city.profile.prefix + "-") {
      let type = try #require(Vocabulary.type(named: event.record.type.text) as? any CaseEvent.Type)
      let payload = try type.init(decoding: event.record.payload)
      states[event.record.stream.text, default: TicketState()].evolve(
        payload,
        Moment(occurredAt: event.record.occurredAt, recordedAt: event.record.recordedAt))
    }
    #expect(states.values.allSatisfy { $0.contradictions == 0 })
    #expect(states.values.allSatisfy { $0.lateEntries == 0 })
    #expect(
      states.count == simulated.tally.dispatched + simulated.count(AnsweredFromKnowledge.self)
        + simulated.count(ReferredToEmergency.self) + simulated.count(ReferredToDiscipline.self)
        + simulated.count(ReferredToLegalProcedure.self) + simulated.count(ServiceRefused.self))
  }

  @Test("Channels come in the published shares", arguments: City.allCases)
  func channels(city: City) throws {
    let tally = try SimulatedLog.of(city).tally
    let wanted = city.profile.channels.map(\.weight)
    for (index, code) in city.profile.channelCodes.enumerated() where code != "phone" {
      let share = permyriad(tally.channels[index], of: tally.matters)
      #expect(abs(share - wanted[index]) < 260, "\(code): \(share) of \(wanted[index])")
    }
  }

  @Test("The connect rate is the published one", arguments: City.allCases)
  func connectRate(city: City) throws {
    let simulated = try SimulatedLog.of(city)
    let ended = try simulated.all(CallEnded.self)
    let sampled = try simulated.all(CallsSampled.self)
    let calls = ended.count + sampled.reduce(0) { $0 + Int($1.event.calls) }
    let answered =
      ended.count { $0.event.answeredAt != nil }
      + sampled.reduce(0) { $0 + Int($1.event.answered) }
    #expect(abs(permyriad(answered, of: calls) - city.profile.connectPermyriad) < 60)
    // Either each call or totals, never both.
    #expect(ended.isEmpty || sampled.isEmpty)
  }

  @Test("Nothing personal is in a payload, and every value is made up", arguments: City.allCases)
  func personal(city: City) throws {
    let simulated = try SimulatedLog.of(city)
    for event in simulated.events {
      let bytes = event.record.payload
      for disclosure in try simulated.log.withSnapshot({
        try $0.disclosures(at: event.position)
      }) {
        if disclosure.path == "caller.phone" {
          #expect(disclosure.value.starts(with: Array("000".utf8)))
          #expect(!contains(bytes, disclosure.value))
        }
        if disclosure.path == "caller.name" { #expect(!contains(bytes, disclosure.value)) }
        if disclosure.path == "address" { #expect(!contains(bytes, disclosure.value)) }
      }
    }
  }

  private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, bytes.count >= part.count else { return false }
    for start in 0...(bytes.count - part.count) where bytes[start] == first {
      if bytes[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}
