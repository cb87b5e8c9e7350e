public import EventStore
public import Hotline
public import Wire

extension ScoreLedger {
  /// The rules to judge by.
  ///
  /// - Parameters:
  ///   - name: id of a rule set, or id and version as `foshan@2`; `nil` for the rule set adopted last.
  ///   - calendar: counts what was known of the calendar by the moment of the question.
  /// - Returns: the rules with their calendar; `nil` when none was named and none adopted.
  /// - Throws: ``ScoreError/noRules(_:known:)`` and ``ScoreError/badRules(_:)``.
  public func rules(_ name: String?) throws(ScoreError) -> RuleBook? {
    let all = reference.ruleSets
    guard let wanted = name ?? all.last?.content.rules?.id else { return nil }
    let parts = wanted.split(separator: "@", maxSplits: 1).map(String.init)
    let found: RuleSet?
    if parts.count == 2, let version = UInt64(parts[1]) {
      found = reference.ruleSet(parts[0], version: version)?.content.rules
    } else {
      found = reference.ruleSet(wanted)?.content.rules
    }
    guard let found else {
      throw .noRules(
        wanted, known: reference.ruleSets(asOf: .now).compactMap { $0.content.rules?.id })
    }
    return try book(found)
  }

  /// A rule set made ready with the calendar that the log adopted.
  /// - Throws: ``ScoreError/badRules(_:)``.
  public func book(_ rules: RuleSet) throws(ScoreError) -> RuleBook {
    do {
      let calendar =
        rules.calendar.isEmpty ? nil : try reference.calendar(rules.calendar, knownOn: nil)
      return try RuleBook(rules, calendar: calendar)
    } catch {
      throw .badRules("\(error)")
    }
  }
}

extension ScoreView {
  /// A view of a ledger by rules that it adopted.
  /// - Throws: ``ScoreError``.
  public init(_ ledger: ScoreLedger, rules: String?, now: Instant) throws(ScoreError) {
    let book = try ledger.rules(rules)
    try self.init(ledger, book: book, now: now)
  }

  /// A view of a ledger by rules at hand.
  /// - Throws: ``ScoreError/badRules(_:)``.
  public init(_ ledger: ScoreLedger, book: RuleBook?, now: Instant) throws(ScoreError) {
    let basis: ScoreBasis
    do throws(RuleFinding) {
      basis = try ScoreBasis(book, now: now)
    } catch {
      throw .badRules("\(error)")
    }
    self.init(ledger, by: basis)
  }
}

extension ScoreLedger {
  /// The ledger of a log as it was recorded up to a moment; with a rule book, as those rules would have judged.
  /// - Throws: ``EventStore/LogError``.
  public init(
    _ snapshot: borrowing LogSnapshot, asOf: Instant? = nil, upTo position: Position = .end,
    retoldBy book: RuleBook? = nil, progress: (Position) -> Void = { _ in }
  ) throws {
    self = book.map(ScoreLedger.init(retoldBy:)) ?? ScoreLedger()
    try fold(snapshot, asOf: asOf, upTo: position, progress: progress)
    if let now = asOf ?? recordedAt { passTime(to: now) }
  }
}
