public import Wire

/// 受理: a citizen's matter was taken in. Schema: `IntakeRecorded` in `docs/schema/hotline.proto`.
///
/// Nothing here identifies a person: the address, the caller and the text are disclosures of the
/// event. Source of the fields: the open data of Taipei 1999 (案件編號, 派工項目, 立案日期, 立案時間) and the
/// general model of Chinese hotlines (渠道 channel, 诉求类型 kind).
public struct IntakeRecorded: Hashable, Sendable {
  /// 案号: the source's own number of the case, as given, damaged or not.
  public var sourceID: String
  /// 派工项目原文: the category's text as given.
  public var categoryText: String
  /// 派工项目: code of the category.
  public var category: String
  /// 行政区: code of the district; `other` when the place is outside the city or unreadable.
  public var district: String
  /// 渠道: how the matter came in (phone, app, …); empty when the source does not say.
  public var channel: String
  /// 诉求类型: complaint, request, suggestion, …; empty when the source does not say.
  public var kind: String
  /// 时间精度: how exactly the source told the time; `nil` for an event that was not imported.
  public var timePrecision: TimePrecision?
  /// 标记: what was noticed about the row.
  public var marks: IntakeMarks
  /// 同文序号: 1 for the first row with this content in its file, 2 for the second, …; 0 when not
  /// imported.
  public var occurrence: UInt32
  /// 出处: the import, file and row this came from; `nil` when not imported.
  public var provenance: ImportProvenance?

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

  /// Appends the payload to `writer`. Complexity: O(bytes).
  public func encode(into writer: inout WireWriter) {
    writer.text(1, sourceID)
    writer.text(2, categoryText)
    writer.text(3, category)
    writer.text(4, district)
    writer.text(5, channel)
    writer.text(6, kind)
    encodeTail(into: &writer)
  }

  /// Appends fields 7 to 10: what differs from row to row.
  func encodeTail(into writer: inout WireWriter) {
    if let timePrecision { writer.field(7, uint64: UInt64(timePrecision.rawValue)) }
    if !marks.isEmpty {
      let known = marks.marks
      writer.key(8, .lengthDelimited)
      writer.varint(UInt64(known.count))
      for mark in known { writer.varint(UInt64(mark.rawValue)) }
    }
    writer.number(9, UInt64(occurrence))
    if let provenance {
      writer.key(10, .lengthDelimited)
      writer.varint(UInt64(provenance.encodedCount))
      provenance.encode(into: &writer)
    }
  }

  /// An owned copy of what a view shows.
  /// - Throws: ``Wire/WireError/badUTF8(offset:)`` when a text is not UTF-8.
  public init(_ view: borrowing IntakeView) throws(WireError) {
    self.init(
      sourceID: try view.text(view.sourceIDRange),
      categoryText: try view.text(view.categoryTextRange),
      category: try view.text(view.categoryRange),
      district: try view.text(view.districtRange), channel: try view.text(view.channelRange),
      kind: try view.text(view.kindRange), timePrecision: view.timePrecision, marks: view.marks,
      occurrence: view.occurrence, provenance: view.provenance)
  }

  /// Decodes a payload.
  /// - Throws: ``Wire/WireError`` when the bytes are not this message; unknown fields are passed
  ///   over.
  public init(decoding payload: [UInt8]) throws(WireError) {
    try self.init(IntakeView(payload.span))
  }
}

/// 出处: where in which import a legacy row stood.
public struct ImportProvenance: Hashable, Sendable {
  /// The eight bytes that name the import's stream (`import-` and their hexadecimal digits), most
  /// significant first.
  public var importNumber: UInt64
  /// Number of the run of this import, from 1.
  public var run: UInt32
  /// Number of the file in the import's list, from 1.
  public var file: UInt32
  /// Number of the row in its file, from 1, the header not counted.
  public var row: UInt64

  /// Where a row stood.
  public init(importNumber: UInt64, run: UInt32, file: UInt32, row: UInt64) {
    self.importNumber = importNumber
    self.run = run
    self.file = file
    self.row = row
  }

  /// Stream id of the import.
  public var importStream: String {
    var digits = String(importNumber, radix: 16)
    digits = String(repeating: "0", count: 16 - digits.utf8.count) + digits
    return "import-" + digits
  }

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
    self.init(importNumber: 0, run: 0, file: 0, row: 0)
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
