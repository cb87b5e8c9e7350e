/// 延期规则: Who may grant an extension of which length; only before the limit has passed.
///
/// Source: domain: authority depends on length.
public struct ExtensionRule: WireMessage {
  /// 批准层级: code of the authority.
  public var authority: String = ""
  /// 最多工作日: longest extension it may grant.
  public var workingDaysMax: UInt64 = 0
  /// 最多次数: how many extensions a clock may have; 0 for no bound.
  public var timesMax: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ExtensionRule", Phrase("extension rule", "延期规则", "展期規則"),
    "Who may grant an extension of which length; only before the limit has passed.",
    fields: [
      .text(
        1, "authority", { $1(&$0.authority) }, Phrase("authority", "批准层级", "核准層級"),
        "Code of the authority."),
      .number(
        2, "workingDaysMax", { $1(&$0.workingDaysMax) },
        Phrase("working days at most", "最多工作日", "最多工作日"),
        "Longest extension it may grant."),
      .number(
        3, "timesMax", { $1(&$0.timesMax) }, Phrase("times at most", "最多次数", "最多次數"),
        "How many extensions a clock may have; 0 for no bound."),
    ])
}

/// 退单规则: How a ticket may be given back.
///
/// Source: domain: 退单; the clock does not reset in the air.
public struct ReturnRule: WireMessage {
  /// 期限: how long after the dispatch a return may be asked for; absent for no bound.
  public var within: LimitSpec?
  /// 最多次数: returns per ticket before the ruling is final; 0 for no bound.
  public var timesMax: UInt64 = 0
  /// 理由: grounds that count; empty for all.
  public var grounds: [ReturnGround] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ReturnRule", Phrase("return rule", "退单规则", "退案規則"),
    "How a ticket may be given back.",
    fields: [
      .part(
        1, "within", { $1(&$0.within) }, Phrase("within", "期限", "期限"),
        "How long after the dispatch a return may be asked for; absent for no bound."),
      .number(
        2, "timesMax", { $1(&$0.timesMax) }, Phrase("times at most", "最多次数", "最多次數"),
        "Returns per ticket before the ruling is final; 0 for no bound."),
      .words(
        3, "grounds", { $1(&$0.grounds) }, Phrase("grounds", "理由", "理由"),
        "Grounds that count; empty for all."),
    ])
}
