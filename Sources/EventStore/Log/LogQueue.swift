private import Synchronization

/// Requests on their way to the writer, and the two roles of writing: deciding and committing.
///
/// At most one thread decides and one commits at a time; a commit is decided while the one before it syncs, and takes in
/// whatever arrives until that sync is over. There is no timer: a lone request is committed at once.
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

  private let state = Mutex(State())
  private let changed = EventCount()

  /// Takes a request in, or says why not.
  func put(_ item: Item) -> AppendError? {
    let refusal: AppendError? = state.withLock { state in
      if state.isClosing { return .closed }
      if state.items.count >= Limits.queuedRequestsMax
        || state.bytes + item.request.bytes > Limits.queuedBytesMax
      {
        return .overloaded
      }
      state.items.append(item)
      state.bytes += item.request.bytes
      return nil
    }
    if refusal == nil { changed.notify() }
    return refusal
  }

  /// Blocks until this thread may decide; `false` when the log is closing and nothing is left.
  func beginDeciding() -> Bool {
    wait { state in
      if state.isDeciding { return nil }
      if state.isClosing, state.items.isEmpty { return false }
      if state.items.isEmpty { return nil }
      state.isDeciding = true
      return true
    }
  }

  /// Blocks until there is more to decide or the decided may be committed.
  /// - Parameter decided: events decided so far.
  func nextStep(decided: Int) -> Step {
    wait { state in
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
      events += state.items[count].request.request.streams.reduce(0) { $0 + $1.events.count }
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
    state.withLock { $0.isCommitting = false }
    changed.notify()
  }

  /// Lets another thread decide; called once the decided is in this thread's hands.
  func endDeciding() {
    state.withLock { $0.isDeciding = false }
    changed.notify()
  }

  /// Refuses new requests; those taken in are still answered.
  func close() {
    state.withLock { $0.isClosing = true }
    changed.notify()
  }

  private func wait<Output>(_ ready: (inout sending State) -> Output?) -> Output {
    while true {
      let ticket = changed.ticket()
      if let output = state.withLock({ ready(&$0) }) { return output }
      changed.wait(after: ticket)
    }
  }
}
