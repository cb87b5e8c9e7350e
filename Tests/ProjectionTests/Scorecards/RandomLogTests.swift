import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Scorecards of logs made up at random")
struct RandomLogTests {
  static let seeds: [UInt64] = [1, 2, 3, 4]

  struct Folded {
    let log: InMemoryEventLog
    let ledger: ScoreLedger
    let now: Instant
    let view: ScoreView
    let period: ScorePeriod

    init(_ seed: UInt64) throws {
      log = try RandomCases(seed: seed).log
      ledger = try log.withSnapshot { try ScoreLedger($0) }
      now = try #require(ledger.recordedAt)
      view = try ScoreView(ledger, rules: nil, now: now)
      period = try view.period("2026", at: now)
    }

    func figures(_ view: ScoreView) throws -> String {
      JSONWriter.text(try view.scorecard(period, at: now).figures)
    }

    func divisions() throws -> [(ScoreRow, ScoreDivision)] {
      let book = try log.withSnapshot { try PersonBook($0) }
      return [
        (.unit, ScoreDivision()), (.group, ScoreDivision()),
        (.person, ScoreDivision(persons: book)), (.unit, ScoreDivision(as: .lead)),
        (.unit, ScoreDivision(as: .coHandler)),
        (.person, ScoreDivision(as: .coHandler, persons: book)),
      ]
    }
  }

  /// A view that was kept in the middle of the log, read back and followed from there.
  private func keptAndReadBack(_ folded: Folded, _ expected: String) throws {
    for part in [UInt64(0), 1, 2, 3] {
      let middle = Position(folded.log.head.rawValue * part / 3)
      let before = try ScoreView(folded.log, upTo: middle, threads: 2) {
        try $0.basis(nil, now: folded.now)
      }
      let bytes = try before.canonicalBytes()
      let kept = try #require(ScoreView(canonicalBytes: bytes))
      #expect(try kept.canonicalBytes() == bytes)
      var live = kept.reading(folded.log)
      #expect(try live.ledger.digest() == before.ledger.digest())
      _ = try folded.log.withSnapshot { try live.follow($0, after: middle) }
      live = try live.judgedByLatestRules()
      #expect(try live.ledger.digest() == folded.ledger.digest())
      #expect(try folded.figures(live) == expected)
      #expect(try live.countsDigest() == folded.view.countsDigest())
      #expect(live.namesTickets(of: folded.view))
    }
  }

  @Test(
    "Live in any batches, rebuilt by one thread or two, and as of now: the same figures",
    arguments: seeds)
  func oneAlgebra(seed: UInt64) throws {
    let folded = try Folded(seed)
    let expected = try folded.figures(folded.view)
    for threads in 1...3 {
      let ledger = try ScoreLedger(folded.log, threads: threads)
      #expect(try ledger.digest() == folded.ledger.digest())
      let view = try ScoreView(ledger, by: folded.view.basis, threads: threads)
      #expect(try folded.figures(view) == expected)
      // Put in the order of streams at once, or stretch by stretch, and reckoned on the way.
      for stretch in [5, 64, StreamOrder.most] {
        var fold = LogFold(
          folded.log, asOf: nil, upTo: .end, threads: threads, progress: { _ in })
        fold.stretch = stretch
        fold.openMax = stretch == 64 ? nil : 0
        // Looked at by each thread's own part, too.
        fold.aloneMax = stretch == 5 ? 4_096 : 0
        let view = try fold.view { try $0.basis(nil, now: folded.now) }
        #expect(try view.ledger.digest() == folded.ledger.digest())
        #expect(try folded.figures(view) == expected)
      }
    }
    for batch in [1, 7, 1_000] {
      var live = try ScoreView(
        ScoreLedger(), book: try folded.ledger.rules(nil), now: folded.now)
      if batch > 1 { live.ledger.accounts.openMax = 0 }
      // Packed by one, left to the log by another.
      if batch == 1_000 { live = live.reading(folded.log) }
      var position = Position.start
      while position < folded.log.head {
        position = try folded.log.withSnapshot {
          try live.follow($0, after: position, limit: batch).position
        }
      }
      #expect(try live.ledger.digest() == folded.ledger.digest())
      #expect(try folded.figures(live) == expected)
      live = try live.judgedByLatestRules()
      #expect(try live.countsDigest() == folded.view.countsDigest())
    }
    try keptAndReadBack(folded, expected)
    let asOf = try folded.log.withSnapshot { try ScoreLedger($0, asOf: folded.now) }
    #expect(try folded.figures(try ScoreView(asOf, rules: nil, now: folded.now)) == expected)
  }

