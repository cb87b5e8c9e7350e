import EventStore
import Hotline
import Logging
import Projections
import ServiceLifecycle
import Synchronization

/// 时限钟: records what the passing of time brings, lapses and cards, each exactly once.
///
/// What falls due follows from the log and the clock alone, so nothing is lost while the server is stopped. Once:
/// every lapse and card is decided on the whole case, appended at the case's revision, and named by a request key that
/// follows from the case, the clock and the due time.
final class DeadlineClock: Service {
  /// What came of it so far, in this process.
  struct Status: Sendable {
    /// Lapses recorded.
    var lapses: UInt64 = 0
    /// Cards recorded.
    var cards: UInt64 = 0
    /// Passes that ended because the log refused.
    var failures: UInt64 = 0
    /// Cases whose time has come and that the last pass left.
    var waiting = 0
    /// Why the last pass ended early, or `nil`.
    var lastFailure: String?
  }

  /// Who is said to have acted.
  static let actor = "deadline-clock"

  /// The cases that wait.
  let view: LiveView<OpenDeadlines>
  private let log: any EventLog
  private let broadcast: HeadBroadcast
  private let clock: any LogClock
  private let interval: Duration
  private let logger: Logger
  private let state = Mutex(State())

  private struct State {
    var status = Status()
    /// Cases that the view names and that have nothing to say, until they change or a time comes.
    var postponed: [StreamID: Postponement] = [:]
    var isStopping = false
  }

  private struct Postponement {
    var changed: Position
    var until: Instant?
  }

  /// A deadline clock over a view.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - broadcast: its growth.
  ///   - view: the cases that wait.
  ///   - clock: what time it is; the log's own clock, so that nothing is recorded before its time.
  ///   - interval: longest time between two looks at the clock.
  ///   - logger: told what the operator should know.
  init(
    log: any EventLog, broadcast: HeadBroadcast, view: LiveView<OpenDeadlines>,
    clock: any LogClock, interval: Duration = .seconds(1), logger: Logger
  ) {
    self.log = log
    self.broadcast = broadcast
    self.view = view
    self.clock = clock
    self.interval = interval
    self.logger = logger
  }

  /// What came of it so far.
  var status: Status { state.withLock { $0.status } }

  /// Records until graceful shutdown; what is left then is recorded after the next start.
  func run() async throws {
    await broadcast.follow(
      every: interval, saveEvery: .seconds(30), { await recordWhatFellDue() },
      save: { view.save() }, onShutdown: { [weak self] in self?.stop() })
  }

  private func stop() {
    state.withLock { $0.isStopping = true }
  }

  private var mayGoOn: Bool { !Task.isCancelled && !state.withLock { $0.isStopping } }

  /// Records every lapse and card that has fallen due by now, in the order of their time.
  func recordWhatFellDue() async {
    while mayGoOn {
      await view.catchUp()
      let now = clock.now(for: log.head.next)
      let cases = candidates(at: now)
      state.withLock { $0.status.waiting = cases.count }
      if cases.isEmpty {
        state.withLock { $0.status.lastFailure = nil }
        return
      }
      do {
        try await record(cases.prefix(Self.casesPerRound), at: now)
      } catch {
        note("lapses and cards cannot be recorded now: \(error)")
        return
      }
    }
    // Stopping: what was recorded belongs into the view that is kept.
    await view.catchUp()
  }

  /// Cases that are folded and recorded together.
  private static let casesPerRound = 1_024

  private func candidates(at now: Instant) -> [OpenDeadlines.Case] {
    let due = view.read { $0.due(by: now) }
    return state.withLock { state in
      due.filter { item in
        guard let postponed = state.postponed[item.stream], postponed.changed == item.changed
        else { return true }
        return postponed.until.map { $0 < now } ?? false
      }
    }
  }

  private func note(_ sentence: String) {
    let isNew = state.withLock { state in
      state.status.failures += 1
      defer { state.status.lastFailure = sentence }
      return state.status.lastFailure != sentence
    }
    if isNew { logger.error("\(sentence)") }
  }
}

