/// 告知群众: The citizen was told by SMS, telephone or letter.
///
/// Source: Taipei 1999: SMS.
public struct CitizenNotified: EventPayload {
  /// 渠道: how.
  public var channel: String = ""
  /// 最终答复: whether it is the written reply.
  public var isFinal: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "Taipei 1999: SMS"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("text", Phrase("free text", "正文", "本文"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CitizenNotified", Phrase("citizen notified", "告知群众", "告知民眾"),
    "The citizen was told by SMS, telephone or letter.",
    fields: [
      .text(
        1, "channel", { $1(&$0.channel) }, Phrase("channel", "渠道", "管道"),
        "How."),
      .flag(
        2, "isFinal", { $1(&$0.isFinal) }, Phrase("final answer", "最终答复", "最終答覆"),
        "Whether it is the written reply."),
    ])
}
