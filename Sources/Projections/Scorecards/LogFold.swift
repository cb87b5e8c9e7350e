import EventStore
import Hotline
import Wire

/// 重算: a fold of a log by several threads, ticket by ticket.
struct LogFold: Sendable {
  private let log: any EventLog
  private let asOf: Instant?
  private let end: Position
  private let threads: Int
  private let progress: @Sendable (Position) -> Void
  /// Whether a view keeps the signals of all tickets.
  var signals = false
  /// Most events that are put in order at a time.
  var stretch = StreamOrder.most
  /// Events that one thread looks at alone, as another costs as much as some hundred of them.
  var aloneMax = 4_096
  /// Streams beyond which accounts at rest do not stay open; `nil` for as many as a shelf says.
  var openMax: Int?

  init(
    _ log: any EventLog, asOf: Instant?, upTo position: Position, threads: Int,
    progress: @escaping @Sendable (Position) -> Void
  ) {
    self.log = log
    self.asOf = asOf
    end = min(position, log.head)
    self.threads = threads
    self.progress = progress
  }

  /// The ledger of the log.
  func ledger(retoldBy book: RuleBook?) throws -> ScoreLedger {
    var ledger = book.map { ScoreLedger(retoldBy: $0) } ?? read
    let survey = try survey(after: .start, &ledger)
    try foldAll(from: survey, into: &ledger)
    return ledger
  }

  /// The ledger and the sums of its tickets. A log of more than one stretch is reckoned when all of it is folded.
  func view(_ basis: (ScoreLedger) throws -> ScoreBasis) throws -> ScoreView {
    var ledger = read
    let survey = try survey(after: .start, &ledger)
    guard survey.isLast else {
      try foldAll(from: survey, into: &ledger)
      return try ScoreView(ledger, by: try basis(ledger), signals: signals, threads: threads)
    }
    let known = try basis(ledger)
    let parts = try fold(survey, into: &ledger, reckonedBy: known)
    return ScoreView(
      ledger, by: known, ScoreCube(of: parts.compactMap(\.cube)),
      signals ? SignalSums(of: parts.compactMap(\.signals)) : nil)
  }

  /// Takes what the log has more into a view by units, ticket by ticket: the same as following it event by event.
  /// - Parameters:
  ///   - view: a view that keeps neither signals nor other divisions.
  ///   - position: the last event that it has taken.
  func extend(_ view: inout ScoreView, after position: Position) throws -> ScoreView.Followed {
    var followed = ScoreView.Followed(position: position)
    var isLast = false
    while !isLast {
      let survey = try survey(after: followed.position, &view.ledger)
      isLast = survey.isLast
      if survey.streams.isEmpty { continue }
      let parts = try fold(survey, into: &view.ledger, reckonedBy: view.basis)
      for part in parts { view.cube.letGo(part.ended) }
      view.cube.merge(ScoreCube(of: parts.compactMap(\.cube)))
      followed.position = survey.end
      followed.recordedAt = view.ledger.recordedAt
      followed.events += survey.streams.count
      for part in parts { followed.changed += part.kept.map(\.0) }
    }
    return followed
  }

  /// A ledger before the first event, whose accounts at rest the log keeps.
  private var read: ScoreLedger {
    var ledger = ScoreLedger()
    ledger.accounts.source = AccountSource(log)
    return ledger
  }

  private func foldAll(from first: LogSurvey, into ledger: inout ScoreLedger) throws {
    var survey = first
    try fold(survey, into: &ledger)
    while !survey.isLast {
      survey = try self.survey(after: survey.end, &ledger)
      try fold(survey, into: &ledger)
    }
  }

  private func survey(after before: Position, _ ledger: inout ScoreLedger) throws -> LogSurvey {
    if let openMax { ledger.accounts.openMax = openMax }
    let last = max(before, min(end, Position(before.rawValue + UInt64(stretch))))
    let count = Int(last.rawValue - before.rawValue)
    let looks = WorkShare.all(count > aloneMax ? threads : 1) { share in
      let part = share.stretch(of: count)
      var look = LogLook(
        after: Position(before.rawValue + UInt64(part.lowerBound)), count: part.count)
      do {
        try log.withSnapshot { try look.take($0, asOf: asOf) }
      } catch {
        look.failure = error
      }
      return look
    }
    return try LogSurvey(after: before, looks, isLast: last >= end, in: log, &ledger)
  }

  /// Folds the events of a stretch, share by share; the sums of the tickets, too, where there is something to reckon them by.
  @discardableResult
  private func fold(
    _ survey: LogSurvey, into ledger: inout ScoreLedger, reckonedBy basis: ScoreBasis? = nil
  ) throws -> [FoldedShare] {
    let order = StreamOrder(after: survey.before, survey.streams, count: ledger.accounts.count)
    let teller = AccountTeller(ledger.retelling)
    let known = ledger.accounts
    let now = survey.isLast ? asOf ?? ledger.recordedAt : nil
    let parts = try WorkShare.all(threads) { share in
      var part = FoldedShare(share, basis, known.rest, signals: signals)
      try log.withSnapshot { snapshot in
        try part.take(order, teller, snapshot, known, until: now) { count in
          if share.index > 0 { return }
          progress(min(survey.end, Position(survey.before.rawValue + UInt64(count * threads))))
        }
      }
      return part
    }
    for part in parts { ledger.take(part.kept, part.names, unreadable: part.unreadable) }
    return parts
  }
}

/// A first look at a stretch of the log: what is no case's is taken, and of the rest is noted of which stream it is.
private struct LogSurvey: Sendable {
  let before: Position
  /// The last event of the stretch.
  private(set) var end: Position
  /// Stream number of each event.
  private(set) var streams: [UInt32]
  /// Whether the fold ends with it.
  private(set) var isLast: Bool

