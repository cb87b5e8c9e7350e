/// Names of events and fields for people.
public enum EventWords {
  /// An event type's name in a language; the type itself where none is known.
  public static func type(_ type: String, _ language: Language) -> String {
    types.first { $0.type == type }?.words(language) ?? type
  }

  /// An event type for a mixed audience: the type with its Chinese name, in traditional characters for English readers.
  public static func typeWithChinese(_ type: String, _ language: Language) -> String {
    guard let words = types.first(where: { $0.type == type })?.words else { return type }
    return "\(type) \(language == .english ? words.traditional : words(language))"
  }

  /// A payload field's name in a language; the field itself where none is known.
  public static func field(_ name: String, _ language: Language) -> String {
    fields.first { $0.name == name }?.words(language) ?? name
  }

  private static let types: [(type: String, words: Phrase)] = [
    ("IntakeRecorded", Phrase("intake recorded", "受理", "受理")),
    ("ImportStarted", Phrase("import started", "开始导入", "開始匯入")),
    ("FileImported", Phrase("file imported", "文件已导入", "檔案已匯入")),
    ("RowRejected", Phrase("row rejected", "该行被拒", "該列遭拒")),
    ("ImportFinished", Phrase("import finished", "导入完成", "匯入完成")),
  ]

  private static let fields: [(name: String, words: Phrase)] = [
    ("sourceId", Phrase("source id", "案件编号", "案件編號")),
    ("categoryText", Phrase("category", "派工项目", "派工項目")),
    ("category", Phrase("category code", "类别代码", "類別代碼")),
    ("district", Phrase("district", "行政区", "行政區")),
    ("channel", Phrase("channel", "渠道", "管道")),
    ("kind", Phrase("kind", "诉求类型", "訴求類型")),
    ("precision", Phrase("time known to", "时间精度", "時間精度")),
    ("marks", Phrase("marks", "标记", "標記")),
    ("occurrence", Phrase("occurrence", "第几次出现", "第幾次出現")),
    ("file", Phrase("file no.", "文件序号", "檔案序號")),
    ("row", Phrase("row", "行号", "列號")),
    ("address", Phrase("address", "地址", "地址")),
    ("status", Phrase("state", "状态", "狀態")),
  ]
}
