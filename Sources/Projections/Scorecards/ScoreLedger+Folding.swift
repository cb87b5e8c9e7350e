public import EventStore
public import Hotline
public import Wire

extension ScoreLedger {
  /// The ledger of a log, folded by several threads; the same for any number.
  ///
  /// Accounts depend on their own stream alone: a first look at the log puts its events in the order of the streams, and
  /// each thread folds its share of the tickets one by one, so that only one account of each thread is open at a time.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - asOf: what was recorded later is left out; `nil` for everything.
  ///   - position: the last event that counts.
  ///   - book: rules by which limits are made anew; `nil` for those that were recorded.
  ///   - threads: how many.
  ///   - progress: told a position now and then.
  /// - Throws: ``EventStore/LogError``.
  public init(
    _ log: any EventLog, asOf: Instant? = nil, upTo position: Position = .end,
    retoldBy book: RuleBook? = nil, threads: Int,
    progress: @escaping @Sendable (Position) -> Void = { _ in }
  ) throws {
    let fold = LogFold(log, asOf: asOf, upTo: position, threads: threads, progress: progress)
    self = try fold.ledger(retoldBy: book)
  }
}

extension ScoreView {
  /// A view of a log by rules that it adopted, folded and reckoned in one go by several threads; the same for any number.
  /// - Parameters:
  ///   - log: the log.
  ///   - asOf: what was recorded later is left out; `nil` for everything.
  ///   - position: the last event that counts.
  ///   - signals: whether the signals of all tickets are counted and kept.
  ///   - threads: how many.
  ///   - progress: told a position now and then.
  ///   - basis: by what tickets are judged, given the reference data of the log.
  /// - Throws: ``EventStore/LogError``, and what `basis` throws.
  public init(
    _ log: any EventLog, asOf: Instant? = nil, upTo position: Position = .end,
    signals: Bool = false, threads: Int,
    progress: @escaping @Sendable (Position) -> Void = { _ in },
    basis: (ScoreLedger) throws -> ScoreBasis
  ) throws {
    var fold = LogFold(log, asOf: asOf, upTo: position, threads: threads, progress: progress)
    fold.signals = signals
    self = try fold.view(basis)
  }
}
