/// 导入结束: An import accounted for every row of every file.
///
/// Source: design invariant 10.
public struct ImportFinished: EventPayload {
  /// 第几次: the run of the import.
  public var run: UInt32 = 0
  /// 文件数: how many files were read.
  public var files: UInt32 = 0
  /// 对账: the sum over all files.
  public var account = RowAccount()
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// The end of an import.
  public init(run: UInt32, files: UInt32, account: RowAccount) {
    self.run = run
    self.files = files
    self.account = account
  }

  /// Family legacy.
  public static let family = EventFamily.legacy
  /// Where the event comes from.
  public static let source = "design: every row of an import is accounted for"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ImportFinished", Phrase("import finished", "导入完成", "匯入完成"),
    "An import accounted for every row of every file.",
    fields: [
      .number(
        1, "run", { $1(&$0.run) }, Phrase("run", "第几次", "第幾次"),
        "The run of the import."),
      .number(
        2, "files", { $1(&$0.files) }, Phrase("files", "文件数", "檔案數"),
        "How many files were read."),
      .wholePart(
        3, "account", { $1(&$0.account) }, Phrase("account", "对账", "對帳"),
        "The sum over all files."),
    ])
}
