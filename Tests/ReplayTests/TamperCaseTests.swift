import EventStore
import Foundation
import Hotline
import Projections
import TestSupport
import Testing

@testable import replay

/// A log of 5,000 events with a case, its rules and a bulletin among the first 3,000, of which an auditor kept the
/// checkpoint. Whoever tampers writes everything anew and signs it with the log's own key.
@Suite("Tampering with rules, bulletins and a case in a log of 5,000 events", .serialized)
struct TamperCaseTests {
  private let bench: TamperBench
  private let items: [TamperBench.Item]
  private let kept: String
  private let honest: String

  init() throws {
    var bench = try TamperBench("1999.example.gov/log")
    let start = try #require(Instant(iso8601: "2026-05-25T10:00:00+08:00"))
    bench.start = start
    self.bench = bench
    var items = try SampleCase.log().all().map { event in
      TamperBench.Item(
        stream: event.record.stream,
        draft: EventDraft(
          id: event.record.id, type: event.record.type, occurredAt: event.record.occurredAt,
          actor: event.record.actor, payload: event.record.payload))
    }
    Self.fill(&items, 2_900)
    honest = try bench.build("honest", items)
    let log = try DataDirectory.open(honest).openLog(.reader)
    let bulletin = try log.withSnapshot { snapshot in
      try Bulletin(
        "b1", period: "2026-05", rules: "sample", at: start, upTo: snapshot.head, snapshot)
    }
    log.close()
    items.append(
      TamperBench.Item(
        stream: try Bulletin.stream("b1"),
        draft: Drafts.event(
          90_000, type: BulletinPublished.typeName, payload: bulletin.event.encoded)))
    Self.fill(&items, 3_000)
    try bench.append(Array(items[2_900...]), to: try DataDirectory.open(honest))
    kept = try bench.sign(honest, "kept")
    Self.fill(&items, 5_000)
    try bench.append(Array(items[3_000...]), to: try DataDirectory.open(honest))
    self.items = items
  }

  /// Events of no matter, up to a number of events.
  private static func fill(_ items: inout [TamperBench.Item], _ count: Int) {
    while items.count < count {
      let number = UInt64(items.count)
      items.append(
        TamperBench.Item(
          stream: StreamID(unchecked: "note-\(number % 61)"), draft: Drafts.event(number)))
    }
  }

  private func index(_ type: String, last: Bool = false) throws -> Int {
    let places = items.indices.filter { items[$0].draft.type.text == type }
    return try #require(last ? places.last : places.first)
  }

  /// Writes a history anew and expects that the kept checkpoint, and the bulletin if it is told to, contradict it.
  private func expect(
    _ name: String, bulletin: Int32, _ change: (inout [TamperBench.Item]) throws -> Void
  ) throws {
    var history = items
    try change(&history)
    let path = try bench.build(name, history)
    _ = try bench.sign(path, name + ".note")
    let found = try bench.verify(path, kept)
    #expect(found.code == 30, "\(name): \(found.text)")
    #expect(found.text.contains("events up to 3000 are not those"), "\(name)")
    let again = try Tool(directory: path).run("verify", "--bulletin", "b1", "--lang", "en")
    #expect(again.code == bulletin, "\(name): \(again.lines)")
  }

  @Test("A rule set swapped for another, or for one of other limits, contradicts what was kept")
  func rules() throws {
    #expect(try bench.verify(honest, kept).code == 10)
    #expect(try Tool(directory: honest).run("verify", "--bulletin", "b1").code == 0)
    let first = try index(RuleSetAdopted.typeName)
    let second = try index(RuleSetAdopted.typeName, last: true)
    try expect("rules-swapped", bulletin: 2) { items in
      let payload = items[first].draft.payload
      items[first].draft.payload = items[second].draft.payload
      items[second].draft.payload = payload
    }
    try expect("rules-edited", bulletin: 2) { items in
      var adopted = try RuleSetAdopted(decoding: items[second].draft.payload)
      adopted.rules = SampleRules.rules(version: 2, jointDays: 60)
      items[second].draft.payload = adopted.encoded
    }
  }

