public import Wire

/// A payload of ``IntakeRecorded`` read in place: one pass, nothing copied.
///
/// Reading never traps; unknown fields are passed over.
public struct IntakeView: ~Escapable {
  /// The payload.
  public let bytes: Span<UInt8>
  /// How exactly the source told the time.
  public private(set) var timePrecision: TimePrecision?
  /// What was noticed about the row; marks this version does not know keep their bit.
  public private(set) var marks: IntakeMarks = []
  /// 1 for the first row with this content in its file; 0 when not imported.
  public private(set) var occurrence: UInt32 = 0
  /// Where the row stood; `nil` when not imported.
  public private(set) var provenance: ImportProvenance?

  private(set) var sourceIDRange = 0..<0
  private(set) var categoryTextRange = 0..<0
  private(set) var categoryRange = 0..<0
  private(set) var districtRange = 0..<0
  private(set) var channelRange = 0..<0
  private(set) var kindRange = 0..<0

  /// Notes where the fields are.
  /// - Throws: ``Wire/WireError`` when the bytes are not wire format or a field has another type.
  @_lifetime(copy payload)
  public init(_ payload: Span<UInt8>) throws(WireError) {
    bytes = payload
    var reader = WireReader(payload)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .lengthDelimited): sourceIDRange = try reader.lengthDelimited()
      case (2, .lengthDelimited): categoryTextRange = try reader.lengthDelimited()
      case (3, .lengthDelimited): categoryRange = try reader.lengthDelimited()
      case (4, .lengthDelimited): districtRange = try reader.lengthDelimited()
      case (5, .lengthDelimited): channelRange = try reader.lengthDelimited()
      case (6, .lengthDelimited): kindRange = try reader.lengthDelimited()
      case (7, .varint):
        timePrecision = TimePrecision(rawValue: UInt8(clamping: try reader.varint()))
      case (8, .lengthDelimited):
        marks.formUnion(try Self.marks(payload, try reader.lengthDelimited()))
      case (8, .varint): marks.formUnion(Self.mark(try reader.varint()))
      case (9, .varint): occurrence = UInt32(clamping: try reader.varint())
      case (10, .lengthDelimited):
        provenance = try ImportProvenance(payload.extracting(try reader.lengthDelimited()))
      case (1...10, _): throw .wrongType(field: field.number)
      default: try reader.skip(field.type)
      }
    }
  }

  private static func marks(
    _ payload: Span<UInt8>, _ range: Range<Int>
  ) throws(WireError) -> IntakeMarks {
    var result: IntakeMarks = []
    var reader = WireReader(payload.extracting(range))
    while !reader.isAtEnd { result.formUnion(mark(try reader.varint())) }
    return result
  }

  private static func mark(_ number: UInt64) -> IntakeMarks {
    number > 0 && number < 64 ? IntakeMarks(rawValue: 1 << number) : []
  }
}

extension IntakeView {
  /// UTF-8 of the source's own number of the case.
  public var sourceID: Span<UInt8> {
    @_lifetime(copy self) get { bytes.extracting(sourceIDRange) }
  }

  /// UTF-8 of the category's text as given.
  public var categoryText: Span<UInt8> {
    @_lifetime(copy self) get { bytes.extracting(categoryTextRange) }
  }

  /// UTF-8 of the category's code.
  public var category: Span<UInt8> {
    @_lifetime(copy self) get { bytes.extracting(categoryRange) }
  }

  /// UTF-8 of the district's code.
  public var district: Span<UInt8> {
    @_lifetime(copy self) get { bytes.extracting(districtRange) }
  }

  /// UTF-8 of the channel; empty when not known.
  public var channel: Span<UInt8> {
    @_lifetime(copy self) get { bytes.extracting(channelRange) }
  }

  /// UTF-8 of the kind; empty when not known.
  public var kind: Span<UInt8> {
    @_lifetime(copy self) get { bytes.extracting(kindRange) }
  }
}
