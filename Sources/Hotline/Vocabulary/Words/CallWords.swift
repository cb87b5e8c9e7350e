/// 通话结果: how a call ended.
public enum CallOutcome: UInt8, Word {
  /// A person answered and the call ended by itself.
  case answered = 1
  /// The caller hung up before anyone answered.
  case abandoned = 2
  /// Cut off automatically at the call limit.
  case cutOff = 3
  /// No line was free.
  case busy = 4

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .answered: Phrase("answered", "已接通", "已接通")
    case .abandoned: Phrase("abandoned in the queue", "排队放弃", "等候中放棄")
    case .cutOff: Phrase("cut off at the limit", "超时切断", "逾時切斷")
    case .busy: Phrase("busy", "占线", "忙線")
    }
  }
}

/// 回访结果: what came of an attempt to reach the citizen.
public enum CallbackOutcome: UInt8, Word {
  /// The citizen answered the questions.
  case answered = 1
  /// Nobody answered.
  case noAnswer = 2
  /// The citizen did not want to answer.
  case declined = 3
  /// The number belongs to somebody else.
  case wrongNumber = 4
  /// The number is off or does not exist.
  case unreachable = 5

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .answered: Phrase("answered", "已接听", "已接聽")
    case .noAnswer: Phrase("no answer", "无人接听", "無人接聽")
    case .declined: Phrase("declined", "拒访", "拒訪")
    case .wrongNumber: Phrase("wrong number", "号码有误", "號碼有誤")
    case .unreachable: Phrase("unreachable", "无法联系", "無法聯繫")
    }
  }
}

/// 满意度: the five grades of 好差评.
public enum Satisfaction: UInt8, Word {
  /// 非常满意.
  case verySatisfied = 1
  /// 满意.
  case satisfied = 2
  /// 基本满意.
  case basicallySatisfied = 3
  /// 不满意.
  case dissatisfied = 4
  /// 非常不满意.
  case veryDissatisfied = 5

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .verySatisfied: Phrase("very satisfied", "非常满意", "非常滿意")
    case .satisfied: Phrase("satisfied", "满意", "滿意")
    case .basicallySatisfied: Phrase("basically satisfied", "基本满意", "基本滿意")
    case .dissatisfied: Phrase("dissatisfied", "不满意", "不滿意")
    case .veryDissatisfied: Phrase("very dissatisfied", "非常不满意", "非常不滿意")
    }
  }
}

/// 关怀结果: what came of a care call.
public enum CareOutcome: UInt8, Word {
  /// The person was reached and is well.
  case reached = 1
  /// The person needs help; a ticket follows.
  case needsHelp = 2
  /// Nobody answered.
  case notReached = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .reached: Phrase("reached", "已联系", "已聯繫")
    case .needsHelp: Phrase("needs help", "需要帮助", "需要協助")
    case .notReached: Phrase("not reached", "未联系上", "未聯繫上")
    }
  }
}
