public import Hotline

/// 指标定义: what a measure counts, in three languages.
public struct MeasureDefinition: Sendable {
  /// The measure.
  public let measure: Measure
  /// Its name.
  public let title: Phrase
  /// 分子: what is counted, or the quantity that is taken.
  public let numerator: Phrase
  /// 分母: out of what; `nil` for a plain count.
  public let denominator: Phrase?
  /// 剔除: what is left out.
  public let exclusions: MeasureScope
  /// 依据: where it comes from.
  public let source: Phrase

  init(
    _ measure: Measure, _ title: Phrase, _ numerator: Phrase, of denominator: Phrase? = nil,
    _ exclusions: MeasureScope, _ source: Phrase
  ) {
    self.measure = measure
    self.title = title
    self.numerator = numerator
    self.denominator = denominator
    self.exclusions = exclusions
    self.source = source
  }

  /// The definition as one sentence, unit included.
  public var sentence: Phrase {
    let unit = measure.unit.words
    guard let denominator else {
      return Phrase(
        "\(numerator.english) (\(unit.english))", "\(numerator.simplified)（\(unit.simplified)）",
        "\(numerator.traditional)（\(unit.traditional)）")
    }
    let factor = measure.unit == .percent ? " × 100 %" : ""
    let name =
      measure.unit == .percent
      ? Phrase("", "", "")
      : Phrase(
        " (\(unit.english))", "（\(unit.simplified)）", "（\(unit.traditional)）")
    return Phrase(
      "\(numerator.english) ÷ \(denominator.english)\(factor)\(name.english)",
      "\(numerator.simplified) ÷ \(denominator.simplified)\(factor)\(name.simplified)",
      "\(numerator.traditional) ÷ \(denominator.traditional)\(factor)\(name.traditional)")
  }

  /// The definition of a measure.
  public static func of(_ measure: Measure) -> MeasureDefinition { all[measure.index] }

  /// Every measure's, in the order of ``Hotline/Measure``.
  public static let all: [MeasureDefinition] = {
    let tables = volume + speed + outcome + quality + supervision
    let sorted = tables.sorted { $0.measure.index < $1.measure.index }
    precondition(
      sorted.map(\.measure) == Measure.allCases, "every measure has one definition, and only one")
    return sorted
  }()

  /// What each measure leaves out, in the order of ``all``: asked for with every entry.
  static let scopes: [MeasureScope] = all.map(\.exclusions)
}

/// 剔除范围: what a measure leaves out.
public enum MeasureScope: Sendable {
  /// Nothing: it says what came in or what is there.
  case nothing
  /// Tickets that are excluded from the assessment, by decision or by matter type.
  case assessment
  /// As ``assessment``, and tickets that were merged into another.
  case assessmentAndMerged

  /// For people.
  public var words: Phrase {
    switch self {
    case .nothing: Phrase("nothing", "不剔除", "不剔除")
    case .assessment:
      Phrase(
        "tickets excluded for this measure by a decision or by the type of matter",
        "经批准剔除或因事项类型不计入本指标的工单", "經核准剔除或因事項類型不計入本指標的案件")
    case .assessmentAndMerged:
      Phrase(
        "tickets excluded for this measure by a decision or by the type of matter, and tickets merged into "
          + "another",
        "经批准剔除、因事项类型不计入本指标或已并入他单的工单", "經核准剔除、因事項類型不計入本指標或已併入他案的案件")
    }
  }
}
