import EventStore
import Hotline
import Logging
import Projections
import Synchronization
import Wire

/// The scorecards and accounts of the log: live by the rules adopted last, and of a moment of the past or by other rules.
///
/// The live view goes on from the snapshot that was kept where that fits the log, is folded where there is none, and
/// follows with each question, so that it never answers from before what was recorded. An event that it cannot read stops it: from then on it answers nothing.
/// The first question about the past makes marks of the whole past; those that follow are folded from the mark before
/// their moment.
final class ScoreDesk: Sendable {
  private struct Live {
    var view: ScoreView
    var position: Position
  }

  private struct State {
    var live: Live?
    /// What the operator was told last.
    var complaint = ""
    /// Where the kept snapshot ends.
    var saved = Position.start
    /// Whether the kept snapshot cannot be used, though its digest fits.
    var isKeptDamaged = false
  }

  /// How far the view is: told also while a first fold holds the view for minutes.
  private struct Progress {
    var position: Position?
    var failure: ViewFailure?
    var meter = RateMeter()
  }

  private let log: any EventLog
  private let store: ProjectionStore<ScoreView>?
  private let logger: Logger?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state = Mutex(State())
  private let progress = Mutex(Progress())
  private let history = Mutex<ScoreHistory?>(nil)
  /// Held while sums by another division are made, by one at a time.
  private let making = Mutex(())
  private let book = Mutex(PersonBook())
  private static let threads = 2

  /// - Parameters:
  ///   - log: the log.
  ///   - store: where the live view is kept; `nil` keeps none.
  ///   - logger: told when a snapshot cannot be used or kept.
  init(_ log: any EventLog, store: ProjectionStore<ScoreView>? = nil, logger: Logger? = nil) {
    self.log = log
    self.store = store
    self.logger = logger
    start = clock.now
  }

  /// How it keeps up with the log; it takes what is new with each question.
  var health: ViewHealth {
    let now = clock.now - start
    return progress.withLock { progress in
      ViewHealth(
        name: ScoreLedger.name, version: ScoreView.version, position: progress.position,
        eventsPerSecond: progress.meter.eventsPerSecond(at: now), failure: progress.failure)
    }
  }

  private var failure: ViewFailure? { progress.withLock { $0.failure } }

  /// Takes what was recorded since, without a question.
  /// - Returns: the last event taken; `nil` when the view has stopped, which its health tells.
  func keepUp(_ clock: any LogClock) -> Position? {
    state.withLock { state in
      do {
        // Nothing is read while there is nothing new.
        if let live = state.live, live.position == log.head { return live.position }
        let now = clock.now(for: log.head.next)
        return try caughtUp(&state, now).position
      } catch {
        let sentence = "the \(ScoreLedger.name) view cannot follow the log: \(error)"
        if state.complaint != sentence { logger?.error("\(sentence)") }
        state.complaint = sentence
        return nil
      }
    }
  }

  /// Reads what a snapshot kept of tickets and opens the accounts that it left to the log; questions are answered meanwhile.
  func warm() {
    guard let view = state.withLock({ $0.live?.view }) else { return }
    do {
      let read = try view.read()
      state.withLock { $0.live?.view.take(opened: read) }
      let opened = try read.opened()
      state.withLock { $0.live?.view.take(opened: opened) }
    } catch let error as WireError {
      logger?.error("the snapshot of the \(ScoreLedger.name) view cannot be used: \(error)")
      // The next question folds the log.
      state.withLock { state in
        state.isKeptDamaged = true
        state.live = nil
      }
    } catch {
      logger?.warning("the accounts of the \(ScoreLedger.name) view cannot be opened: \(error)")
    }
  }

  /// Keeps the live view in a file, when it has moved since the last time.
  /// - Parameter isWaiting: whether it waits for a fold that runs; else there is nothing to keep meanwhile.
  func save(isWaiting: Bool = true) {
    func moved(_ state: inout State) -> Live? {
      state.live.flatMap { failure == nil && $0.position > state.saved ? $0 : nil }
    }
    let live =
      isWaiting ? state.withLock { moved(&$0) } : state.withLockIfAvailable { moved(&$0) } ?? nil
    guard let store, let live else { return }
    do {
      try store.save(live.view, at: live.position, of: log)
      state.withLock { $0.saved = live.position }
    } catch {
      logger?.warning("the snapshot of the \(ScoreLedger.name) view cannot be kept: \(error)")
    }
  }

