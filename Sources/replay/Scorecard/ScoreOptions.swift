import ArgumentParser
import EventStore
import Hotline
import Projections

/// Options of every question about a period.
struct ScoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("2016-10, 2016-Q4, 2016-H2 or 2016.", valueName: "period"))
  var period: String

  @Option(
    help: ArgumentHelp(
      "Rule set by which to judge, such as foshan or foshan@2 (default: the one adopted last).",
      valueName: "id"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "Only what was recorded by this time (a day alone means its end, +08:00).",
      valueName: "time"))
  var asOf: InstantArgument?

  /// Asks a log, and turns what cannot be answered into a sentence.
  func ask<Answer>(
    _ global: GlobalOptions, _ body: (ScoreView, ScorePeriod, Instant) throws -> Answer
  ) throws -> Answer {
    try ScoreQuestion(rules: rules, asOf: asOf?.instant).ask(global) { view, now in
      try body(view, try view.period(period, at: now), now)
    }
  }
}

/// A question to the scorecards of a log.
struct ScoreQuestion {
  var rules: String?
  var asOf: Instant?

  /// Folds the log as far as the question asks, and puts it.
  ///
  /// The moment of the question is that of --as-of, else when the log's last event was recorded.
  func ask<Answer>(
    _ global: GlobalOptions, _ body: (ScoreView, Instant) throws -> Answer
  ) throws -> Answer {
    let (_, log) = try global.open()
    defer { log.close() }
    do {
      let ledger = try Self.ledger(log, asOf)
      let now = asOf ?? ledger.recordedAt ?? Instant(microseconds: 0)
      return try body(try ScoreView(ledger, rules: rules, now: now), now)
    } catch let error as ScoreError {
      throw Failure(error, global.layout.language)
    }
  }

  /// Folds a log as recorded by a moment; with a rule book, as those rules would have judged.
  static func ledger(
    _ log: LMDBEventLog, _ asOf: Instant?, retoldBy book: RuleBook? = nil
  ) throws -> ScoreLedger {
    var bar = ProgressBar("fold", total: log.head.rawValue)
    defer { bar.finish() }
    return try log.withSnapshot { snapshot in
      try ScoreLedger(snapshot, asOf: asOf, retoldBy: book) { bar.show($0.rawValue) }
    }
  }
}

extension Failure {
  /// Why there is no figure.
  init(_ error: ScoreError, _ language: Language) {
    let code: Failure.Code
    switch error {
    case .noPeriod, .badRules, .overflow, .noMeasure: code = .usage
    default: code = .notFound
    }
    self.init(error.words(language), code)
  }
}
