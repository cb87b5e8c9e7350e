import ArgumentParser
import EventStore
import Hotline
import Projections
import Synchronization

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

  /// Asks a log for the rows of an option.
  func ask<Answer>(
    _ global: GlobalOptions, by order: CaseOrder, _ row: RowOption,
    _ body: (ScoreView, ScorePeriod, Instant) throws -> Answer
  ) throws -> Answer {
    try global.withLog { log in
      try ask(log, global.layout.language, by: order) { view, period, now in
        try body(try row.divide(view, log), period, now)
      }
    }
  }

  /// Asks a log, and turns what cannot be answered into a sentence.
  func ask<Answer>(
    _ global: GlobalOptions, by order: CaseOrder = .recorded,
    _ body: (ScoreView, ScorePeriod, Instant) throws -> Answer
  ) throws -> Answer {
    try global.withLog { log in
      try ask(log, global.layout.language, by: order, body)
    }
  }

  /// Asks a log that is open already.
  func ask<Answer>(
    _ log: LMDBEventLog, _ language: Language, by order: CaseOrder = .recorded,
    _ body: (ScoreView, ScorePeriod, Instant) throws -> Answer
  ) throws -> Answer {
    let question = ScoreQuestion(
      rules: rules, point: Viewpoint(asOf: asOf?.instant, by: order), language: language)
    return try question.ask(log) { view, now in
      try body(view, try view.period(period, at: now), now)
    }
  }
}

/// Whether --as-of asks for what was recorded or for what had happened.
struct OrderOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "recorded: --as-of asks for what was known by then; occurred: for what had happened by then, whenever it was recorded.",
      valueName: "time"))
  var by: CaseOrder = .recorded
}

/// Whose figures the rows of a scorecard are.
struct RowOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "unit; group: the units that are compared with one another, taken together; or person: whom the acts name.",
      valueName: "row"))
  var per: ScoreRow = .unit

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Only what units have as lead, or as co-handler (default: all that they answer for).",
      valueName: "role"))
  var role: ScoreRole?

  /// The view whose rows these are.
  func divide(_ view: ScoreView, _ log: LMDBEventLog) throws -> ScoreView {
    try view.divided(
      try ScoreRows(per, as: role).division { try log.withSnapshot { try PersonBook($0) } })
  }
}

/// A question to the accounts and figures of a log.
struct ScoreQuestion {
  var rules: String?
  var point = Viewpoint()
  var language: Language

  /// Folds the log as far as the question asks, and puts it.
  func ask<Answer>(
    _ log: LMDBEventLog, _ body: (ScoreView, Instant) throws -> Answer
  ) throws -> Answer {
    guard point.order == .recorded else {
      return try askLedger(log) { ledger, basis in
        try body(ScoreView(ledger, by: basis), basis.now)
      }
    }
    return try Self.naming(language) {
      let view = try Self.showing(log) { show in
        try ScoreView(
          log, asOf: point.asOf, upTo: point.upTo, threads: Self.threads, progress: show
        ) { try $0.basis(rules, now: Self.moment($0, point)) }
      }
      Self.warn(of: view.ledger.unreadablePositions)
      return try body(view, view.basis.now)
    }
  }

  /// Puts a question that needs no sums.
  func askLedger<Answer>(
    _ log: LMDBEventLog, _ body: (ScoreLedger, ScoreBasis) throws -> Answer
  ) throws -> Answer {
    try Self.naming(language) {
      let ledger = try Self.ledger(log, point)
      return try body(ledger, try ledger.basis(rules, now: Self.moment(ledger, point)))
    }
  }

  /// Says why there is no figure.
  private static func naming<Answer>(
    _ language: Language, _ body: () throws -> Answer
  ) throws -> Answer {
    do {
      return try body()
    } catch let error as ScoreError {
      throw Failure(error, language)
    }
  }

  /// Shows how far a fold of a log is.
  private static func showing<Folded>(
    _ log: LMDBEventLog, _ fold: (@escaping @Sendable (Position) -> Void) throws -> Folded
  ) rethrows -> Folded {
    let bar = Mutex(ProgressBar("fold", total: log.head.rawValue))
    let folded = try fold { position in bar.withLock { $0.show(position.rawValue) } }
    bar.withLock { $0.finish() }
    return folded
  }

  private static let threads = 2

  /// The moment of a question: that of --as-of, else when the last event that was read was recorded. Nothing here reads
  /// a clock, so that a question gives the same answer whenever it is put.
  static func moment(_ ledger: ScoreLedger, _ point: Viewpoint) -> Instant {
    point.asOf ?? ledger.recordedAt ?? Instant(microseconds: 0)
  }

  /// Folds a log as a point of view shows it; with a rule book, as those rules would have judged.
  static func ledger(
    _ log: LMDBEventLog, _ point: Viewpoint, retoldBy book: RuleBook? = nil
  ) throws -> ScoreLedger {
    let ledger = try showing(log) { show in
      switch point.order {
      case .recorded:
        try ScoreLedger(
          log, asOf: point.asOf, upTo: point.upTo, retoldBy: book, threads: threads, progress: show)
      case .occurred:
        try log.withSnapshot { try ScoreLedger($0, at: point, retoldBy: book, progress: show) }
      }
    }
    warn(of: ledger.unreadablePositions)
    return ledger
  }

  /// Says which events no figure holds.
  private static func warn(of unreadable: [Position]) {
    guard !unreadable.isEmpty else { return }
    let shown = unreadable.prefix(20).map(\.description).joined(separator: ", ")
    let more = unreadable.count > 20 ? " …" : ""
    Terminal.write(
      Array(
        ("replay: WARNING: \(unreadable.count) events cannot be read and are in no figure; positions: "
          + "\(shown)\(more)\n").utf8), to: .error)
  }
}
