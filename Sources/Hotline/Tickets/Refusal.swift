/// Why a command is refused: which rule forbids it, in which state, and how to mend it.
public struct Refusal: Error, Hashable, Sendable {
  /// 拒绝类别: the kinds of refusal.
  public enum Code: UInt8, Word {
    /// The transition table has no such step.
    case notInThisStep = 1
    /// A field that the event needs is empty.
    case missing = 2
    /// The act is claimed for a time to come.
    case inTheFuture = 3
    /// The time for it is over.
    case tooLate = 4
    /// It is not time yet.
    case tooEarly = 5
    /// Somebody else must decide.
    case authority = 6
    /// Nothing waits for this decision.
    case nothingPending = 7
    /// It has been recorded already.
    case alreadyDone = 8
    /// The rule set forbids it.
    case ruleForbids = 9
    /// It names something that the case does not have.
    case unknown = 10
    /// The due date cannot be computed.
    case noCalendar = 11

    /// The word for people.
    public var words: Phrase {
      switch self {
      case .notInThisStep: Phrase("not in this step", "环节不符", "環節不符")
      case .missing: Phrase("missing", "缺少内容", "缺少內容")
      case .inTheFuture: Phrase("in the future", "时间未到", "時間未到")
      case .tooLate: Phrase("too late", "已过时限", "已過時限")
      case .tooEarly: Phrase("too early", "为时过早", "為時過早")
      case .authority: Phrase("beyond the authority", "超出权限", "超出權限")
      case .nothingPending: Phrase("nothing pending", "无待裁事项", "無待裁事項")
      case .alreadyDone: Phrase("already done", "已办过", "已辦過")
      case .ruleForbids: Phrase("forbidden by a rule", "规则不允许", "規則不允許")
      case .unknown: Phrase("unknown", "无此对象", "無此對象")
      case .noCalendar: Phrase("no calendar", "缺少日历", "缺少行事曆")
      }
    }
  }

  /// Which kind.
  public let code: Code
  /// The rule: id of a clock or policy, or `transitions` for the transition table.
  public let rule: String
  /// Type of the event that was refused; filled in by the decision.
  public internal(set) var event = ""
  /// Where the ticket stood; `nil` for a case without intake. Filled in by the decision.
  public internal(set) var step: TicketStep?
  /// What is wrong and how to mend it.
  public let reason: Phrase

  init(_ code: Code, rule: String, _ english: String, _ simplified: String, _ traditional: String) {
    self.code = code
    self.rule = rule
    reason = Phrase(english, simplified, traditional)
  }

  static func missing(_ field: String, _ words: Phrase) -> Refusal {
    Refusal(
      .missing, rule: "vocabulary",
      "'\(field)' (\(words.english)) is empty; give it a value",
      "“\(words.simplified)”（\(field)）为空，请填写", "「\(words.traditional)」（\(field)）為空，請填寫")
  }
}
