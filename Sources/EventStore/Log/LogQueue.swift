private import Synchronization

/// Requests on their way to the writer, and the two roles of writing: deciding and committing.
///
/// At most one thread decides and one commits at a time; a commit is decided while the one before it syncs, and takes in
/// whatever arrives until that sync is over. There is no timer: a lone request is committed at once, by the thread that
/// waits for its answer if there is one.
final class LogQueue: Sendable {
  typealias Completion = @Sendable (Result<Receipt, AppendError>) -> Void

  /// A request and whom to answer.
  struct Item {
    var request: PreparedRequest
    var completion: Completion
  }

  private struct State {
    var items: [Item] = []
    var bytes = 0
    var isDeciding = false
    var isCommitting = false
    var isClosing = false
  }

  /// What the deciding thread does next.
  enum Step {
    /// Decide these requests.
    case decide([Item])
    /// Nothing more to decide, and the way to disk is free: commit.
    case commit
  }

  /// What becomes of a request that was put in.
  enum Entry {
    /// It was not taken in.
    case refused(AppendError)
    /// Another thread decides it.
    case waits
    /// The calling thread has the role of deciding, as after ``beginDeciding()``.
    case decides
  }

  private let state = Mutex(State())
  /// Where threads without a role wait.
  private let idle = EventCount()
  /// Where the deciding thread waits for requests and for the way to disk, and who closes for the end of both roles.
  private let turn = EventCount()

  /// Takes a request in.
  /// - Parameter lends: whether the calling thread decides it when no other is deciding.
  func put(_ item: Item, lends: Bool) -> Entry {
    let (entry, isDeciding): (Entry, Bool) = state.withLock { state in
      if state.isClosing { return (.refused(.closed), false) }
      if state.items.count >= Limits.queuedRequestsMax
        || state.bytes + item.request.bytes > Limits.queuedBytesMax
      {
        return (.refused(.overloaded), false)
      }
      state.items.append(item)
      state.bytes += item.request.bytes
      if state.isDeciding { return (.waits, true) }
      state.isDeciding = lends
      return (lends ? .decides : .waits, false)
    }
    // Nobody is woken for nothing: a wake-up takes longer than deciding a request.
    if case .waits = entry { isDeciding ? turn.notify() : idle.notifyOne() }
    return entry
  }

  /// Blocks until this thread may decide; `false` when the log is closing and nothing is left.
  func beginDeciding() -> Bool {
    wait(idle) { state in
      if state.isClosing, state.items.isEmpty { return false }
      if state.isDeciding { return nil }
      if state.items.isEmpty { return nil }
      state.isDeciding = true
      return true
    }
  }

  /// Blocks until there is more to decide or the decided may be committed.
  /// - Parameter decided: events decided so far.
  func nextStep(decided: Int) -> Step {
    wait(turn) { state in
      if !state.items.isEmpty, decided < Limits.eventsPerCommitMax {
        return .decide(Self.take(&state, room: Limits.eventsPerCommitMax - decided))
      }
      if state.isCommitting { return nil }
      state.isCommitting = true
      return .commit
    }
  }

  private static func take(_ state: inout State, room: Int) -> [Item] {
    var count = 0
    var events = 0
    while count < state.items.count, events < room {
      events += state.items[count].request.eventCount
      state.bytes -= state.items[count].request.bytes
      count += 1
    }
    if count == state.items.count {
      let all = state.items
      state.items = []
      return all
    }
    let taken = Array(state.items.prefix(count))
    state.items.removeFirst(count)
    return taken
  }

  /// Lets the next commit through.
  func endCommitting() {
    let isAwaited = state.withLock { state in
      state.isCommitting = false
      return state.isDeciding || state.isClosing
    }
    if isAwaited { turn.notify() }
  }

  /// Lets another thread decide; called once the decided is in this thread's hands.
  func endDeciding() {
    let (hasItems, isClosing) = state.withLock { state in
      state.isDeciding = false
      return (!state.items.isEmpty, state.isClosing)
    }
    if hasItems { idle.notifyOne() }
    if isClosing { wakeAll() }
  }

  /// Refuses new requests; those taken in are still answered.
  func close() {
    state.withLock { $0.isClosing = true }
    wakeAll()
  }

  /// Blocks until nobody has a role; called once the queue is closed.
  func waitForRoles() {
    _ = wait(turn) { $0.isDeciding || $0.isCommitting ? nil : true }
  }

  private func wakeAll() {
    idle.notify()
    turn.notify()
  }

  private func wait<Output>(
    _ change: EventCount, _ ready: (inout sending State) -> Output?
  ) -> Output {
    while true {
      let ticket = change.ticket()
      if let output = state.withLock({ ready(&$0) }) { return output }
      change.wait(after: ticket)
    }
  }
}
