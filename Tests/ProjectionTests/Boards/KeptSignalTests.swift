import EventStore
import Hotline
import Testing
import Wire

@testable import Projections

@Suite("Signals that a view keeps")
struct KeptSignalTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4]

  private struct Folded {
    let log: InMemoryEventLog
    let ledger: ScoreLedger
    let now: Instant
    let basis: ScoreBasis

    init(_ seed: UInt64) throws {
      log = try RandomCases(seed: seed).log
      ledger = try log.withSnapshot { try ScoreLedger($0) }
      now = try #require(ledger.recordedAt)
      basis = try ledger.basis(nil, now: now)
    }

    func board(_ view: ScoreView) throws -> String {
      JSONWriter.text(try Board.of(.signals, view, at: now).json())
    }
  }

  private func bytes(_ sums: SignalSums?) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try #require(sums).forEachKeptUnit(14) { bytes += [UInt8](copying: $0) }
    return bytes
  }

  @Test(
    "Counted by any threads, on the way of a fold or after it, they are the same", arguments: seeds)
  func folded(seed: UInt64) throws {
    let folded = try Folded(seed)
    let expected = try bytes(try SignalSums(folded.ledger, by: folded.basis, threads: 1))
    #expect(!expected.isEmpty)
    for threads in 1...3 {
      let sums = try SignalSums(folded.ledger, by: folded.basis, threads: threads)
      #expect(try bytes(sums) == expected)
      for stretch in [5, StreamOrder.most] {
        var fold = LogFold(
          folded.log, asOf: nil, upTo: .end, threads: threads, progress: { _ in })
        fold.stretch = stretch
        fold.signals = true
        let view = try fold.view { try $0.basis(nil, now: folded.now) }
        #expect(try bytes(view.signals) == expected)
      }
    }
  }

  @Test("A view that follows in any batches has those of one made anew", arguments: seeds)
  func followed(seed: UInt64) throws {
    let folded = try Folded(seed)
    let anew = try ScoreView(folded.ledger, by: folded.basis)
    let expected = try bytes(try SignalSums(folded.ledger, by: folded.basis))
    for batch in [1, 7, 1_000] {
      var live = try ScoreView(ScoreLedger(), by: folded.basis, signals: true)
      if batch > 1 { live.ledger.accounts.openMax = 0 }
      if batch == 1_000 { live = live.reading(folded.log) }
      var position = Position.start
      while position < folded.log.head {
        position = try folded.log.withSnapshot {
          try live.follow($0, after: position, limit: batch).position
        }
      }
      #expect(try bytes(live.signals) == expected)
      #expect(try folded.board(live) == folded.board(anew))
    }
  }

  @Test("Kept in the middle of the log and read back, they follow to the same", arguments: seeds)
  func kept(seed: UInt64) throws {
    let folded = try Folded(seed)
    let whole = try ScoreView(folded.ledger, by: folded.basis, signals: true)
    var emptied = whole
    emptied.signals = SignalSums()
    #expect(try emptied.countsDigest() != whole.countsDigest())
    for part in [UInt64(1), 2, 3] {
      let middle = Position(folded.log.head.rawValue * part / 3)
      let before = try ScoreView(folded.log, upTo: middle, signals: true, threads: 2) {
        try $0.basis(nil, now: folded.now)
      }
      let kept = try #require(ScoreView(canonicalBytes: try before.canonicalBytes()))
      #expect(try kept.countsDigest() == before.countsDigest())
      var live = kept.reading(folded.log)
      _ = try folded.log.withSnapshot { try live.follow($0, after: middle) }
      live = try live.judgedByLatestRules()
      #expect(try bytes(live.signals) == bytes(whole.signals))
      #expect(try live.countsDigest() == whole.countsDigest())
      #expect(try folded.board(live) == folded.board(whole))
    }
  }

  @Test("They are sums of what single tickets show", arguments: seeds)
  func sums(seed: UInt64) throws {
    let folded = try Folded(seed)
    var counts: [String: (hits: Int64, chances: Int64)] = [:]
    var persons: [String: Set<UInt32>] = [:]
    try folded.ledger.forEachCase { number, account in
      var found: [SignalObservation] = []
      SignalObservation.all(ofHeld: [account], by: folded.basis, into: &found)
      for one in found {
        let key = "\(one.kind) \(one.unit(account))"
        let before = counts[key] ?? (0, 0)
        counts[key] = (before.hits + (one.isHit ? 1 : 0), before.chances + 1)
        if one.kind.isAboutPersons {
          persons[key + one.personText(account), default: []].insert(UInt32(number.rawValue))
        }
      }
    }
    let sums = try SignalSums(folded.ledger, by: folded.basis)
    var seen = 0
    var seenPersons = 0
    for unit in sums.units {
      for kind in SignalKind.allCases {
        let expected = counts["\(kind) \(unit.code)"] ?? (0, 0)
        #expect(unit.rate(kind) == Rate(expected.hits, of: expected.chances))
        seen += expected.chances > 0 ? 1 : 0
        if kind.isAboutPersons { seenPersons += unit.persons(kind).inOrder.count }
      }
    }
    #expect(seen == counts.count && seenPersons == persons.count)
  }

  @Test("A person found in several tickets is known by those that are left")
  func persons() {
    let (one, other) = (SignalPerson([1]), SignalPerson([2]))
    var signals = PersonSignals()
    for number in [UInt32(5), 3, 4] { signals.add(one, number) }
    signals.add(other, 9)
    #expect(signals.count(one) == 3 && signals.count(other) == 1)
    #expect(signals.frequent(3).map(\.1) == [[3, 4, 5]])
    signals.remove(one, 3)
    signals.remove(one, 5)
    #expect(signals.count(one) == 1 && signals.frequent(2).isEmpty)
    signals.remove(one, 4)
    #expect(signals.count(one) == 0 && signals.inOrder.map(\.1) == [[9]])
  }
}
