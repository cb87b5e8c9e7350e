/// 导入开始: An import of legacy files began.
///
/// The list of files with their digests says what exactly was read, so that anyone who has the
/// files can repeat it. Source: design invariant 10.
public struct ImportStarted: EventPayload {
  /// 映射名: name of the mapping that turned rows into events.
  public var mapping: String = ""
  /// 映射摘要: SHA-256 of the mapping file, 32 bytes.
  public var mappingDigest: [UInt8] = []
  /// 第几次: 1 for the first run over these files, 2 when they are imported again, …
  public var run: UInt32 = 0
  /// 文件: what is read, in order.
  public var files: [File] = []
  /// 每批行数: rows of one append request at most; a resumed run keeps to it.
  public var rowsPerRequest: UInt32 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// The start of an import.
  public init(
    mapping: String, mappingDigest: [UInt8], run: UInt32, files: [File], rowsPerRequest: UInt32
  ) {
    self.mapping = mapping
    self.mappingDigest = mappingDigest
    self.run = run
    self.files = files
    self.rowsPerRequest = rowsPerRequest
  }

  /// Family legacy.
  public static let family = EventFamily.legacy
  /// Where the event comes from.
  public static let source = "design: every row of an import is accounted for"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ImportStarted", Phrase("import started", "开始导入", "開始匯入"),
    "An import of legacy files began.",
    fields: [
      .text(
        1, "mapping", { $1(&$0.mapping) }, Phrase("mapping", "映射", "對應表"),
        "Name of the mapping that turned rows into events."),
      .bytes(
        2, "mappingDigest", { $1(&$0.mappingDigest) }, Phrase("mapping digest", "映射摘要", "對應表摘要"),
        "SHA-256 of the mapping file."),
      .number(
        3, "run", { $1(&$0.run) }, Phrase("run", "第几次", "第幾次"),
        "1 for the first run over these files, 2 when they are imported again."),
      .parts(
        4, "files", { $1(&$0.files) }, Phrase("files", "文件", "檔案"),
        "What is read, in order."),
      .number(
        5, "rowsPerRequest", { $1(&$0.rowsPerRequest) }, Phrase("rows per request", "每批行数", "每批列數"),
        "Rows of one append request at most; a resumed run keeps to it."),
    ])

  /// 文件: One file as it lay there.
  public struct File: WireMessage {
    /// 名称: name without its directory.
    public var name: String = ""
    /// 摘要: SHA-256 of the file as it lies, packed or not, 32 bytes.
    public var digest: [UInt8] = []
    /// 字节: its size in bytes.
    public var byteCount: UInt64 = 0
    /// Fields of a later version.
    public var unknown = UnknownFields()

    /// Nothing set.
    public init() {}

    /// One file.
    public init(name: String, digest: [UInt8], byteCount: UInt64) {
      self.name = name
      self.digest = digest
      self.byteCount = byteCount
    }

    /// Its fields.
    public static let schema = MessageSchema<Self>(
      "ImportFile", Phrase("file", "文件", "檔案"),
      "One file as it lay there.",
      fields: [
        .text(
          1, "name", { $1(&$0.name) }, Phrase("name", "名称", "名稱"),
          "Name without its directory."),
        .bytes(
          2, "sha256", { $1(&$0.digest) }, Phrase("SHA-256", "SHA-256", "SHA-256"),
          "Digest of the file as it lies, packed or not."),
        .number(
          3, "bytes", { $1(&$0.byteCount) }, Phrase("bytes", "字节", "位元組"),
          "Its size."),
      ])
  }
}
