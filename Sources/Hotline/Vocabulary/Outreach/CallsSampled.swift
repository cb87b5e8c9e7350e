public import Wire

/// 接通测量: Calls of a stretch of time, where the exchange gives no single calls.
///
/// Source: GB/T 33358-2016: 15 s, 95 % of any 24 h.
public struct CallsSampled: EventPayload {
  /// 起: start of the stretch.
  public var from: Instant?
  /// 止: end of the stretch.
  public var until: Instant?
  /// 呼入量: calls that came in.
  public var calls: UInt64 = 0
  /// 接通量: calls that a person answered.
  public var answered: UInt64 = 0
  /// 15秒内接通: calls answered within 15 seconds.
  public var answeredIn15s: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family outreach.
  public static let family = EventFamily.outreach
  /// Where the event comes from.
  public static let source = "GB/T 33358-2016: 15 s, 95 % of any 24 h"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallsSampled", Phrase("answering measured", "接通测量", "接通測量"),
    "Calls of a stretch of time, where the exchange gives no single calls.",
    fields: [
      .instant(
        1, "from", { $1(&$0.from) }, Phrase("from", "起", "起"),
        "Start of the stretch."),
      .instant(
        2, "until", { $1(&$0.until) }, Phrase("until", "止", "止"),
        "End of the stretch."),
      .number(
        3, "calls", { $1(&$0.calls) }, Phrase("calls", "呼入量", "撥入量"),
        "Calls that came in."),
      .number(
        4, "answered", { $1(&$0.answered) }, Phrase("answered", "接通量", "接通量"),
        "Calls that a person answered."),
      .number(
        5, "answeredIn15s", { $1(&$0.answeredIn15s) }, Phrase("within 15 s", "15秒内接通", "15秒內接通"),
        "Calls answered within 15 seconds."),
    ])
}
