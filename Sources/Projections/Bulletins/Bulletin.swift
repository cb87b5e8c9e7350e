public import EventStore
public import Hotline
public import Wire

/// 通报: figures of a period as they are published, with all that is needed to compute them again.
///
/// The event names log size and root, the rules with their digest, the moment of the question, and the digest of
/// every figure; the headline figures themselves stand in it too. A later bulletin on the same period stands
/// beside it, never instead of it.
public struct Bulletin: Sendable {
  /// The event.
  public let event: BulletinPublished
  /// The figures.
  public let card: Scorecard
  /// Whether the period still ran when the figures were taken: they may still change.
  public let isPartial: Bool
  /// What it restates of an earlier bulletin on the same period: each figure as it was published and as it is now,
  /// with the reason and who approved it.
  public private(set) var restatements: [FigureRestated] = []

  /// A bulletin's stream.
  public static func stream(_ id: String) throws -> StreamID { try StreamID("bulletin-" + id) }

  /// The bulletin of a period from a log as it is.
  ///
  /// - Parameters:
  ///   - id: its number.
  ///   - period: such as `2016-10`.
  ///   - rules: id of a rule set; `nil` for the one adopted last.
  ///   - now: the moment of the question.
  ///   - position: the last event that counts.
  ///   - version: how figures are computed; `nil` for the version that was signed by then.
  ///   - snapshot: the log.
  /// - Throws: ``ScoreError``, ``EventStore/LogError``.
  public init(
    _ id: String, period: String, rules: String?, at now: Instant, upTo position: Position,
    version: UInt64? = nil, _ snapshot: borrowing LogSnapshot
  ) throws {
    let ledger = try ScoreLedger(snapshot, upTo: position)
    let view = try ScoreView(ledger, rules: rules, now: now, version: version)
    card = try view.scorecard(try view.period(period, at: now), at: now)
    isPartial = now < card.period.finish(offset: view.basis.offset)
    var event = BulletinPublished()
    event.bulletin = id
    event.period = card.period.description
    if let book = view.basis.book {
      event.ruleSet = book.rules.id
      event.ruleVersion = book.rules.version
      event.rulesDigest = sha256(book.rules.encoded).bytes
    }
    event.treeSize = position.rawValue
    event.root = try snapshot.root(at: position.rawValue).bytes
    event.parameters = JSONWriter.text(
      .object([
        .init("asOf", .string(now.description)),
        .init("projection", .string(ScoreVersion.name(card.version))),
      ]))
    event.resultDigest = card.digest.bytes
    event.figures = Self.headlines(card)
    self.event = event
  }

  init(event: BulletinPublished, _ other: Bulletin) {
    self.event = event
    card = other.card
    isPartial = other.isPartial
    restatements = other.restatements
  }

  /// The same figures under another number.
  public func numbered(_ id: String) -> Bulletin {
    var event = event
    event.bulletin = id
    return Bulletin(event: event, self)
  }

  /// The same figures beside those of an earlier bulletin on the same period, which stay as they were published.
  ///
  /// - Parameters:
  ///   - earlier: the bulletin whose figures changed.
  ///   - reason: why they changed.
  ///   - authority: code of who approved the change.
  public func restating(_ earlier: Bulletin, reason: String, authority: String) -> Bulletin {
    var bulletin = self
    bulletin.restatements = earlier.changes(to: self).map { change in
      var restated = FigureRestated()
      restated.bulletin = earlier.event.bulletin
      restated.figure = change.figure
      restated.before = change.before
      restated.after = change.after
      restated.reason = reason
      restated.authority = authority
      return restated
    }
    return bulletin
  }

  /// The file that is published: the scorecard, what is needed to compute it again, and what it restates.
  public var json: JSONValue {
    var members: [JSONValue.Member] = []
    if case .object(let all) = card.json() { members = all }
    return .object(
      [.init("bulletin", .string(event.bulletin)), .init("isPartial", .bool(isPartial))] + members
        + [
          .init("treeSize", .unsigned(event.treeSize)), .init("root", .string(base64(event.root))),
          .init("rulesDigest", .string(base64(event.rulesDigest))),
          .init("resultDigest", .string(base64(event.resultDigest))),
          .init("restates", .array(restatements.map(\.json))),
        ])
  }

