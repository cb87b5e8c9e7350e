import EventStore
import Hotline
import Projections
import Synchronization

/// The scorecards of the log: live by the rules adopted last, and folded anew for a moment of the past or for other
/// rules.
///
/// The live view is built when it is first asked for and goes on from there with each question, so that it never
/// answers from before what was recorded.
final class ScoreDesk: Sendable {
  private struct Live {
    var view: ScoreView
    var position: Position
    var adoptions: Int
  }

  private let log: any EventLog
  private let live = Mutex<Live?>(nil)

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
    if asOf == nil, rules == nil {
      return try live.withLock { live in
        let view = try Self.caughtUp(&live, log, now)
        return try body(view, now)
      }
    }
    let ledger = try log.withSnapshot { try ScoreLedger($0, asOf: asOf) }
    let moment = asOf ?? now
    return try body(try ScoreView(ledger, rules: rules, now: moment), moment)
  }

  private static func caughtUp(
    _ live: inout Live?, _ log: any EventLog, _ now: Instant
  ) throws -> ScoreView {
    if var known = live {
      live = nil
      try log.withSnapshot { snapshot in
        _ = try snapshot.scan(.all, ReadRange(after: known.position)) { event in
          known.view.apply(event)
          known.position = event.position
          return .next
        }
      }
      // Rules adopted since then judge everything anew.
      let adoptions = known.view.ledger.reference.ruleSets.count
      if adoptions == known.adoptions {
        live = known
        return known.view
      }
    }
    let (ledger, head) = try log.withSnapshot { (try ScoreLedger($0), $0.head) }
    let view = try ScoreView(ledger, rules: nil, now: now)
    live = Live(
      view: view, position: head, adoptions: ledger.reference.ruleSets.count)
    return view
  }
}