  @Test(
    "A record that was edited in the file is named with its position, also where no figure rests on it"
  )
  func editedRecord() throws {
    let log = try DataDirectory.open(honest).openLog(.reader)
    let record = try #require(try log.withSnapshot { try $0.event(at: Position(2_950)) }).bytes
    log.close()
    let copy = honest + "-edited"
    try FileManager.default.copyItem(atPath: honest, toPath: copy)
    let path = copy + "/log/000001.mdb"
    var file = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = try #require(file.range(of: Data(record)))
    file[place.upperBound - 1] ^= 1
    try file.write(to: URL(fileURLWithPath: path))
    let found = try Tool(directory: copy).run(
      "verify", "--bulletin", "b1", "--lang", "en", "--width", "300")
    #expect(found.code == 2, "\(found.lines)")
    #expect(found.lines.joined().contains("event at position 2950"), "\(found.lines)")
  }

  @Test("A bulletin whose figures were edited differs from the log and from what was kept")
  func bulletin() throws {
    let place = try index(BulletinPublished.typeName)
    for (name, change) in [
      ("figures", { (event: inout BulletinPublished) in event.figures += " " }),
      ("result", { $0.resultDigest[0] ^= 1 }), ("rules-digest", { $0.rulesDigest[0] ^= 1 }),
    ] as [(String, (inout BulletinPublished) -> Void)] {
      try expect("bulletin-" + name, bulletin: 2) { items in
        var event = try BulletinPublished(decoding: items[place].draft.payload)
        change(&event)
        items[place].draft.payload = event.encoded
      }
    }
  }

  @Test(
    "One event of a case that is hidden contradicts what was kept, and every bundle of the case")
  func hidden() throws {
    let place = try index(CallbackAnswered.typeName)
    try expect("hidden", bulletin: 2) { $0.remove(at: place) }
    let (file, key) = (bench.place.file("bundle.html"), bench.keys.verifiers[0].text)
    let clock = try DataDirectory.open(honest)
    let log = try clock.openLog(.writer)
    let taken = try #require(try log.withSnapshot { try Inventories.due($0) })
    _ = try log.appendAndWait(
      Drafts.request(
        "inventory", Drafts.event(1, type: InventoryTaken.typeName, payload: taken.encoded)))
    _ = try CheckpointIssue.issue(log, bench.keys, at: 0)
    log.close()
    let tool = try Tool(directory: honest)
    #expect(try tool.run("bundle", SampleCase.stream, "-o", file, "--lang", "en").code == 0)
    let checked = try tool.run("check", file, "--key", key, "--lang", "en", "--width", "300")
    #expect(checked.code == 10)
    #expect(checked.lines.contains { $0.contains("all 23 events of the case up to position 5000") })
    #expect(try bench.verify(honest, kept).code == 10)
    // Somebody leaves the callback out of the bundle and writes the page anew.
    let text = try #require(CasePage.evidence(in: try FileSystem.read(file)))
    var bundle = try CaseBundle(text)
    bundle.items.removeAll { $0.position.rawValue == UInt64(place + 1) }
    let check = BundleCheck(bundle)
    let history = try #require(try bundle.history(check.events))
    try FileSystem.replace(file, with: Array(CasePage(bundle, check, history).html.utf8))
    let forged = try tool.run("check", file, "--key", key, "--lang", "en", "--width", "300")
    #expect(forged.code == 40)
    #expect(forged.lines.contains { $0.contains("by this inventory the case did not have") })
  }

  @Test("An inventory that does not count what the log holds is found by its position")
  func inventory() throws {
    let log = try DataDirectory.open(honest).openLog(.writer)
    var taken = try #require(try log.withSnapshot { try Inventories.due($0) })
    taken.inventory[3] ^= 1
    _ = try log.appendAndWait(
      Drafts.request(
        "inventory", Drafts.event(1, type: InventoryTaken.typeName, payload: taken.encoded)))
    log.close()
    let found = try bench.verify(honest, kept)
    #expect(found.code == 40 && found.text.contains("inventory at position 5001:"), "\(found.text)")
  }
}