  /// Brings together what several threads saw, one part of the stretch after the other.
  init(
    after before: Position, _ looks: consuming [LogLook], isLast: Bool, in log: any EventLog,
    _ ledger: inout ScoreLedger
  ) throws {
    self.before = before
    self.isLast = isLast
    end = before
    streams = []
    streams.reserveCapacity(looks.reduce(0) { $0 + $1.streams.count })
    for look in looks {
      try note(look, in: log, &ledger)
      if let failure = look.failure { throw failure }
      if look.isCutOff {
        self.isLast = true
        return
      }
    }
  }

  private mutating func note(
    _ look: LogLook, in log: any EventLog, _ ledger: inout ScoreLedger
  ) throws {
    var ofReference = look.reference[...]
    for number in look.streams {
      end = end.next
      if end == ofReference.first {
        ofReference.removeFirst()
        try log.withSnapshot { try $0.visit(end) { _ = ledger.note($0) } }
        streams.append(StreamOrder.none)
      } else {
        let isTaken = ledger.note(case: StreamNumber(UInt64(number)), at: end)
        streams.append(isTaken ? number : StreamOrder.none)
      }
    }
    if let recordedAt = look.recordedAt { ledger.noteReading(lastRecordedAt: recordedAt) }
  }
}

/// What one thread saw of a part of the log.
private struct LogLook: Sendable {
  private let before: Position
  private let count: Int
  /// Stream number of each event.
  private(set) var streams: [UInt32] = []
  /// Positions of those of reference data.
  private(set) var reference: [Position] = []
  /// When the last of them was recorded.
  private(set) var recordedAt: Instant?
  /// Whether what follows was recorded later than is asked for.
  private(set) var isCutOff = false
  /// Why no more could be read; it matters only where nothing before it was cut off.
  var failure: (any Error)?

  init(after before: Position, count: Int) {
    self.before = before
    self.count = count
  }

  /// Reads and checks every event.
  mutating func take(_ snapshot: borrowing LogSnapshot, asOf: Instant?) throws {
    streams.reserveCapacity(count)
    let last = Position(before.rawValue + UInt64(count))
    try snapshot.scan(.all, ReadRange(after: before, upTo: last)) { event in
      if let asOf, event.record.recordedAt > asOf {
        isCutOff = true
        return .stop
      }
      let kind = VocabularyPlaces.place(of: event.record.type)
      if let kind, ReferenceData.isReference[kind] { reference.append(event.position) }
      streams.append(UInt32(clamping: event.record.streamNumber.rawValue))
      recordedAt = event.record.recordedAt
      return .next
    }
  }
}

/// What came of a share of the streams.
private struct FoldedShare: Sendable {
  private let share: WorkShare
  private let basis: ScoreBasis?
  private let rest: AccountShelf.Rest
  private(set) var kept: [(StreamNumber, AccountShelf.Slot)] = []
  /// Of the codes and units in the briefs of what is kept.
  private(set) var names = BriefNames()
  private(set) var unreadable: [Position] = []
  /// What the tickets add to the sums: less what they counted for before, where they were known.
  private(set) var cube: ScoreCube?
  /// What waited for its moment and no longer does.
  private(set) var ended: [(StreamNumber, ScoreEntry)] = []
  private(set) var signals: SignalSums?
  /// Of the ticket that was reckoned last; its memory is used again.
  private var entries: [ScoreEntry] = []

  init(_ share: WorkShare, _ basis: ScoreBasis?, _ rest: AccountShelf.Rest, signals: Bool) {
    self.share = share
    self.rest = rest
    self.basis = basis
    cube = basis.map { ScoreCube(offset: $0.offset) }
    if signals { self.signals = SignalSums() }
  }

  mutating func take(
    _ order: StreamOrder, _ teller: AccountTeller, _ snapshot: borrowing LogSnapshot,
    _ known: AccountShelf, until now: Instant?, _ progress: (Int) -> Void
  ) throws {
    kept.reserveCapacity(order.streamCount / share.count + 1)
    var count = 0
    for index in 0..<order.streamCount where order.has(index) || teller.isRetelling && now != nil {
      let number = StreamNumber(UInt64(index))
      guard share.holds(number) else { continue }
      var held = try known.held(number, snapshot)
      withdraw(held, number)
      for position in order.positions(index) {
        // The survey has read and checked it.
        try snapshot.visit(position, content: .unchecked) { event in
          let kind = VocabularyPlaces.place(of: event.record.type)
          _ = teller.take(event, kind, &held, &unreadable)
        }
        count += 1
        if count & 0x3FFF == 0 { progress(count) }
      }
      if held.isEmpty { continue }
      teller.passTime(&held, to: now)
      reckon(held, number)
      kept.append((number, AccountShelf.Slot(held, rest, &names)))
    }
  }

  /// Takes out what a ticket counted for before these events.
  private mutating func withdraw(_ held: [TicketAccount], _ number: StreamNumber) {
    guard let basis, !held.isEmpty, held.span[0].isCase else { return }
    basis.version.reckon(held, basis, &entries)
    for entry in entries where entry.isAwaited { ended.append((number, entry)) }
    entries.removeAll(where: \.isAwaited)
    cube?.takeFromUnits(entries, of: number, held)
  }

  private mutating func reckon(_ held: [TicketAccount], _ number: StreamNumber) {
    guard let basis, held.span[0].isCase else { return }
    basis.version.reckon(held, basis, &entries)
    cube?.addToUnits(entries, of: number, held)
    signals?.add(held, of: number, by: basis)
  }
}
