public import Hotline

/// 得分: points from measures by a scoring rule, with every number on the way, so that it can be explained.
public struct Score: Hashable, Sendable {
  /// By which it was calculated.
  public let formula: ScoringFormula
  /// The terms, in the order of the rule.
  public let terms: [TermScore]
  /// Base points and the points of all terms; `nil` when a term without data forbids a score.
  public let sum: ExactNumber?
  /// The sum held between floor and cap.
  public let limited: ExactNumber?
  /// 总分: rounded once, as published; `nil` when there is none.
  public let value: ExactNumber?
  /// 等次: place of its level in the rule; `nil` when there is no score or no level that takes it.
  public let level: Int?

  /// The score as it is printed, or `nil` when there is none.
  public var text: String? { value.map(formula.text) }

  /// 小样本: places of terms that rest on fewer answers or tickets than the rule asks for.
  public var smallSamples: [Int] { terms.indices.filter { terms[$0].isSmallSample } }

  /// 参加排名: whether it takes part in the ranking: there is a score, and no term is a small sample.
  public var isRanked: Bool { value != nil && !terms.contains(where: \.isSmallSample) }
}

/// 计分项得分: the points of one term, step by step.
public struct TermScore: Hashable, Sendable {
  /// By which it was calculated.
  public let term: ScoringFormula.Term
  /// What was measured; `nil` for a fixed item.
  public let measured: MeasureValue?
  /// The exact value in the measure's unit; `nil` without data.
  public let number: ExactNumber?
  /// The value that the formula took: rounded first, where the rule says so.
  public let input: ExactNumber?
  /// How far the input lies above the target, below it with a minus; `nil` without a target.
  public let distance: ExactNumber?
  /// Points by the formula.
  public let raw: ExactNumber?
  /// Points held between floor and cap.
  public let limited: ExactNumber?
  /// What the points were multiplied with: the weight, and where other terms had no data also their share.
  public let factor: ExactNumber
  /// Points times factor.
  public let weighted: ExactNumber?
  /// 得分: rounded, where the rule says so; `nil` when the term gives no points.
  public let points: ExactNumber?

  /// Whether it had something to measure.
  public var hasData: Bool { measured == nil || number != nil }

  /// What was done for want of data; `nil` when there was data.
  public var missing: MissingTerm? { hasData ? nil : term.missing }

  /// 小样本: whether it rests on fewer answers or tickets than the rule asks for.
  public var isSmallSample: Bool {
    guard hasData, let sample = measured?.sample else { return false }
    return sample < term.sampleMin
  }
}
