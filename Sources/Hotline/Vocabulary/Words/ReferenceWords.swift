/// 舆情倾向: the tone a keyword set finds in a text.
public enum Sentiment: UInt8, Word {
  /// Praise or thanks.
  case positive = 1
  /// Neither.
  case neutral = 2
  /// Anger or complaint.
  case negative = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .positive: Phrase("positive", "正面", "正面")
    case .neutral: Phrase("neutral", "中性", "中性")
    case .negative: Phrase("negative", "负面", "負面")
    }
  }
}

/// 法律依据: on what ground personal data is restricted or erased.
public enum LegalBasis: UInt8, Word {
  /// The person asked (PIPL article 47).
  case request = 1
  /// No longer needed.
  case purposeAchieved = 2
  /// The period of keeping is over.
  case retentionExpired = 3
  /// Consent was withdrawn.
  case consentWithdrawn = 4
  /// It should not have been kept.
  case unlawful = 5

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .request: Phrase("request of the person", "个人请求", "當事人請求")
    case .purposeAchieved: Phrase("purpose achieved", "处理目的已实现", "蒐集目的消失")
    case .retentionExpired: Phrase("retention period expired", "保存期限届满", "保存期限屆滿")
    case .consentWithdrawn: Phrase("consent withdrawn", "撤回同意", "撤回同意")
    case .unlawful: Phrase("unlawful processing", "违法处理", "違法處理")
    }
  }
}

/// 考核周期: length of an assessment period.
public enum PeriodKind: UInt8, Word {
  /// A month.
  case month = 1
  /// Three months.
  case quarter = 2
  /// Six months.
  case half = 3
  /// Twelve months.
  case year = 4

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .month: Phrase("month", "月", "月")
    case .quarter: Phrase("quarter", "季", "季")
    case .half: Phrase("half-year", "半年", "半年")
    case .year: Phrase("year", "年", "年")
    }
  }
}
