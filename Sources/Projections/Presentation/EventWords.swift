/// Names of events and fields for people.
public enum EventWords {
  /// An event type's name in a language; the type itself where none is known.
  public static func type(_ type: String, _ language: Language) -> String {
    types.first { $0.type == type }?.words(language) ?? type
  }

  /// An event type for a mixed audience: the type with its Chinese name, in traditional characters
  /// for English readers.
  public static func typeWithChinese(_ type: String, _ language: Language) -> String {
    guard let words = types.first(where: { $0.type == type })?.words else { return type }
    return "\(type) \(language == .english ? words.traditional : words(language))"
  }

  /// A payload field's name in a language; the field itself where none is known.
  public static func field(_ name: String, _ language: Language) -> String {
    fields.first { $0.name == name }?.words(language) ?? name
  }

  /// A payload field's value in words: codes as words, parts of a message with their names.
  public static func value(_ member: JSONValue.Member, _ language: Language) -> String {
    switch (member.name, member.value) {
    case ("precision", "second"): Phrase("the second", "秒", "秒")(language)
    case ("precision", "day"): Phrase("the day", "日", "日")(language)
    case (_, .object(let members)):
      members.map { part in
        // An import's name says by itself what it is.
        part.name == "import"
          ? part.value.plainText : "\(field(part.name, language)) \(value(part, language))"
      }.joined(separator: language == .english ? ", " : "，")
    default: member.value.plainText
    }
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
    ("provenance", Phrase("imported from", "导入自", "匯入自")),
    ("import", Phrase("import", "导入", "匯入")),
    ("run", Phrase("run", "第几次", "第幾次")),
    ("file", Phrase("file", "文件", "檔案")),
    ("row", Phrase("row", "行", "列")),
    ("line", Phrase("line", "行号", "行號")),
    ("mapping", Phrase("mapping", "映射", "對應表")),
    ("mappingDigest", Phrase("mapping digest", "映射摘要", "對應表摘要")),
    ("files", Phrase("files", "文件", "檔案")),
    ("account", Phrase("account", "对账", "對帳")),
    ("reason", Phrase("reason", "原因", "原因")),
    ("sentence", Phrase("in words", "说明", "說明")),
    ("rowDigest", Phrase("row digest", "行摘要", "列摘要")),
    ("rowBytes", Phrase("row bytes", "行字节数", "列位元組數")),
    ("rowsPerRequest", Phrase("rows per request", "每批行数", "每批列數")),
    ("requests", Phrase("requests", "批数", "批數")),
    ("name", Phrase("name", "名称", "名稱")),
    ("sha256", Phrase("SHA-256", "SHA-256", "SHA-256")),
    ("bytes", Phrase("bytes", "字节", "位元組")),
    ("read", Phrase("read", "读取", "讀取")),
    ("accepted", Phrase("accepted", "采纳", "採納")),
    ("duplicate", Phrase("duplicate", "已有", "已有")),
    ("rejected", Phrase("rejected", "拒收", "拒收")),
    ("recovered", Phrase("recovered", "修复", "修復")),
    ("repeated", Phrase("repeated", "同文", "同文")),
    ("address", Phrase("address", "地址", "地址")),
    ("status", Phrase("state", "状态", "狀態")),
  ]
}
