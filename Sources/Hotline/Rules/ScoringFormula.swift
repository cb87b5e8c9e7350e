/// A scoring rule made ready to calculate by: its decimals read, its measures found, everything checked.
///
/// A value: the same formula gives the same score from the same measures on every machine.
public struct ScoringFormula: Hashable, Sendable {
  /// The rule.
  public let rule: ScoringRule
  /// Points before any term.
  public let base: ExactNumber
  /// The terms, in the order of the rule.
  public let terms: [Term]
  /// Least score; `nil` for none.
  public let floor: ExactNumber?
  /// Greatest score; `nil` for none.
  public let cap: ExactNumber?
  /// How the score is rounded.
  public let rounding: Rounding
  /// Where each level begins, in the order of the rule, the highest first; `nil` for the one that takes the rest.
  public let levels: [ExactNumber?]
  /// Places of the terms that decide between equal scores.
  public let tieTerms: [Int]

  /// The most digits after the point of a decimal in a rule.
  public static let digitsMax = 9
  /// The greatest magnitude of a decimal in a rule.
  public static let magnitudeMax: ExactNumber = 1_000_000_000

  /// A term with its decimals read.
  public struct Term: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// What it measures; `nil` for a fixed item.
    public let measure: Measure?
    /// Factor of the points.
    public let weight: ExactNumber
    /// Points at the target, or of a fixed item.
    public let full: ExactNumber
    /// What gives the points.
    public let shape: Shape
    /// Least points before weighting; `nil` for none.
    public let floor: ExactNumber?
    /// Most points before weighting; `nil` for none.
    public let cap: ExactNumber?
    /// How the measure is rounded before the formula; `nil` for not at all.
    public let input: Rounding?
    /// How the weighted points are rounded; `nil` for not at all.
    public let rounding: Rounding?
    /// What happens without data.
    public let missing: MissingTerm
    /// The sample under which a share counts as small.
    public let sampleMin: Int64
  }

  /// How a measure becomes points.
  public enum Shape: Hashable, Sendable {
    /// The full points, whatever is measured.
    case fixed
    /// Full points at the target, and a change for each unit below and above it.
    case line(target: ExactNumber, below: ExactNumber, above: ExactNumber)
    /// Points by thresholds, in ascending order; none below the first.
    case steps([Step])
  }

  /// Points from a threshold on.
  public struct Step: Hashable, Sendable {
    /// Least value of the measure.
    public let from: ExactNumber
    /// Points from there on.
    public let points: ExactNumber
  }

  /// Makes a rule ready.
  /// - Throws: ``RuleFinding`` with the first place in the rule that cannot be used, and how to mend it.
  public init(_ rule: ScoringRule) throws(RuleFinding) {
    self.rule = rule
    var reader = ScoringReader(rule)
    base = try reader.decimal(rule.base, "base") ?? .zero
    (floor, cap) = try reader.limits(rule.floor, rule.cap)
    rounding = try reader.rounding(rule.rounding, "rounding") ?? .twoDigits
    terms = try reader.terms()
    levels = try reader.levels()
    tieTerms = try reader.tieTerms()
    try reader.checkExclusions()
  }

  /// A score as it is printed.
  public func text(_ score: ExactNumber) -> String {
    rule.rounding?.trims == true ? score.trimmedText(rounding) : score.text(rounding)
  }

  /// Whether a ground of exclusion takes a ticket out of a measure.
  public func excludes(_ ground: ExclusionGround, from measure: Measure) -> Bool {
    let own =
      rule.exclusions.first { $0.measure == measure.rawValue }
      ?? rule.exclusions.first { measure.belongs(to: $0.measure) }
    return own?.grounds.contains(ground) ?? true
  }

  /// Whether a grade counts as satisfied; the upper three of five where the rule does not say.
  public func isSatisfied(_ grade: Satisfaction) -> Bool {
    rule.satisfied.isEmpty
      ? grade.rawValue <= Satisfaction.basicallySatisfied.rawValue : rule.satisfied.contains(grade)
  }
}

extension RuleFinding: Error {}
