import Wire

/// 出处: Where in which import a legacy row stood.
public struct ImportProvenance: WireMessage {
  /// 导入: the eight bytes that name the import's stream (`import-` and their hexadecimal digits),
  /// most significant first.
  public var importNumber: UInt64 = 0
  /// 第几次: number of the run of this import, from 1.
  public var run: UInt32 = 0
  /// 文件序号: number of the file in the import's list, from 1.
  public var file: UInt32 = 0
  /// 行序号: number of the row in its file, from 1, the header not counted.
  public var row: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Where a row stood.
  public init(importNumber: UInt64, run: UInt32, file: UInt32, row: UInt64) {
    self.importNumber = importNumber
    self.run = run
    self.file = file
    self.row = row
  }

  /// Its fields; each is written, zero or not.
  public static let schema = MessageSchema<Self>(
    "ImportProvenance", Phrase("place in an import", "出处", "出處"),
    "Where in which import a legacy row stood.",
    fields: [
      .importStream(
        1, "import", { $1(&$0.importNumber) }, Phrase("import", "导入", "匯入"),
        "The 16 hexadecimal digits of the stream import-… as a number."),
      .writtenNumber(
        2, "run", { $1(&$0.run) }, Phrase("run", "第几次", "第幾次"),
        "Number of the run of this import, from 1."),
      .writtenNumber(
        3, "file", { $1(&$0.file) }, Phrase("file", "文件", "檔案"),
        "Number of the file in ImportStarted.files, from 1."),
      .writtenNumber(
        4, "row", { $1(&$0.row) }, Phrase("row", "行", "列"),
        "Number of the row in its file, from 1, the header not counted."),
    ])

  /// Stream id of the import.
  public var importStream: String {
    var digits = String(importNumber, radix: 16)
    digits = String(repeating: "0", count: 16 - digits.utf8.count) + digits
    return "import-" + digits
  }
}

/// The importer writes a million of these and the ticket projection reads them: the same bytes as
/// by the schema, without its detour.
extension ImportProvenance {
  var encodedCount: Int {
    9 + 1 + WireWriter.varintLength(UInt64(run)) + 1 + WireWriter.varintLength(UInt64(file)) + 1
      + WireWriter.varintLength(row)
  }

  func encode(into writer: inout WireWriter) {
    writer.field(1, sfixed64: Int64(bitPattern: importNumber))
    writer.field(2, uint64: UInt64(run))
    writer.field(3, uint64: UInt64(file))
    writer.field(4, uint64: row)
  }

  init(_ bytes: Span<UInt8>) throws(WireError) {
    self.init()
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .fixed64): importNumber = UInt64(bitPattern: try reader.sfixed64())
      case (2, .varint): run = UInt32(clamping: try reader.varint())
      case (3, .varint): file = UInt32(clamping: try reader.varint())
      case (4, .varint): row = try reader.varint()
      case (1...4, _): throw .wrongType(field: field.number)
      default: try reader.skip(field.type)
      }
    }
  }
}
