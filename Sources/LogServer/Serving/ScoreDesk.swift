import EventStore
import Hotline
import Projections
import Synchronization

/// The scorecards of the log: live by the rules adopted last, and of a moment of the past or by other rules.
///
/// The live view is built when it is first asked for and goes on from there with each question, so that it never
/// answers from before what was recorded. The first question about the past makes marks of the whole past; those that
/// follow are folded from the mark before their moment.
final class ScoreDesk: Sendable {
  private struct Live {
    var view: ScoreView
    var position: Position
  }

  private let log: any EventLog
  private let live = Mutex<Live?>(nil)
  private let history = Mutex<ScoreHistory?>(nil)
  private static let threads = 2

  init(_ log: any EventLog) {
    self.log = log
  }

  /// Puts a question.
  /// - Parameters:
  ///   - asOf: only what was recorded by then; `nil` for now.
  ///   - rules: rule set; `nil` for the one adopted last.
  ///   - now: what time it is.
  /// - Throws: ``ScoreError``, ``LogError``.
  func ask<Answer>(
    asOf: Instant?, rules: String?, now: Instant, _ body: (ScoreView, Instant) throws -> Answer
  ) throws -> Answer {
    if let asOf, rules == nil { return try body(try past(asOf), asOf) }
    if asOf == nil, rules == nil {
      return try live.withLock { live in
        try body(try Self.caughtUp(&live, log, now), now)
      }
    }
    let ledger = try ScoreLedger(log, asOf: asOf, threads: Self.threads)
    let moment = asOf ?? now
    return try body(try ScoreView(ledger, rules: rules, now: moment), moment)
  }

  private func past(_ moment: Instant) throws -> ScoreView {
    let known = try history.withLock { history in
      var known = try history ?? ScoreHistory()
      history = nil
      try known.catchUp(log)
      history = known
      return known
    }
    return try known.view(asOf: moment, log)
  }

  private static func caughtUp(
    _ live: inout Live?, _ log: any EventLog, _ now: Instant
  ) throws -> ScoreView {
    if var known = live {
      // Let go while it changes, so that nothing is copied; a question that fails builds it anew.
      live = nil
      known.position = try log.withSnapshot { snapshot in
        try known.view.follow(snapshot, after: known.position).position
      }
      // Rules adopted since then judge everything anew.
      known.view = try known.view.judgedByLatestRules()
      live = known
      return known.view
    }
    let head = log.head
    let ledger = try ScoreLedger(log, upTo: head, threads: threads)
    let view = try ScoreView(ledger, rules: nil, now: now)
    live = Live(view: view, position: head)
    return view
  }
}
