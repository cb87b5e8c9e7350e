/// 文件导入完毕: Every row of one file of an import is accounted for.
///
/// Source: design invariant 10.
public struct FileImported: EventPayload {
  /// 第几次: the run of the import.
  public var run: UInt32 = 0
  /// 文件序号: number of the file in ``ImportStarted/files``, from 1.
  public var file: UInt32 = 0
  /// 对账: what became of its rows.
  public var account = RowAccount()
  /// 批数: append requests its rows took.
  public var requests: UInt32 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// The account of one file.
  public init(run: UInt32, file: UInt32, account: RowAccount, requests: UInt32) {
    self.run = run
    self.file = file
    self.account = account
    self.requests = requests
  }

  /// Family legacy.
  public static let family = EventFamily.legacy
  /// Where the event comes from.
  public static let source = "design: every row of an import is accounted for"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "FileImported", Phrase("file imported", "文件已导入", "檔案已匯入"),
    "Every row of one file of an import is accounted for.",
    fields: [
      .number(
        1, "run", { $1(&$0.run) }, Phrase("run", "第几次", "第幾次"),
        "The run of the import."),
      .number(
        2, "file", { $1(&$0.file) }, Phrase("file", "文件", "檔案"),
        "Number of the file in ImportStarted.files, from 1."),
      .wholePart(
        3, "account", { $1(&$0.account) }, Phrase("account", "对账", "對帳"),
        "What became of its rows."),
      .number(
        4, "requests", { $1(&$0.requests) }, Phrase("requests", "批数", "批數"),
        "Append requests its rows took."),
    ])
}
