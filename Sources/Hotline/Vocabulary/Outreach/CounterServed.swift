/// 临柜服务: A citizen was served at the counter.
///
/// Source: Kaohsiung: 临柜.
public struct CounterServed: EventPayload {
  /// 柜台: code of the counter.
  public var counter: String = ""
  /// 服务: code of the service.
  public var service: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family outreach.
  public static let family = EventFamily.outreach
  /// Where the event comes from.
  public static let source = "Kaohsiung: 临柜"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CounterServed", Phrase("counter served", "临柜服务", "臨櫃服務"),
    "A citizen was served at the counter.",
    fields: [
      .text(
        1, "counter", { $1(&$0.counter) }, Phrase("counter", "柜台", "櫃檯"),
        "Code of the counter."),
      .text(
        2, "service", { $1(&$0.service) }, Phrase("service", "服务", "服務"),
        "Code of the service."),
    ])
}