  @Test(
    "A view that takes stretches of the log ticket by ticket is the one that follows each event",
    arguments: seeds)
  func stretches(seed: UInt64) throws {
    let folded = try Folded(seed)
    let expected = try folded.figures(folded.view)
    let boards = try boards(folded.view, folded.now)
    for (length, threads, openMax) in [(1, 1, 0), (13, 2, 0), (60, 3, 1 << 17), (100_000, 2, 0)] {
      var view = try ScoreView(
        ScoreLedger(), book: try folded.ledger.rules(nil), now: folded.now
      ).reading(folded.log)
      view.ledger.accounts.openMax = openMax
      var position = Position.start
      var events = 0
      while position < folded.log.head {
        let end = Position(position.rawValue + UInt64(length))
        var fold = LogFold(
          folded.log, asOf: nil, upTo: end, threads: threads, progress: { _ in })
        // Of several stretches, and looked at by several threads, too.
        fold.stretch = max(1, length / 2)
        fold.aloneMax = length == 13 ? 4_096 : 0
        let followed = try fold.extend(&view, after: position)
        for number in followed.changed { view.ledger.accounts.putAway(number) }
        position = followed.position
        events += followed.events
      }
      #expect(events == Int(folded.log.head.rawValue))
      #expect(try view.ledger.digest() == folded.ledger.digest())
      #expect(try folded.figures(view) == expected)
      #expect(view.namesTickets(of: folded.view))
      view = try view.judgedByLatestRules()
      #expect(try view.countsDigest() == folded.view.countsDigest())
      #expect(try self.boards(view, folded.now) == boards)
    }
  }

  @Test(
    "A moment of the past cuts a fold off in the part of whichever thread it lies", arguments: seeds)
  func cutOff(seed: UInt64) throws {
    let folded = try Folded(seed)
    var moments = Set<Int64>()
    try folded.log.withSnapshot { snapshot in
      _ = try snapshot.scan(.all) { event in
        moments.insert(event.record.recordedAt.microseconds)
        return .next
      }
    }
    for moment in moments.sorted().enumerated().filter({ $0.offset % 40 == 0 }).map(\.element) {
      let asOf = Instant(microseconds: moment)
      let expected = try folded.log.withSnapshot { try ScoreLedger($0, asOf: asOf) }
      for (threads, stretch) in [(1, StreamOrder.most), (2, StreamOrder.most), (3, 64)] {
        var fold = LogFold(
          folded.log, asOf: asOf, upTo: .end, threads: threads, progress: { _ in })
        (fold.aloneMax, fold.stretch) = (0, stretch)
        let ledger = try fold.ledger(retoldBy: nil)
        #expect(try ledger.digest() == expected.digest())
        #expect(ledger.recordedAt == expected.recordedAt)
      }
    }
  }

  private func boards(_ view: ScoreView, _ now: Instant) throws -> [String] {
    try BoardName.allCases.map {
      JSONWriter.text(try Board.of($0, view, at: now, seed: 7).json())
    }
  }

  @Test(
    "Boards are the same of a view that was folded, read back, read as a whole, and opened",
    arguments: seeds)
  func boardsOfKeptViews(seed: UInt64) throws {
    let folded = try Folded(seed)
    let expected = try boards(folded.view, folded.now)
    let bytes = try folded.view.canonicalBytes()
    for openMax in [0, 1 << 17] {
      var kept = try #require(ScoreView(canonicalBytes: bytes)).reading(folded.log)
      kept.ledger.accounts.openMax = openMax
      #expect(kept.ledger.caseCount == folded.ledger.caseCount)
      #expect(try boards(kept, folded.now) == expected)
      #expect(try boards(kept.opened(), folded.now) == expected)
      let earlier = try kept.read()
      _ = try folded.log.withSnapshot { try kept.follow($0, after: folded.log.head) }
      kept.take(opened: earlier)
      kept.take(opened: try earlier.opened())
      #expect(try boards(kept, folded.now) == expected)
      #expect(try kept.countsDigest() == folded.view.countsDigest())
    }
  }