  /// A published bulletin, computed again from the log of then.
  /// - Throws: ``ScoreError``, ``EventStore/LogError``.
  public init(_ published: BulletinPublished, _ snapshot: borrowing LogSnapshot) throws {
    let rules =
      published.ruleSet.isEmpty ? nil : "\(published.ruleSet)@\(published.ruleVersion)"
    guard
      let asOf = CanonicalText.member("asOf", of: published.parameters).flatMap({
        Instant(iso8601: $0)
      })
    else {
      throw ScoreError.noPeriod(published.parameters)
    }
    let projection = CanonicalText.member("projection", of: published.parameters)
    try self.init(
      published.bulletin, period: published.period, rules: rules, at: asOf,
      upTo: Position(published.treeSize),
      version: projection.flatMap { UInt64($0.drop { $0 != "@" }.dropFirst()) }, snapshot)
  }

  /// A published figure that differs: `unit/measure`, as it was and as it is.
  public struct Change: Hashable, Sendable {
    /// Code of the unit, or ``Explanation/everybody`` for all units together, and id of the measure.
    public let figure: String
    /// As published.
    public let before: String
    /// As it is now.
    public let after: String
  }

  /// Figures of the file that differ from another bulletin's: of all units together, then of each in order, by measure.
  public func changes(to other: Bulletin) -> [Change] {
    let units = Set(card.rows.map(\.unit)).union(other.card.rows.map(\.unit)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var changes: [Change] = []
    func note(_ unit: String, _ measure: Measure, _ before: String?, _ after: String?) {
      guard before != after else { return }
      let figure = "\(unit)/\(measure.rawValue)"
      changes.append(Change(figure: figure, before: before ?? "", after: after ?? ""))
    }
    func note(_ unit: String, _ old: MeasureTable?, _ new: MeasureTable?) {
      for measure in Measure.allCases {
        let texts = [old, new].map { table in table.flatMap { Self.text($0, measure) } }
        note(unit, measure, texts[0], texts[1])
      }
    }
    note(Explanation.everybody, card.total, other.card.total)
    for unit in units {
      let (old, new) = (card.row(unit), other.card.row(unit))
      note(unit, old?.measures, new?.measures)
      note(unit, .composite, old?.score?.text, new?.score?.text)
      note(unit, .rank, old?.place.map(String.init), new?.place.map(String.init))
    }
    return changes
  }

  /// A figure with its counts, as it is printed; `nil` without data.
  private static func text(_ table: MeasureTable, _ measure: Measure) -> String? {
    table[measure].text(measure).map { text in
      table[measure].counts.map { "\(text) (\($0))" } ?? text
    }
  }

  /// Most bytes of headline figures in the event; a longer list gives way to the total alone.
  static let figureBytesMax = 48_000

  private static func headlines(_ card: Scorecard) -> String {
    let units = card.rows.map { row in
      JSONValue.object(
        [.init("unit", .string(row.unit))]
          + headline(row.measures, score: row.score?.text, place: row.place))
    }
    let total = JSONValue.object(headline(card.total, score: nil, place: nil))
    let whole = JSONWriter.text(.object([.init("total", total), .init("units", .array(units))]))
    return whole.utf8.count <= figureBytesMax
      ? whole : JSONWriter.text(.object([.init("total", total)]))
  }

  /// The measures that a bulletin prints.
  public static let measures: [Measure] = [
    .volume, .finished, .onTime, .satisfaction, .callbackResponse, .confirmedResolution,
    .yellowCards, .redCards,
  ]

  private static func headline(
    _ table: MeasureTable, score: String?, place: Int?
  ) -> [JSONValue.Member] {
    var members = measures.map { measure in
      JSONValue.Member(
        measure.rawValue,
        text(table, measure).map { .string($0) } ?? .null)
    }
    if let score { members.append(.init("score", .string(score))) }
    if let place { members.append(.init("rank", .integer(Int64(place)))) }
    return members
  }
}
