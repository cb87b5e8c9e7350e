public import EventStore
public import Hotline
public import Wire

/// 版本比对: two versions of the figures of one log, unit by unit.
public struct VersionComparison: Sendable {
  /// A figure that differs.
  public struct Difference: Hashable, Sendable {
    /// The period, as it is written.
    public let period: String
    /// Code of the unit; empty for all units together.
    public let unit: String
    /// The measure.
    public let measure: Measure
    /// By the old version; `nil` for no data.
    public let before: String?
    /// By the new version; `nil` for no data.
    public let after: String?
    /// By how much, with its sign; `nil` where one has no data.
    public let change: String?
  }

  /// The old version.
  public let from: UInt64
  /// The new version.
  public let to: UInt64
  /// Size of the log that both were computed from.
  public let position: Position
  /// The moment of the question.
  public let now: Instant
  /// Rule set and version by which both judged; empty for none.
  public let rules: String
  /// How many figures were compared.
  public let compared: Int
  /// SHA-256 of every figure by the old version.
  public let digestBefore: Digest
  /// SHA-256 of every figure by the new version.
  public let digestAfter: Digest
  /// The figures that differ, by period, unit and measure.
  public let differences: [Difference]

  /// Computes both versions from one ledger and compares every period of it.
  /// - Parameters:
  ///   - ledger: what is known.
  ///   - from: the old version.
  ///   - to: the new version.
  ///   - rules: rule set; `nil` for the one adopted last.
  ///   - now: the moment of the question.
  /// - Throws: ``ScoreError``.
  /// - Complexity: O(events) for each version.
  public init(
    _ ledger: ScoreLedger, from: ScoreVersion, to: ScoreVersion, rules: String?, now: Instant
  ) throws {
    let book = try ledger.rules(rules)
    let old = try ScoreView(ledger, by: try ledger.basis(book: book, now: now, version: from))
    let new = try ScoreView(ledger, by: try ledger.basis(book: book, now: now, version: to))
    // A version that counts nothing has no months of its own.
    guard let months = old.cube.months ?? new.cube.months else { throw ScoreError.emptyLog }
    let both = new.cube.months ?? months
    let periods = ScorePeriod.all(
      in: min(months.lowerBound, both.lowerBound)...max(months.upperBound, both.upperBound),
      book?.rules)
    let before = try FigureSet(old, periods, at: now)
    let after = try FigureSet(new, periods, at: now)
    self.from = from.number
    self.to = to.number
    position = Position(ledger.events)
    self.now = now
    self.rules = book.map { "\($0.rules.id)@\($0.rules.version)" } ?? ""
    digestBefore = before.digest
    digestAfter = after.digest
    let all = Self.aligned(before, after)
    compared = all.count
    differences = all.compactMap(Self.difference)
  }

  /// Which of two sets of figures differ; a pure function of them.
  public static func differences(_ old: FigureSet, _ new: FigureSet) -> [Difference] {
    aligned(old, new).compactMap(difference)
  }

  private typealias Pair = (old: FigureSet.Figure?, new: FigureSet.Figure?)

  private struct Key: Hashable, Comparable {
    let period: String
    let unit: String
    let measure: Int

    init(_ figure: FigureSet.Figure) {
      (period, unit, measure) = (figure.period, figure.unit, figure.measure.index)
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.period != right.period { return left.period < right.period }
      if left.unit != right.unit { return left.unit < right.unit }
      return left.measure < right.measure
    }
  }

  /// Figures of the same place beside each other, in the order of period, unit and measure.
  private static func aligned(_ old: FigureSet, _ new: FigureSet) -> [Pair] {
    var pairs: [Key: Pair] = [:]
    for figure in old.figures { pairs[Key(figure)] = (figure, nil) }
    for figure in new.figures { pairs[Key(figure), default: (nil, nil)].new = figure }
    return pairs.keys.sorted().compactMap { pairs[$0] }
  }

  private static func difference(_ pair: Pair) -> Difference? {
    guard let place = pair.old ?? pair.new, pair.old?.text != pair.new?.text else { return nil }
    var change: String?
    if let before = pair.old?.number, let after = pair.new?.number,
      let amount = try? after - before
    {
      change = Change.signed(amount, place.measure.unit.rounding)
    }
    return Difference(
      period: place.period, unit: place.unit, measure: place.measure, before: pair.old?.text,
      after: pair.new?.text, change: change)
  }
}

extension VersionComparison {
  /// The sign-off that makes the new version answer.
  /// - Parameters:
  ///   - authority: code of who signs.
  ///   - reason: why.
  ///   - root: the log's root at ``position``.
  public func signOff(by authority: String, reason: String, root: Digest) -> ProjectionSwitched {
    var event = ProjectionSwitched()
    event.projection = ScoreVersion.projection
    event.fromVersion = from
    event.toVersion = to
    event.treeSize = position.rawValue
    event.root = root.bytes
    event.parameters = JSONWriter.text(
      .object([
        .init("asOf", .string(now.description)),
        .init("rules", rules.isEmpty ? .null : .string(rules)),
      ]))
    event.digestBefore = digestBefore.bytes
    event.digestAfter = digestAfter.bytes
    event.differing = UInt64(differences.count)
    event.difference = Self.text(differences.prefix(Self.keptMax))
    event.differenceDigest = differenceDigest.bytes
    event.reason = reason
    event.authority = authority
    return event
  }

  /// Differing figures that stand in a sign-off; of more, the digest still covers every one.
  static let keptMax = 200

  /// SHA-256 of the whole difference.
  public var differenceDigest: Digest { sha256(Array(Self.text(differences[...]).utf8)) }

  private static func text(_ differences: ArraySlice<Difference>) -> String {
    JSONWriter.text(.array(differences.map(\.json)))
  }

  /// Both versions, their digests and every figure that differs.
  public var json: JSONValue {
    .object([
      .init("projection", .string(ScoreVersion.projection)), .init("from", .unsigned(from)),
      .init("to", .unsigned(to)), .init("position", .unsigned(position.rawValue)),
      .init("asOf", .string(now.description)),
      .init("rules", rules.isEmpty ? .null : .string(rules)),
      .init("compared", .integer(Int64(compared))),
      .init("digestBefore", .string(digestBefore.hex)),
      .init("digestAfter", .string(digestAfter.hex)),
      .init("differing", .integer(Int64(differences.count))),
      .init("differences", .array(differences.map(\.json))),
    ])
  }
}

extension VersionComparison.Difference {
  /// The difference; all units together are `null`.
  public var json: JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return .object([
      .init("period", .string(period)), .init("unit", text(unit.isEmpty ? nil : unit)),
      .init("measure", .string(measure.rawValue)), .init("before", text(before)),
      .init("after", text(after)), .init("change", text(change)),
    ])
  }
}
