import EventStore
import Hotline
import Projections
import Simulation
import Testing
import Wire

@Suite("Bulletins of a simulated city")
struct BulletinTests {
  @Test(
    "A bulletin is computed again from the log to the last digit; a forged one is found at its point"
  )
  func recomputed() throws {
    let log = try SimulatedLog(SimulatedLog.plan(.weihai, tickets: 150, months: 2, direct: 20)).log
    let bulletin = try log.withSnapshot { snapshot in
      let last = try #require(try snapshot.event(at: snapshot.head))
      return try Bulletin(
        "weihai-2016-07", period: "2016-07", rules: nil, at: last.record.recordedAt,
        upTo: snapshot.head, snapshot)
    }
    try log.withSnapshot { snapshot in
      #expect(try BulletinCheck(published(bulletin.event, snapshot), snapshot).agrees)
      let forgeries: [(point: String, forge: (inout BulletinPublished) -> Void)] = [
        ("root", { $0.root[0] ^= 1 }), ("rulesDigest", { $0.rulesDigest[0] ^= 1 }),
        ("resultDigest", { $0.resultDigest[0] ^= 1 }),
        ("figures", { $0.figures += " " }),
      ]
      for (point, forge) in forgeries {
        var forged = bulletin.event
        forge(&forged)
        let check = try BulletinCheck(published(forged, snapshot), snapshot)
        #expect(check.points.filter { !$0.agrees }.map(\.name) == [point])
      }
      var beyond = bulletin.event
      beyond.treeSize = snapshot.head.rawValue + 1
      #expect(try !BulletinCheck(published(beyond, snapshot), snapshot).agrees)
    }
  }

  @Test("A published file that was edited is found, and one that is elsewhere is named")
  func files() throws {
    let log = try SimulatedLog(SimulatedLog.plan(.foshan, tickets: 60, months: 1, direct: 20)).log
    try log.withSnapshot { snapshot in
      let last = try #require(try snapshot.event(at: snapshot.head))
      let bulletin = try Bulletin(
        "foshan 2016-07", period: "2016-07", rules: nil, at: last.record.recordedAt,
        upTo: snapshot.head, snapshot
      ).namingFiles
      let files = bulletin.files
      #expect(files.count == 4 && bulletin.namingFiles.event == bulletin.event)
      var check = try BulletinCheck(published(bulletin.event, snapshot), snapshot)
      check.checkFiles { name in files.first { $0.name == name }?.bytes }
      #expect(check.agrees && check.missingFiles.isEmpty)
      #expect(check.points.count { $0.name.hasPrefix("file ") } == 4)
      var edited = try BulletinCheck(published(bulletin.event, snapshot), snapshot)
      edited.checkFiles { name in
        name.hasSuffix(".json") ? nil : files.first { $0.name == name }.map { $0.bytes + [10] }
      }
      #expect(edited.points.count { !$0.agrees } == 3)
      #expect(edited.missingFiles == ["foshan 2016-07.json"])
    }
  }

  @Test(
    "Figures of a bulletin that later events change are named, with what they were and are, on its page and in its file"
  )
  func restated() throws {
    let log = try SimulatedLog(SimulatedLog.plan(.foshan, tickets: 150, months: 2, direct: 20)).log
    try log.withSnapshot { snapshot in
      let early = Position(snapshot.head.rawValue * 3 / 5)
      let then = try #require(try snapshot.event(at: early)).record.recordedAt
      let now = try #require(try snapshot.event(at: snapshot.head)).record.recordedAt
      let first = try Bulletin(
        "a", period: "2016-07", rules: nil, at: then, upTo: early, snapshot)
      let second = try Bulletin(
        "b", period: "2016-07", rules: nil, at: now, upTo: snapshot.head, snapshot)
      let changes = first.changes(to: second)
      #expect(!changes.isEmpty)
      #expect(changes.allSatisfy { $0.before != $0.after })
      #expect(first.changes(to: first).isEmpty)
      #expect(first.restatements.isEmpty && first.isPartial)
      try showsBoth(second.restating(first, reason: "late <entry>", authority: "office"), changes)
      #expect(try Bulletin(first.event, snapshot).event == first.event)
    }
  }

