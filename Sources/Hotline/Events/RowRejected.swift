public import Wire

/// 拒收行: a row of a legacy file could not become an event. Schema: `RowRejected` in
/// `docs/schema/hotline.proto`.
///
/// The row itself may hold personal data and is the event's disclosure `row`.
public struct RowRejected: Hashable, Sendable {
  /// Why a row is rejected. Numbers are those of `Reason` in `hotline.proto`.
  public enum Reason: UInt8, Sendable, CaseIterable {
    /// 列数不符: more or fewer fields than the header.
    case fieldCount = 1
    /// 引号错误: text stands after a closing quote.
    case badQuote = 2
    /// 含空字节: the row holds a NUL byte.
    case nulByte = 3
    /// 编码错误: a text is not valid UTF-8.
    case badText = 4
    /// 案号无法识别: the case number is missing or has no known form.
    case badID = 5
    /// 类别未列: the category is not in the mapping's table.
    case unknownCategory = 6
    /// 日期错误: the date is no day of the calendar.
    case badDate = 7
    /// 时间错误: the time is no time of day.
    case badTime = 8
    /// 日期矛盾: the case number and a shifted date name different days.
    case dayDisagrees = 9
    /// 日期缺失: neither a column nor the case number tells the day.
    case noDay = 10
    /// 值过长: a value is longer than the log takes.
    case tooLong = 11

    /// The name used in rejects files.
    public var name: String { String(describing: self) }
  }

  /// 第几次: the run of the import.
  public var run: UInt32
  /// 文件序号: number of the file in ``ImportStarted/files``, from 1.
  public var file: UInt32
  /// 行序号: number of the row in its file, from 1, the header not counted.
  public var row: UInt64
  /// 行号: line of the file on which the row begins, from 1.
  public var line: UInt64
  /// 原因: why; `nil` for a reason this version does not know.
  public var reason: Reason?
  /// 说明: one sentence for people.
  public var sentence: String
  /// 行摘要: HMAC-SHA-256 of the row's bytes under the log's identity key, 32 bytes; names the row
  /// without showing it.
  public var rowDigest: [UInt8]
  /// 字节数: length of the row; the disclosure holds at most 65,535 of them.
  public var rowBytes: UInt64

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

  /// Appends the payload to `writer`.
  public func encode(into writer: inout WireWriter) {
    writer.number(1, UInt64(run))
    writer.number(2, UInt64(file))
    writer.number(3, row)
    writer.number(4, line)
    writer.number(5, UInt64(reason?.rawValue ?? 0))
    writer.text(6, sentence)
    writer.blob(7, rowDigest)
    writer.number(8, rowBytes)
  }

  /// Decodes a payload.
  /// - Throws: ``Wire/WireError`` when the bytes are not this message; unknown fields are passed
  ///   over.
  public init(decoding payload: [UInt8]) throws(WireError) {
    self.init(
      run: 0, file: 0, row: 0, line: 0, reason: nil, sentence: "", rowDigest: [], rowBytes: 0)
    var reader = WireReader(payload.span)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): run = UInt32(clamping: try reader.varint())
      case (2, .varint): file = UInt32(clamping: try reader.varint())
      case (3, .varint): row = try reader.varint()
      case (4, .varint): line = try reader.varint()
      case (5, .varint): reason = Reason(rawValue: UInt8(clamping: try reader.varint()))
      case (6, .lengthDelimited): sentence = try reader.string()
      case (7, .lengthDelimited): rowDigest = try reader.byteArray()
      case (8, .varint): rowBytes = try reader.varint()
      case (1...8, _): throw .wrongType(field: field.number)
      default: try reader.skip(field.type)
      }
    }
  }
}
