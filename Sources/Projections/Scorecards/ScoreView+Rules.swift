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

extension ScoreLedger {
  /// By what tickets are judged: rules that the log adopted, and the version of the figures that was signed by then.
  ///
  /// - Parameters:
  ///   - rules: id of a rule set, or id and version; `nil` for the rule set adopted last.
  ///   - now: the moment of the question.
  ///   - version: a version of the figures; `nil` for the one that was signed last.
  ///   - versions: those that this program has.
  /// - Throws: ``ScoreError``.
  public func basis(
    _ rules: String?, now: Instant, version: UInt64? = nil,
    versions: [ScoreVersion] = ScoreVersion.known
  ) throws(ScoreError) -> ScoreBasis {
    let number = version ?? signedVersion
    return try basis(
      book: try self.rules(rules), now: now, version: try ScoreVersion.of(number, versions))
  }

  /// By what tickets are judged: rules at hand, and a version of the figures.
  /// - Throws: ``ScoreError/badRules(_:)``.
  public func basis(
    book: RuleBook?, now: Instant, version: ScoreVersion
  ) throws(ScoreError) -> ScoreBasis {
    do throws(RuleFinding) {
      let severalFormulas = (book?.rules.scoring.count ?? 0) > 1
      return try ScoreBasis(
        book, now: now, version: version, groups: severalFormulas ? reference.unitGroups : [:])
    } catch {
      throw .badRules("\(error)")
    }
  }
}

extension ScoreView {
  /// A view of a ledger by rules that it adopted, with the figures of the version that was signed by then.
  /// - Parameters:
  ///   - version: another version of the figures, such as that of an earlier bulletin.
  ///   - signals: whether the signals of all tickets are counted and kept.
  /// - Throws: ``ScoreError``, ``EventStore/LogError``.
  public init(
    _ ledger: ScoreLedger, rules: String?, now: Instant, version: UInt64? = nil,
    signals: Bool = false
  ) throws {
    let basis = try ledger.basis(rules, now: now, version: version)
    try self.init(ledger, by: basis, signals: signals)
  }

  /// A view of a ledger by rules at hand.
  /// - Throws: ``ScoreError``, ``EventStore/LogError``.
  public init(_ ledger: ScoreLedger, book: RuleBook?, now: Instant) throws {
    let version = try ScoreVersion.of(ledger.signedVersion, ScoreVersion.known)
    try self.init(ledger, by: try ledger.basis(book: book, now: now, version: version))
  }
}

extension ScoreLedger {
  /// The ledger of a log as a point of view shows it; with a rule book, as those rules would have judged.
  /// - Throws: ``EventStore/LogError``.
  public init(
    _ snapshot: borrowing LogSnapshot, at point: Viewpoint, retoldBy book: RuleBook? = nil,
    progress: (Position) -> Void = { _ in }
  ) throws {
    switch point.order {
    case .recorded:
      try self.init(
        snapshot, asOf: point.asOf, upTo: point.upTo, retoldBy: book, progress: progress)
    case .occurred:
      try self.init(
        whatHappened: snapshot, by: point.asOf, upTo: point.upTo, retoldBy: book,
        progress: progress)
    }
  }

  /// The ledger of a log as it was recorded up to a moment; with a rule book, as those rules would have judged.
  /// - Throws: ``EventStore/LogError``.
  public init(
    _ snapshot: borrowing LogSnapshot, asOf: Instant? = nil, upTo position: Position = .end,
    retoldBy book: RuleBook? = nil, progress: (Position) -> Void = { _ in }
  ) throws {
    self = book.map { ScoreLedger(retoldBy: $0) } ?? ScoreLedger()
    try fold(snapshot, asOf: asOf, upTo: position, progress: progress)
    if let now = asOf ?? recordedAt { try passTime(to: now) }
  }
}