  /// Puts a question to the figures.
  /// - Parameters:
  ///   - point: from which point of view.
  ///   - rules: rule set; `nil` for the one adopted last.
  ///   - rows: whose figures; a division of the live view is kept from its first question on.
  ///   - now: what time it is; the moment of the question where the point of view names none.
  /// - Throws: ``ScoreError``, ``LogError``, ``UnreadableEvent``; ``ViewFailure`` when the view has stopped.
  func ask<Answer>(
    _ point: Viewpoint, rules: String?, _ rows: ScoreRows = ScoreRows(), now: Instant,
    _ body: (ScoreView, Instant) throws -> Answer
  ) throws -> Answer {
    if point.isLive, rules == nil {
      let division = try rows.division(persons)
      try keep(division, now)
      // A copy, so that a question that takes seconds keeps no other waiting, and the view follows meanwhile: what it
      // changes then is copied first, block by block.
      let live = try state.withLock { try caughtUp(&$0, now) }
      return try body(live.view.divided(division), Self.moment(point, live.view.ledger, now))
    }
    let division = try rows.division(persons)
    if let asOf = point.asOf, rules == nil, point == Viewpoint(asOf: asOf) {
      return try body(try past(asOf).divided(division), asOf)
    }
    let ledger = try accounts(point, now)
    let moment = Self.moment(point, ledger, now)
    let view = try ScoreView(ledger, rules: rules, now: moment).divided(division)
    return try body(view, moment)
  }

  /// Lets the live view keep the sums by a division. They are made on a copy, so that other questions and the log's
  /// events need not wait: it takes as long as folding the log.
  private func keep(_ division: ScoreDivision, _ now: Instant) throws {
    func copy() throws -> Live? {
      try state.withLock { state in
        let live = try caughtUp(&state, now)
        return live.view.keeps(division) ? nil : live
      }
    }
    guard try copy() != nil else { return }
    try making.withLock { _ in
      // Somebody else may have made it while this waited.
      guard var made = try copy() else { return }
      try made.view.keep(division)
      // Nearly all that was recorded meanwhile, while nobody waits; then the rest.
      made = try followed(made)
      try state.withLock { state in
        let live = try caughtUp(&state, now)
        made = try followed(made, upTo: live.position)
        state.live?.view.keep(division, madeBy: made.view)
      }
    }
  }

  /// Puts a question to the accounts, which need no rules.
  /// - Throws: ``ScoreError``, ``LogError``, ``UnreadableEvent``; ``ViewFailure`` when the view has stopped.
  func askLedger<Answer>(
    _ point: Viewpoint, now: Instant, _ body: (ScoreLedger, Instant) throws -> Answer
  ) throws -> Answer {
    let ledger = try accounts(point, now)
    return try body(ledger, Self.moment(point, ledger, now))
  }

  /// The accounts of a point of view: the live ones, those of a mark of the past, or folded anew.
  private func accounts(_ point: Viewpoint, _ now: Instant) throws -> ScoreLedger {
    guard point.order == .recorded else { return try fold(point) }
    if point.asOf == nil {
      let live = try state.withLock { try caughtUp(&$0, now) }
      if point.upTo == .end || point.upTo == live.position { return live.view.ledger }
    }
    // A further page of a list, or other rules: what the history keeps needs no fold from the beginning.
    let ledger: ScoreLedger
    if point.upTo != .end {
      ledger = try marked().ledger(upTo: point.upTo, log)
    } else if let asOf = point.asOf {
      ledger = try marked().ledger(asOf: asOf, log)
    } else {
      return try fold(point)
    }
    try checkReadable(ledger)
    return ledger
  }

  /// The persons of the log; a question of the past needs no other book.
  /// - Throws: ``LogError``.
  func persons() throws -> PersonBook {
    try book.withLock { book in
      try log.withSnapshot { try book.follow($0) }
      return book
    }
  }

