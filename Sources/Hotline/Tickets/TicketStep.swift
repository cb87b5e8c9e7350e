/// 环节: where a ticket stands.
public enum TicketStep: UInt8, Word {
  /// Taken in, to be sorted.
  case received = 1
  /// Answered from the knowledge base.
  case answered = 2
  /// Handed to a unit that has not signed.
  case dispatched = 3
  /// A unit works on it.
  case inHand = 4
  /// A return waits for its ruling.
  case returning = 5
  /// No clock runs; suspended or parked.
  case suspended = 6
  /// The unit reported a result.
  case reported = 7
  /// The centre accepted the result.
  case accepted = 8
  /// Closed.
  case closed = 9
  /// Goes on in another case.
  case merged = 10
  /// Left the departments: emergency, discipline or legal procedure.
  case referred = 11
  /// Service was refused.
  case refused = 12

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .received: Phrase("received", "已受理", "已受理")
    case .answered: Phrase("answered at once", "已直接答复", "已直接答覆")
    case .dispatched: Phrase("dispatched", "待签收", "待簽收")
    case .inHand: Phrase("in hand", "办理中", "辦理中")
    case .returning: Phrase("return pending", "退单待裁", "退案待裁")
    case .suspended: Phrase("suspended", "已中止", "已中止")
    case .reported: Phrase("result reported", "待审核", "待審核")
    case .accepted: Phrase("result accepted", "待回访", "待回訪")
    case .closed: Phrase("closed", "已结案", "已結案")
    case .merged: Phrase("merged", "已并案", "已併案")
    case .referred: Phrase("referred", "已转出", "已轉出")
    case .refused: Phrase("refused", "已拒绝", "已拒絕")
    }
  }
}

/// 时限状态: what became of a due date.
public enum ClockStatus: UInt8, Word {
  /// The act is awaited.
  case running = 1
  /// The act happened in time.
  case met = 2
  /// The act happened late.
  case missed = 3
  /// Suspended.
  case paused = 4
  /// No rule asks for it any more.
  case withdrawn = 5
  /// A lapse was recorded, and a later entry claims the act was in time.
  case disputed = 6

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .running: Phrase("running", "计时中", "計時中")
    case .met: Phrase("met", "按时", "準時")
    case .missed: Phrase("missed", "超时", "逾時")
    case .paused: Phrase("paused", "暂停", "暫停")
    case .withdrawn: Phrase("withdrawn", "撤销", "撤銷")
    case .disputed: Phrase("disputed", "存疑", "存疑")
    }
  }
}
