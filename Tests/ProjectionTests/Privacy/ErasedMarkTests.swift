import EventStore
import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("Who erased a value")
struct ErasedMarkTests {
  @Test("A mark in the vault erases nothing by itself: the event that it names must be an erasure")
  func mark() throws {
    let log = InMemoryEventLog(
      origin: "test.example/erased",
      clock: SimulatedClock(start: Drafts.noon, stepMicroseconds: 1_000_000))
    var erased = PersonalDataErased()
    erased.paths = ["caller"]
    let events: [any Hotline.CaseEvent] = [IntakeRecorded(), ConfidentialityRequested(), erased]
    for (index, event) in events.enumerated() {
      let value = Disclosure(path: "caller.phone", salt: sha256([9]), value: [0x31])
      let draft = EventDraft(
        event, id: EventID(high: 1, low: UInt64(index)), occurredAt: Drafts.noon, actor: "op",
        disclosures: index == 0 ? [value] : [])
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("case/1"), events: [draft])]))
    }
    let recorded = try log.withSnapshot { try $0.events() }
    var entry = VaultEntry()
    entry.erased = [ErasedValue(ordinal: 0, by: Position(2))]
    for (count, fate) in [(2, nil), (3, .erased(by: Position(3)))]
      as [(Int, CaseDisclosure.Fate?)]
    {
      let decisions = PersonalDataDecisions(Array(recorded.prefix(count)))
      #expect(CaseDisclosure.all(of: recorded[0], entry, decisions).map(\.fate) == [fate])
    }
    let answers = try log.withSnapshot { snapshot in
      var answers: [[Bool]] = []
      try snapshot.scan(.all) { event in
        answers.append(["caller.phone", "place.address"].map { Erasures.erased(by: event, $0) })
        return .next
      }
      return answers
    }
    #expect(answers == [[false, false], [false, false], [true, false]])
  }
}
