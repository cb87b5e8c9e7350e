/// 督办牌: the warning for a limit that was passed.
public enum CardColour: UInt8, Word {
  /// Over the limit.
  case yellow = 1
  /// Seriously over the limit; discipline follows.
  case red = 2
  /// 书面批评: written criticism, after a reminder that did not help.
  case criticism = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .yellow: Phrase("yellow card", "黄牌", "黃牌")
    case .red: Phrase("red card", "红牌", "紅牌")
    case .criticism: Phrase("written criticism", "书面批评", "書面批評")
    }
  }
}

/// 剔除理由: why a ticket does not count in the assessment.
public enum ExclusionGround: UInt8, Word {
  /// Beyond the city's powers.
  case noJurisdiction = 1
  /// The demand has no ground in law or reason.
  case unlawfulDemand = 2
  /// False, or repeated in bad faith.
  case maliciousRepetition = 3
  /// A court or another procedure has it.
  case legalProcedure = 4
  /// Nobody could have done it.
  case forceMajeure = 5
  /// The citizen cannot be reached.
  case unreachable = 6
  /// Law enforcement, mediation and the like (Guangdong).
  case matterType = 7

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .noJurisdiction: Phrase("no jurisdiction", "不属管辖", "非屬管轄")
    case .unlawfulDemand: Phrase("unreasonable or unlawful demand", "诉求不合理或不合法", "訴求不合理或不合法")
    case .maliciousRepetition: Phrase("false or malicious repetition", "虚假或恶意重复", "虛假或惡意重複")
    case .legalProcedure: Phrase("in legal procedure", "已进入法定程序", "已進入法定程序")
    case .forceMajeure: Phrase("force majeure", "不可抗力", "不可抗力")
    case .unreachable: Phrase("citizen cannot be reached", "无法联系来电人", "無法聯繫民眾")
    case .matterType: Phrase("matter not assessed by satisfaction", "事项类型不纳入满意度考核", "事項類型不納入滿意度考核")
    }
  }
}

/// 检查结论: what a check found.
public enum InspectionResult: UInt8, Word {
  /// What was reported is true.
  case confirmed = 1
  /// Done, but poorly.
  case poor = 2
  /// The reported result is not true.
  case falseReport = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .confirmed: Phrase("confirmed", "属实", "屬實")
    case .poor: Phrase("handled poorly", "办理不力", "處理不善")
    case .falseReport: Phrase("false report", "谎报处理结果", "謊報處理結果")
    }
  }
}