extension DeadlineClock {
  /// A case of this round.
  private struct Work {
    var item: OpenDeadlines.Case
    var file: CaseFile
    /// Whether somebody else wrote to it, so that it must be read again.
    var isStale = false
  }

  /// Something that fell due, and the case it belongs to.
  private struct Due {
    var event: DeadlineEvent
    var work: Int
  }

  private func record(_ cases: ArraySlice<OpenDeadlines.Case>, at now: Instant) async throws {
    let rules = view.read { $0.rules }
    var works: [Work] = []
    var dues: [Due] = []
    try log.withSnapshot { snapshot in
      for item in cases {
        guard let file = try CaseFile.load(item.stream, from: snapshot) else { continue }
        let events = file.ticket.deadlineEvents(at: now) { rules.book(for: $0) }
        if events.isEmpty {
          postpone(item, until: file.ticket.nextDeadline { rules.book(for: $0) })
        }
        dues += events.map { Due(event: $0, work: works.count) }
        works.append(Work(item: item, file: file))
      }
    }
    // Sorting keeps the order of equals: a lapse stays before the card it brings.
    dues.sort { $0.event.at < $1.event.at }
    var rest = dues[...]
    while !rest.isEmpty, mayGoOn {
      // A case's next event waits for the receipt of the one before; those of different cases need not.
      var seen: Set<Int> = []
      let group = rest.prefix { seen.insert($0.work).inserted }
      rest = rest.dropFirst(group.count)
      try await append(Array(group), &works, at: now)
    }
  }

  private func append(_ dues: [Due], _ works: inout [Work], at now: Instant) async throws {
    var requests: [AppendRequest] = []
    var sent: [Due] = []
    for due in dues where !works[due.work].isStale {
      guard let request = request(due, &works[due.work], at: now) else { continue }
      requests.append(request)
      sent.append(due)
    }
    for (due, result) in zip(sent, await log.appendAll(requests)) {
      do {
        let receipt = try result.get()
        // The key was used in an earlier round of the same clock: it is recorded, and nothing is left to say.
        if receipt.isRepeat { leave(&works[due.work]) } else { count(due.event) }
      } catch AppendError.wrongRevision {
        works[due.work].isStale = true
      } catch AppendError.requestKeyReused(let key, let first) {
        logger.warning("'\(key.text)' names another event, at position \(first); it is left so")
        leave(&works[due.work])
      }
    }
  }

  private func request(_ due: Due, _ work: inout Work, at now: Instant) -> AppendRequest? {
    let moment = Moment(occurredAt: due.event.at, recordedAt: now)
    let stream = work.item.stream
    do {
      let event = try work.file.ticket.decide(any: due.event.event, by: nil, at: moment)
      let name = "deadline/\(stream.text)/\(due.event.key)"
      let digest = sha256(Array(name.utf8))
      // A name that is too long for a key is named by its digest.
      let key = (try? RequestKey(name)) ?? RequestKey(unchecked: "deadline/" + digest.hex)
      let draft = EventDraft(
        event, id: EventID(digest), occurredAt: due.event.at, actor: Self.actor)
      let expected = ExpectedRevision.exactly(work.file.revision)
      work.file.take(event, moment)
      return AppendRequest([StreamAppend(stream, expected: expected, events: [draft])], key: key)
    } catch {
      logger.warning("\(stream): \(error.event) is not recorded: \(error.reason.english)")
      leave(&work)
      return nil
    }
  }

  private func leave(_ work: inout Work) {
    work.isStale = true
    postpone(work.item, until: nil)
  }

  private func postpone(_ item: OpenDeadlines.Case, until: Instant?) {
    let postponement = Postponement(changed: item.changed, until: until)
    let kept = view.read { $0.count }
    state.withLock { state in
      // Cases that have left the view are forgotten with all others; those that have not are looked at once more.
      if state.postponed.count > 2 * kept + 1_024 { state.postponed.removeAll() }
      state.postponed[item.stream] = postponement
    }
  }

  private func count(_ event: DeadlineEvent) {
    state.withLock { state in
      if event.event is DeadlineLapsed {
        state.status.lapses += 1
      } else {
        state.status.cards += 1
      }
    }
  }
}
