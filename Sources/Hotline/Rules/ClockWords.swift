/// 起算事件: what starts a clock.
public enum ClockStart: UInt8, Word {
  /// The matter was taken in.
  case receipt = 1
  /// A person answered the call.
  case callStarted = 2
  /// The caller hung up.
  case callEnded = 3
  /// The ticket was handed to a unit.
  case dispatched = 4
  /// The unit took it.
  case signedFor = 5
  /// The unit said what it did.
  case resultReported = 6
  /// The centre accepted the result.
  case reviewAccepted = 7
  /// The ticket was closed.
  case closed = 8
  /// The ticket was handed to a unit for the first time in its round; a return does not start it anew.
  case firstDispatched = 9

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .receipt: Phrase("receipt", "受理", "受理")
    case .callStarted: Phrase("call started", "通话开始", "通話開始")
    case .callEnded: Phrase("call ended", "挂机", "掛斷")
    case .dispatched: Phrase("dispatched", "交办", "派工")
    case .signedFor: Phrase("signed for", "签收", "簽收")
    case .resultReported: Phrase("result reported", "办结反馈", "辦結回報")
    case .reviewAccepted: Phrase("review accepted", "审核通过", "審核通過")
    case .closed: Phrase("closed", "结案", "結案")
    case .firstDispatched: Phrase("first dispatched", "首次交办", "首次派工")
    }
  }
}

/// 截止行为: the act that a clock asks for.
public enum ClockEnd: UInt8, Word {
  /// The ticket is handed to a unit.
  case dispatched = 1
  /// The unit takes it.
  case signedFor = 2
  /// The citizen is reached.
  case contacted = 3
  /// Somebody stands at the place.
  case arrived = 4
  /// The unit reports.
  case reportedBack = 5
  /// The danger is over, or a result is reported.
  case handled = 6
  /// The result is reported.
  case resultReported = 7
  /// The citizen gets the answer.
  case citizenNotified = 8
  /// The ticket is closed.
  case closed = 9
  /// The citizen is called back.
  case calledBack = 10
  /// The call is over.
  case callEnded = 11
  /// A result, or an answer from the knowledge base.
  case answered = 12

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .dispatched: Phrase("dispatched", "交办", "派工")
    case .signedFor: Phrase("signed for", "签收", "簽收")
    case .contacted: Phrase("citizen contacted", "联系群众", "聯繫民眾")
    case .arrived: Phrase("arrived on site", "到场", "到場")
    case .reportedBack: Phrase("reported back", "回报进展", "回報進度")
    case .handled: Phrase("handled", "处置完毕", "處置完畢")
    case .resultReported: Phrase("result reported", "办结", "辦結")
    case .citizenNotified: Phrase("citizen told", "答复群众", "答覆民眾")
    case .closed: Phrase("closed", "结案", "結案")
    case .calledBack: Phrase("called back", "回访", "回訪")
    case .callEnded: Phrase("call ended", "挂机", "掛斷")
    case .answered: Phrase("answered", "答复", "答覆")
    }
  }
}

/// 责任方: who answers for a clock.
public enum ClockHolder: UInt8, Word {
  /// The lead unit.
  case lead = 1
  /// The hotline centre itself.
  case centre = 2
  /// Nobody's duty: a limit on the call.
  case caller = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .lead: Phrase("lead", "主办单位", "主辦單位")
    case .centre: Phrase("hotline centre", "热线中心", "話務中心")
    case .caller: Phrase("caller", "来电人", "來電人")
    }
  }
}

/// 后果: what happens when a clock lapses.
public enum Consequence: UInt8, Word {
  /// The lapse is recorded and counts against on-time completion.
  case noted = 1
  /// A card follows by the card rules.
  case card = 2
  /// The call is charged from here.
  case charged = 3
  /// The call is cut.
  case cutOff = 4
  /// The unit must report again.
  case furtherReport = 5

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .noted: Phrase("noted", "记录", "記錄")
    case .card: Phrase("card", "发牌", "發牌")
    case .charged: Phrase("charged", "计费", "計費")
    case .cutOff: Phrase("cut off", "切断", "切斷")
    case .furtherReport: Phrase("further report", "再次报告", "再次回報")
    }
  }
}

/// 时限缘由: why a due date is given.
public enum DueCause: UInt8, Word {
  /// The clock starts.
  case started = 1
  /// Handling, kind or difficulty changed, and another rule applies.
  case factsChanged = 2
  /// An extension was granted.
  case extended = 3
  /// The pause is added.
  case resumed = 4
  /// Another receipt counts.
  case merged = 5
  /// Stated anew on its own.
  case restated = 6
  /// No rule asks for it any more.
  case withdrawn = 7

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .started: Phrase("clock started", "起算", "起算")
    case .factsChanged: Phrase("facts changed", "情形变更", "情形變更")
    case .extended: Phrase("extended", "延期", "展期")
    case .resumed: Phrase("resumed", "恢复", "恢復")
    case .merged: Phrase("merged", "并案", "併案")
    case .restated: Phrase("restated", "重定", "重訂")
    case .withdrawn: Phrase("withdrawn", "撤销", "撤銷")
    }
  }
}
