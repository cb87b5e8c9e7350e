/// 转接: A call was handed to another line; no ticket, yet counted.
///
/// Source: Taipei 1999: 转接.
public struct CallTransferred: EventPayload {
  /// 通话编号: number of the call.
  public var call: String = ""
  /// 转接至: code of the line or unit.
  public var target: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Taipei 1999: 转接"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallTransferred", Phrase("call transferred", "转接", "轉接"),
    "A call was handed to another line; no ticket, yet counted.",
    fields: [
      .text(
        1, "call", { $1(&$0.call) }, Phrase("call", "通话编号", "通話編號"),
        "Number of the call."),
      .text(
        2, "target", { $1(&$0.target) }, Phrase("target", "转接至", "轉接至"),
        "Code of the line or unit."),
    ])
}
