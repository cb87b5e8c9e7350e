/// 紧急程度: how quickly a matter endangers life or property.
public enum Urgency: UInt8, Word {
  /// Nothing is in danger.
  case normal = 1
  /// 危害生命财产: life or property is in danger.
  case urgent = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .normal: Phrase("normal", "一般", "一般")
    case .urgent: Phrase("urgent", "紧急", "緊急")
    }
  }
}

/// 难易程度: whether a ticket counts as difficult (Shanghai's 1-5-15 rule).
public enum Difficulty: UInt8, Word {
  /// An ordinary ticket.
  case general = 1
  /// A ticket with the longer limit.
  case difficult = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .general: Phrase("general", "一般", "一般")
    case .difficult: Phrase("difficult", "疑难", "疑難")
    }
  }
}

/// 结案等级: Taipei's grades of a closed ticket.
public enum HandlingGrade: UInt8, Word {
  /// Settled at once.
  case a = 1
  /// Must be advanced step by step; stays on the follow-up list.
  case b = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .a: Phrase("A: settled at once", "甲类：即时办结", "A級：即時辦結")
    case .b: Phrase("B: advanced step by step", "乙类：持续推进", "B級：持續推動")
    }
  }
}

/// 中止方式: why no clock runs.
public enum SuspensionKind: UInt8, Word {
  /// Waiting for something outside the unit's power.
  case suspended = 1
  /// 挂账: a hard ticket with a plan and an end date.
  case parked = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .suspended: Phrase("suspended", "中止", "中止")
    case .parked: Phrase("parked with a plan", "挂账", "列管")
    }
  }
}