  @Test(
    "A block lists the tickets that a question concerns, whatever became of them", arguments: seeds)
  func listedTickets(seed: UInt64) throws {
    let folded = try Folded(seed)
    var live = try ScoreView(ScoreLedger(), book: try folded.ledger.rules(nil), now: folded.now)
    var position = Position.start
    while position < folded.log.head {
      position = try folded.log.withSnapshot {
        try live.follow($0, after: position, limit: 40).position
      }
      let accounts = live.ledger.accounts
      let all = (0..<UInt64(accounts.count)).map { StreamNumber($0) }
      for (place, concern) in TicketConcern.listed.enumerated() {
        #expect(concern.place == place)
        var found: [StreamNumber] = []
        accounts.forEachBrief(concern, WorkShare(index: 0, count: 1)) { number, _ in
          found.append(number)
        }
        #expect(found == all.filter { concern.includes(accounts.brief($0)) })
      }
    }
  }

  @Test("Briefs of a snapshot that cannot be read are told, and are of nobody")
  func damagedBriefs() throws {
    // Both parts have one stream, but only the last part may be short.
    let kept = try KeptBriefs(
      [0..<1, 0..<1], accounts: [], of: [0], KeptBriefs.Limits(codes: 1, units: 1))
    #expect(kept.count == KeptBriefs.partStreams + 1)
    #expect(kept.block(0).allSatisfy { $0.brief.isEmpty })
    #expect(kept.block(63).count == AccountShelf.blockSize)
    #expect(throws: WireError.self) { try kept.readAll() }
    #expect(throws: WireError.self) {
      try KeptBriefs([0..<1], accounts: [], of: [0x80], KeptBriefs.Limits(codes: 1, units: 1))
    }
  }

  @Test("A list made of briefs is the one made of the accounts", arguments: seeds)
  func listsOfBriefs(seed: UInt64) throws {
    let folded = try Folded(seed)
    var accounts: [TicketAccount] = []
    try folded.ledger.forEachCase { accounts.append($1) }
    var fold = LogFold(folded.log, asOf: nil, upTo: .end, threads: 2, progress: { _ in })
    fold.openMax = 0
    let atRest = try fold.ledger(retoldBy: nil)
    let states = accounts.map(\.state)
    let units = states.map(\.lead) + states.flatMap(\.coHandlers) + ["nobody"]
    var asked: [(String, String)] = [
      ("state", "open"), ("state", "settled"), ("overdue", "yes"), ("overdue", "no"),
      ("card", "yes"), ("reopened", "yes"), ("late", "yes"), ("late", "no"), ("grade", "b"),
      ("due-before", folded.now.description), ("opened-to", folded.now.description),
    ]
    asked += Set(units).sorted().flatMap { [("unit", $0), ("holder", $0)] }
    asked += Set(states.map(\.category)).sorted().map { ("category", $0) }
    asked += Set(states.map(\.channel)).sorted().map { ("channel", $0) }
    var found = 0
    for (place, (name, value)) in asked.enumerated() where !value.isEmpty {
      let key = CaseSort.Key.allCases[place % CaseSort.Key.allCases.count]
      let sort = CaseSort(key, isDescending: place % 2 == 0)
      var question = CaseQuestion()
      try question.ask(name, value)
      let filter = question.filter
      let expected = accounts.filter { filter.passes($0, at: folded.now) }
      for ledger in [folded.ledger, atRest] {
        let (_, passing) = try filter.search(ledger, by: sort, at: folded.now)
        let numbers = passing.map(\.number).sorted()
        let streams = try numbers.compactMap { try ledger.account($0)?.stream }
        #expect(streams == expected.map(\.stream), "\(name) \(value)")
        for one in passing {
          let account = try #require(try ledger.account(one.number))
          #expect(one.value == sort.value(of: account), "\(sort.text)")
        }
        found += passing.count
      }
    }
    #expect(found > 0)
  }

  @Test("An overview made of briefs is the one made of the accounts", arguments: seeds)
  func overviewOfBriefs(seed: UInt64) throws {
    let folded = try Folded(seed)
    let months = try #require(folded.view.cube.months)
    var walked = 0
    for period in ScorePeriod.all(in: months.lowerBound...(months.upperBound + 1), nil) {
      var briefly = CaseSweep(folded.view.basis, period, at: folded.now)
      var opened = briefly
      try briefly.take(folded.ledger)
      try opened.takeOpened(folded.ledger)
      func counts(_ sweep: CaseSweep) -> [Int64] {
        [sweep.taken, sweep.takenBefore, sweep.takenYearBefore] + sweep.hours.flatMap(\.self)
      }
      #expect(counts(briefly) == counts(opened), "\(period)")
      #expect(briefly.channels == opened.channels && briefly.kinds == opened.kinds)
      #expect(briefly.districts == opened.districts && briefly.categories == opened.categories)
      #expect(briefly.balance == opened.balance, "\(period)")
      func order(_ sweep: CaseSweep) -> [CaseSweep.OpenCase] {
        sweep.backlog.sorted {
          ($0.takenAt, $0.isWithUnit ? 1 : 0) < ($1.takenAt, $1.isWithUnit ? 1 : 0)
        }
      }
      #expect(order(briefly) == order(opened), "\(period)")
      #expect(briefly.hasHandling == opened.hasHandling)
      walked += Int(opened.balance.total)
    }
    #expect(walked > 0)
  }

  @Test(
    "A board opens no ticket that does not concern it, and lists those that it would list of all",
    arguments: seeds)
  func concerns(seed: UInt64) throws {
    let folded = try Folded(seed)
    var fold = LogFold(folded.log, asOf: nil, upTo: .end, threads: 2, progress: { _ in })
    fold.openMax = 0
    let packed = try fold.ledger(retoldBy: nil)
    var rows = 0
    for name in BoardName.allCases {
      let boards = try [folded.ledger, packed].map {
        try Board.of(name, $0, by: folded.view.basis).json()
      }
      #expect(JSONWriter.text(boards[0]) == JSONWriter.text(boards[1]), "\(name)")
      rows += try Board.of(name, packed, by: folded.view.basis).rows.count
    }
    #expect(rows > 0)
    var seen = 0
    var names = BriefNames()
    try folded.ledger.forEachCase { number, account in
      let brief = TicketBrief(ofHeld: [account], &names)
      for kind in TicketFact.Kind.allCases {
        #expect(brief.has(kind) == account.facts.contains { $0.kind == kind })
      }
      #expect(brief.isAwaited == account.state.clocks.contains { $0.isPending })
      #expect(brief.needsFollowUp == account.state.needsFollowUp)
      let again = try packed.account(number)
      #expect(again == account)
      seen += 1
    }
    #expect(seen == packed.caseCount && seen == folded.ledger.caseCount)
  }

  @Test("Every cell of a scorecard leads to its tickets, and each ticket to events of its own")
  func everyCell() throws {
    let folded = try Folded(5)
    for (row, division) in try folded.divisions().prefix(3) {
      let view = try folded.view.divided(division)
      let card = try view.scorecard(folded.period, at: folded.now, per: row)
      for one in card.rows.prefix(4) {
        for measure in Measure.allCases where measure.canBeScored {
          let explained = try view.explain(
            measure.rawValue, unit: one.unit, folded.period, at: folded.now, per: row)
          #expect(explained.value == one.measures[measure])
          let isNothing = explained.value.number.map { $0 == .zero } ?? true
          #expect(isNothing || !explained.tickets.isEmpty, "\(one.unit) \(measure)")
          for ticket in explained.tickets {
            #expect(!ticket.events.isEmpty)
            for event in ticket.events {
              let found = try folded.log.withSnapshot { try $0.event(at: event) }
              #expect(found?.record.stream.text == ticket.stream, "\(measure) \(event)")
            }
          }
        }
      }
    }
  }

  @Test("Rows of every division add up to the sum of all", arguments: seeds)
  func additive(seed: UInt64) throws {
    let folded = try Folded(seed)
    for (row, division) in try folded.divisions() {
      let card = try folded.view.divided(division).scorecard(
        folded.period, at: folded.now, per: row)
      for measure in Measure.allCases {
        switch card.total[measure] {
        case .count(let total):
          let parts = card.rows.map { one -> Int64 in
            if case .count(let count) = one.measures[measure] { return count }
            return 0
          }
          #expect(total == parts.reduce(0, +), "\(row) \(measure)")
        case .rate(let rate):
          let parts = card.rows.map { one -> Rate in
            if case .rate(let part) = one.measures[measure] { return part }
            return .none
          }
          #expect(rate.numerator == parts.reduce(0) { $0 + $1.numerator }, "\(row) \(measure)")
          #expect(rate.denominator == parts.reduce(0) { $0 + $1.denominator }, "\(row) \(measure)")
        default: break
        }
      }
    }
  }

  @Test(
    "The tickets of an explained figure, refolded alone, give exactly the figure", arguments: seeds)
  func explained(seed: UInt64) throws {
    let folded = try Folded(seed)
    for (row, division) in try folded.divisions() {
      let view = try folded.view.divided(division)
      let card = try view.scorecard(folded.period, at: folded.now, per: row)
      for one in card.rows.prefix(3) {
        for measure in [Measure.onTime, .open, .satisfaction, .medianHandling, .returns] {
          let explained = try view.explain(
            measure.rawValue, unit: one.unit, folded.period, at: folded.now, per: row)
          #expect(explained.value == one.measures[measure])
          let numbers = Set(explained.tickets.map(\.number))
          let alone = try refold(folded, division) { numbers.contains($0.record.streamNumber) }
          let figure = try? alone.explain(
            measure.rawValue, unit: one.unit, folded.period, at: folded.now, per: row)
          let isNothing = explained.tickets.isEmpty
          #expect(isNothing || figure?.value == explained.value, "\(row) \(one.unit) \(measure)")
        }
      }
    }
  }

  @Test(
    "The events of an explained figure, refolded alone, give exactly the figure", arguments: seeds)
  func sufficientEvents(seed: UInt64) throws {
    let folded = try Folded(seed)
    for (row, division) in try folded.divisions() {
      let view = try folded.view.divided(division)
      for one in try view.scorecard(folded.period, at: folded.now, per: row).rows {
        for measure in Measure.allCases where measure != .composite && measure != .rank {
          let explained = try view.explain(
            measure.rawValue, unit: one.unit, folded.period, at: folded.now, per: row)
          if explained.tickets.isEmpty { continue }
          let events = Set(explained.tickets.flatMap(\.events))
          let alone = try refold(folded, division) { events.contains($0.position) }
          let figure = try? alone.explain(
            measure.rawValue, unit: one.unit, folded.period, at: folded.now, per: row)
          #expect(figure?.value == explained.value, "\(row) \(one.unit) \(measure)")
        }
      }
    }
  }

  private func refold(
    _ folded: Folded, _ division: ScoreDivision, _ isTaken: (borrowing EventView) -> Bool
  ) throws -> ScoreView {
    var alone = ScoreLedger()
    try folded.log.withSnapshot { snapshot in
      _ = try snapshot.scan(.all) { event in
        if isTaken(event) || ReferenceData.takes(event) { alone.apply(event) }
        return .next
      }
    }
    return try ScoreView(alone, by: folded.view.basis, division: division)
  }

  @Test("Taking any one event away changes the digest", arguments: seeds.prefix(2))
  func everyEvent(seed: UInt64) throws {
    let folded = try Folded(seed)
    for missing in 1...folded.log.head.rawValue {
      var without = ScoreLedger()
      try folded.log.withSnapshot { snapshot in
        _ = try snapshot.scan(.all) { event in
          if event.position.rawValue != missing { without.apply(event) }
          return .next
        }
      }
      #expect(try without.digest() != folded.ledger.digest(), "\(missing)")
    }
  }

  @Test("What had happened by then does not depend on when it was recorded", arguments: seeds)
  func occurred(seed: UInt64) throws {
    let folded = try Folded(seed)
    let then = Instant(microseconds: folded.now.microseconds - 5 * 86_400_000_000)
    let point = Viewpoint(asOf: then, by: .occurred)
    let book = try folded.ledger.rules(nil)
    let happened = try folded.log.withSnapshot { try ScoreLedger($0, at: point) }
    let retold = try folded.log.withSnapshot { try ScoreLedger($0, at: point, retoldBy: book) }
    var stream: [String] = []
    try happened.forEachCase { _, account in
      #expect(account.facts.allSatisfy { $0.at <= then })
      stream.append(account.stream)
    }
    #expect(!stream.isEmpty && retold.caseCount == happened.caseCount)
  }
}
