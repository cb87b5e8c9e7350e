public import EventStore
public import Hotline

/// Something about an event that an investigator should see at once.
public enum CaseRemark: Hashable, Sendable {
  /// It was recorded more than ``CaseHistory/lateAfterMicroseconds`` after it happened.
  case late
  /// It claims to have happened after it was recorded.
  case claimsTheFuture
  /// It claims to have happened before the event recorded before it.
  case outOfOrder
  /// The stream has an intake already; this one changed nothing.
  case secondIntake
  /// Its payload does not follow its schema.
  case unreadable
  /// A later event says what one of its fields should have been.
  case corrected(by: Position)

  /// Name in JSON.
  public var code: String {
    switch self {
    case .late: "late"
    case .claimsTheFuture: "claimsTheFuture"
    case .outOfOrder: "outOfOrder"
    case .secondIntake: "secondIntake"
    case .unreadable: "unreadable"
    case .corrected: "corrected"
    }
  }

  /// In words.
  public var words: Phrase {
    switch self {
    case .late: Phrase("entered late", "补录", "補登")
    case .claimsTheFuture:
      Phrase(
        "claims a time after its recording", "所称时间晚于记录时间", "所稱時間晚於記錄時間")
    case .outOfOrder:
      Phrase(
        "claims a time before the event above", "所称时间早于上一事件", "所稱時間早於上一事件")
    case .secondIntake:
      Phrase(
        "a second intake of the same case; it changed nothing",
        "同一案件再次受理；状态未变", "同一案件再次受理；狀態未變")
    case .unreadable:
      Phrase("its fields cannot be read", "字段无法读取", "欄位無法讀取")
    case .corrected(let position):
      .of(
        "corrected by #{0}", "已由 #{0} 更正", "已由 #{0} 更正",
        Phrase(verbatim: position.description))
    }
  }
}
