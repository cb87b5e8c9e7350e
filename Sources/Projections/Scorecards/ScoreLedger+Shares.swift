public import EventStore
public import Hotline
public import Wire

extension ScoreLedger {
  /// The ledger of a log, folded by several threads, each with its share of the streams; the same for any number.
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
    let end = min(position, log.head)
    let parts = try WorkShare.all(threads) { share in
      var part = book.map { ScoreLedger(retoldBy: $0) } ?? ScoreLedger()
      part.share = share
      return try log.withSnapshot { snapshot in
        try part.fold(snapshot, asOf: asOf, upTo: end) { if share.index == 0 { progress($0) } }
        return part
      }
    }
    self = parts[0]
    share = nil
    for part in parts.dropFirst() { merge(part) }
    if let now = asOf ?? recordedAt { passTime(to: now) }
  }

  /// Takes the accounts of other streams of the same log.
  private mutating func merge(_ other: ScoreLedger) {
    accounts.merge(other.accounts)
    unreadable = (unreadable + other.unreadable).sorted()
  }
}
