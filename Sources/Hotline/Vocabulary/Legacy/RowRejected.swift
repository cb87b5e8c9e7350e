/// 拒收行: A row of a legacy file could not become an event.
///
/// The row itself may hold personal data and is the event's disclosure `row`. Source: design
/// invariant 10.
public struct RowRejected: EventPayload {
  /// Why a row is rejected.
  public typealias Reason = RejectionReason

  /// 第几次: the run of the import.
  public var run: UInt32 = 0
  /// 文件序号: number of the file in ``ImportStarted/files``, from 1.
  public var file: UInt32 = 0
  /// 行序号: number of the row in its file, from 1, the header not counted.
  public var row: UInt64 = 0
  /// 行号: line of the file on which the row begins, from 1.
  public var line: UInt64 = 0
  /// 原因: why; `nil` for a reason this version does not know.
  public var reason: Reason?
  /// 说明: one sentence for people.
  public var sentence: String = ""
  /// 行摘要: HMAC-SHA-256 of the row's bytes under the log's identity key, 32 bytes; names the row
  /// without showing it.
  public var rowDigest: [UInt8] = []
  /// 字节数: length of the row; the disclosure holds at most 65,535 of them.
  public var rowBytes: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// A rejected row.
  public init(
    run: UInt32, file: UInt32, row: UInt64, line: UInt64, reason: Reason?, sentence: String,
    rowDigest: [UInt8], rowBytes: UInt64
  ) {
    self.run = run
    self.file = file
    self.row = row
    self.line = line
    self.reason = reason
    self.sentence = sentence
    self.rowDigest = rowDigest
    self.rowBytes = rowBytes
  }

  /// Family legacy.
  public static let family = EventFamily.legacy
  /// Where the event comes from.
  public static let source = "design: every row of an import is accounted for"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("row", Phrase("row as it stood", "原行", "原列"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RowRejected", Phrase("row rejected", "该行被拒", "該列遭拒"),
    "A row of a legacy file could not become an event.",
    fields: [
      .number(
        1, "run", { $1(&$0.run) }, Phrase("run", "第几次", "第幾次"),
        "The run of the import."),
      .number(
        2, "file", { $1(&$0.file) }, Phrase("file", "文件", "檔案"),
        "Number of the file in ImportStarted.files, from 1."),
      .number(
        3, "row", { $1(&$0.row) }, Phrase("row", "行", "列"),
        "Number of the row in its file, from 1, the header not counted."),
      .number(
        4, "line", { $1(&$0.line) }, Phrase("line", "行号", "行號"),
        "Line of the file on which the row begins, from 1."),
      .word(
        5, "reason", { $1(&$0.reason) }, Phrase("reason", "原因", "原因"),
        "Why."),
      .text(
        6, "sentence", { $1(&$0.sentence) }, Phrase("in words", "说明", "說明"),
        "One sentence for people."),
      .bytes(
        7, "rowDigest", { $1(&$0.rowDigest) }, Phrase("row digest", "行摘要", "列摘要"),
        "HMAC-SHA-256 of the row under the log's identity key; names the row without showing it."),
      .number(
        8, "rowBytes", { $1(&$0.rowBytes) }, Phrase("row bytes", "行字节数", "列位元組數"),
        "Length of the row; the disclosure holds at most 65,535 of them."),
    ])
}