  @Test(
    "A correction leaves the bulletin before it as it was, and is named by the one after it and behind its figure"
  )
  func corrected() throws {
    let log = try SimulatedLog(SimulatedLog.plan(.shanghai, tickets: 200, months: 1, direct: 20))
      .log
    let (end, answer) = try log.withSnapshot { snapshot in
      var answer: RecordedEvent?
      try snapshot.scan(.matching(types: [EventType(CallbackAnswered.typeName)])) { event in
        let said = try CallbackAnswered(decoding: event.record.payload)
        guard said.attitude == .verySatisfied, event.record.occurredAt < (try Self.august) else {
          return .next
        }
        answer = try RecordedEvent(event)
        return .stop
      }
      return (snapshot.head, try #require(answer))
    }
    var correction = Corrected()
    (correction.revision, correction.field) = (answer.record.revision.rawValue, "attitude")
    correction.value = Satisfaction.veryDissatisfied.name
    (correction.reason, correction.authority) = ("recording", "office")
    let draft = EventDraft(
      id: EventID(high: 8, low: 1), type: try EventType(Corrected.typeName),
      occurredAt: answer.record.recordedAt, actor: "office", payload: correction.encoded)
    let receipt = try log.appendAndWait(
      AppendRequest([StreamAppend(answer.record.stream, events: [draft])]))
    try log.withSnapshot { snapshot in
      let now = try #require(try snapshot.event(at: snapshot.head)).record.recordedAt
      let first = try Bulletin("a", period: "2016-07", rules: nil, at: now, upTo: end, snapshot)
      let second = try Bulletin(
        "b", period: "2016-07", rules: nil, at: now, upTo: snapshot.head, snapshot)
      #expect(try BulletinCheck(published(first.event, snapshot), snapshot).agrees)
      #expect(try BulletinCheck(published(second.event, snapshot), snapshot).agrees)
      let changes = first.changes(to: second)
      // The city's own figure as well, and measures that the page's table does not show.
      for figure in ["/satisfaction", "/satisfaction-attitude"] {
        #expect(changes.contains { $0.figure == Explanation.everybody + figure })
        #expect(changes.count { $0.figure.hasSuffix(figure) } > 1)
      }
      #expect(!changes.contains { $0.figure.hasSuffix("/on-time") })
      try showsBoth(
        second.restating(first, reason: "late <entry>", authority: "office"), changes)
      let view = try ScoreView(try ScoreLedger(snapshot), rules: nil, now: now)
      let explained = try view.explain(
        "satisfaction-attitude", unit: "all", try view.period("2016-07", at: now), at: now)
      let ticket = try #require(
        explained.tickets.first { $0.stream == answer.record.stream.text })
      #expect(ticket.events.contains(answer.position))
      #expect(ticket.events.contains(receipt.last))
    }
  }

  private static var august: Instant {
    get throws { try #require(Instant(iso8601: "2016-08-01T00:00:00+08:00")) }
  }

  @Test("The page holds every unit, escapes what it shows and asks nothing of the network")
  func page() throws {
    let log = try SimulatedLog(SimulatedLog.plan(.foshan, tickets: 60, months: 1, direct: 20)).log
    let bulletin = try log.withSnapshot { snapshot in
      let last = try #require(try snapshot.event(at: snapshot.head))
      return try Bulletin(
        "<x>", period: "2016-07", rules: nil, at: last.record.recordedAt, upTo: snapshot.head,
        snapshot)
    }
    for language in Language.allCases {
      let html = BulletinPage(bulletin, language).html
      #expect(html.contains("&lt;x&gt;") && !html.contains("<x>"))
      #expect(!html.contains("http") && !html.contains("<script"))
      for row in bulletin.card.rows { #expect(html.contains(row.name(language))) }
      // Satisfaction is never without how many answered.
      #expect(html.contains(MeasureDefinition.of(.callbackResponse).title(language)))
      let answers = try #require(bulletin.card.total[.satisfaction].sample)
      #expect(html.contains(", n \(answers))"))
    }
  }

  private func showsBoth(_ bulletin: Bulletin, _ changes: [Bulletin.Change]) throws {
    #expect(bulletin.restatements.map(\.figure) == changes.map(\.figure))
    let file = JSONWriter.text(bulletin.json)
    for change in changes {
      let restated = JSONValue.object([
        .init("bulletin", "a"), .init("figure", .string(change.figure)),
        .init("before", .string(change.before)), .init("after", .string(change.after)),
        .init("reason", "late <entry>"), .init("authority", "office"),
      ])
      #expect(file.contains(JSONWriter.text(restated)), "\(change.figure)")
    }
    #expect(file.hasPrefix(#"{"bulletin":"b","isPartial":"#) && file.contains(#""units":["#))
    for language in Language.allCases {
      let html = BulletinPage(bulletin, language).html
      #expect(html.contains("late &lt;entry&gt;") && !html.contains("<entry>"))
      for change in changes {
        #expect(html.contains("<td>\(change.before.isEmpty ? "–" : change.before)</td><td>"))
        #expect(html.contains("<td>\(change.after.isEmpty ? "–" : change.after)</td></tr>"))
      }
    }
  }

  private func published(
    _ event: BulletinPublished, _ snapshot: borrowing LogSnapshot
  ) -> BulletinShelf.Published {
    BulletinShelf.Published(
      event: event, position: snapshot.head.next.next, recordedAt: Instant(microseconds: 0))
  }
}