  /// The moment of a question: the one it names, else now, and never before what was recorded last: the clock of a
  /// simulated log stands still.
  private static func moment(
    _ point: Viewpoint, _ ledger: ScoreLedger, _ now: Instant
  ) -> Instant {
    point.asOf ?? max(now, ledger.recordedAt ?? now)
  }

  private func fold(_ point: Viewpoint) throws -> ScoreLedger {
    let ledger =
      point.order == .recorded
      ? try ScoreLedger(log, asOf: point.asOf, upTo: point.upTo, threads: Self.threads)
      : try log.withSnapshot { try ScoreLedger($0, at: point) }
    try checkReadable(ledger)
    return ledger
  }

  private func past(_ moment: Instant) throws -> ScoreView {
    let view = try marked().view(asOf: moment, log)
    try checkReadable(view.ledger)
    return view
  }

  /// The marks of the past, up to the end of the log.
  private func marked() throws -> ScoreHistory {
    try history.withLock { history in
      var known = try history ?? ScoreHistory()
      history = nil
      try known.catchUp(log)
      history = known
      return known
    }
  }

  private func checkReadable(_ ledger: ScoreLedger) throws {
    guard let first = ledger.unreadablePositions.first else { return }
    try log.withSnapshot { snapshot in
      if let event = try snapshot.event(at: first) { throw UnreadableEvent(event) }
    }
  }

  private func caughtUp(_ state: inout State, _ now: Instant) throws -> Live {
    if let failure { throw failure }
    do {
      // Taken out: the view is changed in place, and nothing else may hold it meanwhile.
      let live = try state.live.take().map { try followed($0) } ?? built(&state, now)
      try checkReadable(live.view.ledger)
      state.live = live
      progress.withLock { progress in
        let taken = live.position.rawValue - (progress.position ?? .start).rawValue
        if taken > 0 { progress.meter.note(Int(clamping: taken), at: clock.now - start) }
        progress.position = live.position
      }
      return live
    } catch let error as UnreadableEvent {
      state.live = nil
      let last = Position(error.position.rawValue - 1)
      progress.withLock { progress in
        progress.position = last
        progress.failure = ViewFailure(of: ScoreLedger.name, after: last, error)
      }
      throw error
    }
  }

  /// A view with what was recorded since, up to a position.
  private func followed(_ known: consuming Live, upTo end: Position = .end) throws -> Live {
    var live = known
    if live.position >= end { return live }
    let limit = Int(clamping: end.rawValue - live.position.rawValue)
    live.position = try log.withSnapshot { snapshot in
      if live.view.keepsPersons {
        live.view.know(
          try book.withLock { book in
            try book.follow(snapshot)
            return book
          })
      }
      return try live.view.follow(snapshot, after: live.position, limit: limit).position
    }
    // Rules adopted and versions signed since then judge everything anew.
    live.view = try live.view.judgedByLatestRules()
    return live
  }

  /// How many events of a fold of the log take as long as following one event.
  private static let foldedPerFollowed: UInt64 = 6
  /// Fewer events are followed, however short the log is.
  private static let followedMin: UInt64 = 100_000

  private func built(_ state: inout State, _ now: Instant) throws -> Live {
    let head = log.head
    if !state.isKeptDamaged, let kept = kept() {
      let behind = head.rawValue - min(head, kept.position).rawValue
      if behind < max(Self.followedMin, head.rawValue / Self.foldedPerFollowed) {
        state.saved = kept.position
        return try followed(kept)
      }
    }
    let view = try ScoreView(log, upTo: head, signals: true, threads: Self.threads) {
      try $0.basis(nil, now: now)
    }
    return Live(view: view, position: head)
  }

  /// The view that was kept, where it fits the log.
  private func kept() -> Live? {
    guard let store else { return nil }
    do {
      switch try store.load(for: log) {
      case .found(let view, let header):
        return Live(view: view.reading(log), position: header.position)
      case .rejected(let why):
        logger?.notice("the snapshot of the \(ScoreLedger.name) view is not used: \(why)")
      case .missing: break
      }
    } catch {
      logger?.warning("the snapshot of the \(ScoreLedger.name) view cannot be read: \(error)")
    }
    return nil
  }
}
