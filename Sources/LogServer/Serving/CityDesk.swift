import EventStore
import Logging
import Projections
import Synchronization

/// What happened beside tickets: calls, knowledge base, outreach; live, and with a snapshot for the next start.
final class CityDesk: Sendable {
  private struct State {
    /// What the operator was told last.
    var complaint = ""
    var runner: ProjectionRunner<CityLedger>?
    var saved = Position.start
  }

  private let log: any EventLog
  private let store: ProjectionStore<CityLedger>?
  private let logger: Logger?
  private let state = Mutex(State())

  /// - Parameters:
  ///   - log: the log.
  ///   - store: where the view is kept; `nil` keeps none.
  ///   - logger: told when a snapshot cannot be used or kept.
  init(_ log: any EventLog, store: ProjectionStore<CityLedger>? = nil, logger: Logger? = nil) {
    self.log = log
    self.store = store
    self.logger = logger
  }

  /// Puts a question to the view of the log up to a position.
  /// - Throws: ``LogError``, and what `body` throws.
  func ask<Answer>(
    upTo position: Position, _ body: (CityLedger) throws -> Answer
  ) throws -> Answer {
    let answer = try state.withLock { state -> Answer? in
      try follow(&state, upTo: position)
      // Somebody asked later than this question's view of the tickets was taken.
      guard let runner = state.runner, runner.position <= position else { return nil }
      return try body(runner.state)
    }
    if let answer { return answer }
    return try body(try log.withSnapshot { try CityLedger($0, at: Viewpoint(upTo: position)) })
  }

  /// Takes what was recorded since, without a question.
  func keepUp() {
    state.withLock { state in
      do {
        // Nothing is read while there is nothing new.
        if let runner = state.runner, runner.position == log.head { return }
        try follow(&state, upTo: log.head)
      } catch {
        let sentence = "the \(CityLedger.name) view cannot follow the log: \(error)"
        if state.complaint != sentence { logger?.error("\(sentence)") }
        state.complaint = sentence
      }
    }
  }

  private func follow(_ state: inout State, upTo position: Position) throws {
    var runner = try state.runner ?? store?.resume(for: log) ?? ProjectionRunner()
    if state.runner == nil { state.saved = runner.position }
    // Changed in place: nothing else may hold it meanwhile.
    state.runner = nil
    defer { state.runner = runner }
    try runner.advance(log, upTo: position)
  }

  /// Keeps the view in a file, when it has moved since the last time.
  func save() {
    let moved = state.withLock { state in
      state.runner.flatMap { $0.position > state.saved ? $0 : nil }
    }
    guard let store, let moved else { return }
    do {
      try store.save(moved, of: log)
      state.withLock { $0.saved = moved.position }
    } catch {
      logger?.warning("the snapshot of the \(CityLedger.name) view cannot be kept: \(error)")
    }
  }
}
