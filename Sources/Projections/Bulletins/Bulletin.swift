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

  private init(event: BulletinPublished, card: Scorecard) {
    self.event = event
    self.card = card
  }

  /// The same figures under another number.
  public func numbered(_ id: String) -> Bulletin {
    var event = event
    event.bulletin = id
    return Bulletin(event: event, card: card)
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

  /// A headline figure that differs: `unit/measure`, as it was and as it is.
  public struct Change: Hashable, Sendable {
    /// Code of the unit and id of the measure.
    public let figure: String
    /// As published.
    public let before: String
    /// As it is now.
    public let after: String
  }

  /// Headline figures that differ from another bulletin's, in the order of units and measures.
  public func changes(to other: Bulletin) -> [Change] {
    let units = Set(card.rows.map(\.unit)).union(other.card.rows.map(\.unit)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var changes: [Change] = []
    for unit in units {
      let (old, new) = (card.row(unit), other.card.row(unit))
      func note(_ name: String, _ before: String?, _ after: String?) {
        if before != after {
          changes.append(
            Change(figure: "\(unit)/\(name)", before: before ?? "", after: after ?? ""))
        }
      }
      for measure in Self.measures {
        note(
          measure.rawValue, old.flatMap { Self.text($0.measures, measure) },
          new.flatMap { Self.text($0.measures, measure) })
      }
      note(Measure.composite.rawValue, old?.score?.text, new?.score?.text)
      note(Measure.rank.rawValue, old?.place.map(String.init), new?.place.map(String.init))
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
    .volume, .finished, .onTime, .satisfaction, .confirmedResolution, .yellowCards, .redCards,
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

/// 已发通报: the bulletins of a log, in the order in which they were published.
public struct BulletinShelf: Sendable {
  /// A bulletin as recorded.
  public struct Published: Sendable {
    /// What it says.
    public let event: BulletinPublished
    /// The event's position.
    public let position: Position
    /// When it was recorded.
    public let recordedAt: Instant

    /// A bulletin as recorded.
    public init(event: BulletinPublished, position: Position, recordedAt: Instant) {
      self.event = event
      self.position = position
      self.recordedAt = recordedAt
    }
  }

  /// Every bulletin.
  public private(set) var bulletins: [Published] = []
  /// Restatements of figures of earlier bulletins, with their positions.
  public private(set) var restatements: [(event: FigureRestated, position: Position)] = []

  /// Reads the bulletins of a log, found by the index of types.
  /// - Throws: ``EventStore/LogError``.
  public init(_ snapshot: borrowing LogSnapshot) throws {
    var bulletins: [Published] = []
    var restatements: [(event: FigureRestated, position: Position)] = []
    let types = [try EventType(BulletinPublished.typeName), try EventType(FigureRestated.typeName)]
    try snapshot.scan(.matching(types: types)) { view in
      let event = try RecordedEvent(view)
      let payload = try? Vocabulary.decode(event.record.type.text, event.record.payload)
      if let published = payload as? BulletinPublished {
        bulletins.append(
          Published(
            event: published, position: event.position, recordedAt: event.record.recordedAt))
      } else if let restated = payload as? FigureRestated {
        restatements.append((restated, event.position))
      }
      return .next
    }
    self.bulletins = bulletins
    self.restatements = restatements
  }

  /// The bulletin of a number, or `nil`.
  public func bulletin(_ id: String) -> Published? {
    bulletins.last { $0.event.bulletin.hasSameBytes(as: id) }
  }

  /// The last bulletin on a period by a rule set, or `nil`.
  public func latest(period: String, ruleSet: String) -> Published? {
    bulletins.last { $0.event.period == period && $0.event.ruleSet.hasSameBytes(as: ruleSet) }
  }
}

extension BulletinShelf.Published {
  /// The bulletin, for programs.
  public func json(_ restatements: [(event: FigureRestated, position: Position)]) -> JSONValue {
    let own = restatements.filter { $0.event.bulletin.hasSameBytes(as: event.bulletin) }
    return .object([
      .init("bulletin", .string(event.bulletin)), .init("period", .string(event.period)),
      .init("ruleSet", .string(event.ruleSet)), .init("ruleVersion", .unsigned(event.ruleVersion)),
      .init("position", .unsigned(position.rawValue)),
      .init("recordedAt", .string(recordedAt.description)),
      .init("treeSize", .unsigned(event.treeSize)), .init("root", .string(base64(event.root))),
      .init("rulesDigest", .string(base64(event.rulesDigest))),
      .init("resultDigest", .string(base64(event.resultDigest))),
      .init("parameters", .string(event.parameters)), .init("figures", .string(event.figures)),
      .init(
        "restatements",
        .array(
          own.map { restated, position in
            .object([
              .init("figure", .string(restated.figure)), .init("before", .string(restated.before)),
              .init("after", .string(restated.after)), .init("reason", .string(restated.reason)),
              .init("position", .unsigned(position.rawValue)),
            ])
          })),
    ])
  }
}
