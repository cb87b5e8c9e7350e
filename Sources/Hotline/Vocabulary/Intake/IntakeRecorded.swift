/// 受理: A citizen's matter was taken in.
///
/// Nothing here identifies a person: the address, the caller and the text are disclosures of the
/// event. Source of the fields: the open data of Taipei 1999 (案件編號, 派工項目, 立案日期, 立案時間) and the
/// general model of Chinese hotlines.
public struct IntakeRecorded: EventPayload {
  /// 案号: the source's own number of the case, as given, damaged or not.
  public var sourceID: String = ""
  /// 派工项目原文: the category's text as given.
  public var categoryText: String = ""
  /// 派工项目: code of the category.
  public var category: String = ""
  /// 行政区: code of the district; `other` when the place is outside the city or unreadable.
  public var district: String = ""
  /// 渠道: how the matter came in (phone, app, …); empty when the source does not say.
  public var channel: String = ""
  /// 诉求类型: complaint, request, suggestion, …; empty when the source does not say.
  public var kind: String = ""
  /// 时间精度: how exactly the source told the time; `nil` for an event that was not imported.
  public var timePrecision: TimePrecision?
  /// 标记: what was noticed about the row.
  public var marks: IntakeMarks = []
  /// 同文序号: 1 for the first row with this content in its file, 2 for the second, …; 0 when not
  /// imported.
  public var occurrence: UInt32 = 0
  /// 出处: the import, file and row this came from; `nil` when not imported.
  public var provenance: ImportProvenance?
  /// 原热线: code of the merged line that was dialled or written to.
  public var legacyLine: String = ""
  /// 通话编号: number of the call; empty when the matter did not come by phone.
  public var call: String = ""
  /// 紧急程度: how quickly the matter endangers life or property, as judged at intake.
  public var urgency: Urgency?
  /// 要求保密: whether the handling unit must not learn who reported.
  public var confidential: Bool = false
  /// 重复件: the earlier case of the same matter; empty when there is none.
  public var repeats: String = ""
  /// 语言: language used, BCP 47.
  public var language: String = ""
  /// 话务员: code of the operator.
  public var agent: String = ""
  /// 队列: queue of the exchange that took the call.
  public var queue: String = ""
  /// 网格: code of the grid cell, no finer than the street.
  public var grid: String = ""
  /// 企业: code of the enterprise whose demand it is; empty for a citizen's.
  public var enterprise: String = ""
  /// 时限: due dates that this event gives, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// An intake.
  public init(
    sourceID: String, categoryText: String, category: String, district: String,
    channel: String = "", kind: String = "", timePrecision: TimePrecision? = nil,
    marks: IntakeMarks = [], occurrence: UInt32 = 0, provenance: ImportProvenance? = nil
  ) {
    self.sourceID = sourceID
    self.categoryText = categoryText
    self.category = category
    self.district = district
    self.channel = channel
    self.kind = kind
    self.timePrecision = timePrecision
    self.marks = marks
    self.occurrence = occurrence
    self.provenance = provenance
  }

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "open data of Taipei 1999; general model"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("caller.name", Phrase("name", "姓名", "姓名")),
    DisclosurePath("caller.phone", Phrase("phone", "电话", "電話")),
    DisclosurePath("address", Phrase("address", "地址", "地址")),
    DisclosurePath("text", Phrase("free text", "正文", "本文")),
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "IntakeRecorded", Phrase("intake recorded", "受理", "受理"),
    "A citizen's matter was taken in.",
    fields: imported + takenIn)

  /// What every intake has, and what an import adds.
  private static let imported: [FieldSchema<Self>] = [
    .text(
      1, "sourceId", { $1(&$0.sourceID) }, Phrase("source id", "案件编号", "案件編號"),
      "The source's own number of the case, as given, damaged or not."),
    .text(
      2, "categoryText", { $1(&$0.categoryText) }, Phrase("category", "派工项目", "派工項目"),
      "The category's text as given."),
    .text(
      3, "category", { $1(&$0.category) }, Phrase("category code", "类别代码", "類別代碼"),
      "Code of the category."),
    .text(
      4, "district", { $1(&$0.district) }, Phrase("district", "行政区", "行政區"),
      "Code of the district; other when the place is outside the city or unreadable."),
    .text(
      5, "channel", { $1(&$0.channel) }, Phrase("channel", "渠道", "管道"),
      "How the matter came in (phone, app, …); empty when the source does not say."),
    .text(
      6, "kind", { $1(&$0.kind) }, Phrase("kind", "诉求类型", "訴求類型"),
      "Complaint, request, suggestion, …; empty when the source does not say."),
    .word(
      7, "precision", { $1(&$0.timePrecision) }, Phrase("time known to", "时间精度", "時間精度"),
      "How exactly the source told the time; absent when not imported."),
    .marks(
      8, "marks", { $1(&$0.marks) }, Phrase("marks", "标记", "標記"),
      "What was noticed about the row, in ascending order."),
    .number(
      9, "occurrence", { $1(&$0.occurrence) }, Phrase("occurrence", "第几次出现", "第幾次出現"),
      "1 for the first row with this content in its file; 0 when not imported."),
    .part(
      10, "provenance", { $1(&$0.provenance) }, Phrase("imported from", "导入自", "匯入自"),
      "The import, file and row this came from; absent when not imported."),
  ]

  /// What the hotline itself notes.
  private static let takenIn: [FieldSchema<Self>] = [
    .text(
      11, "legacyLine", { $1(&$0.legacyLine) }, Phrase("legacy line", "原热线", "原專線"),
      "Code of the merged line that was dialled or written to."),
    .text(
      12, "call", { $1(&$0.call) }, Phrase("call", "通话编号", "通話編號"),
      "Number of the call; empty when the matter did not come by phone."),
    .word(
      13, "urgency", { $1(&$0.urgency) }, Phrase("urgency", "紧急程度", "緊急程度"),
      "How quickly the matter endangers life or property, as judged at intake."),
    .flag(
      14, "confidential", { $1(&$0.confidential) }, Phrase("confidential", "要求保密", "要求保密"),
      "Whether the handling unit must not learn who reported."),
    .text(
      15, "repeats", { $1(&$0.repeats) }, Phrase("repeats", "重复件", "重複件"),
      "The earlier case of the same matter; empty when there is none."),
    .text(
      16, "language", { $1(&$0.language) }, Phrase("language", "语言", "語言"),
      "Language used, BCP 47."),
    .text(
      17, "agent", { $1(&$0.agent) }, Phrase("operator", "话务员", "話務員"),
      "Code of the operator."),
    .text(
      18, "queue", { $1(&$0.queue) }, Phrase("queue", "队列", "隊列"),
      "Queue of the exchange that took the call."),
    .text(
      19, "grid", { $1(&$0.grid) }, Phrase("grid cell", "网格", "網格"),
      "Code of the grid cell, no finer than the street."),
    .text(
      20, "enterprise", { $1(&$0.enterprise) }, Phrase("enterprise", "企业", "企業"),
      "Code of the enterprise whose demand it is; empty for a citizen's."),
    .parts(
      30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
      "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
    ),
  ]
}
