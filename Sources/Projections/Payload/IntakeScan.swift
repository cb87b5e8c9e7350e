import EventStore
import Wire

/// One pass over the payload of an IntakeRecorded event that notes where its fields are; nothing is copied.
struct IntakeScan {
  var sourceID = 0..<0
  var categoryText = 0..<0
  var category = 0..<0
  var district = 0..<0
  var isDayOnly = false
  var marks: CaseMarks = []
  var file: UInt64 = 0
  var row: UInt64 = 0

  static let typeName = "IntakeRecorded"
  private static let typeBytes = Array(typeName.utf8)

  /// Whether a record's type is IntakeRecorded.
  static func isIntake(_ type: Span<UInt8>) -> Bool {
    type.hasSameBytes(as: typeBytes)
  }

  /// The intake's fields when the event is an intake with this source id.
  static func match(_ event: borrowing EventView, sourceID: [UInt8]) -> IntakeScan? {
    guard isIntake(event.record.type) else { return nil }
    var scan = IntakeScan()
    let payload = event.record.payload
    guard (try? scan.read(payload)) != nil,
      payload.extracting(scan.sourceID).hasSameBytes(as: sourceID)
    else { return nil }
    return scan
  }

  mutating func read(_ payload: Span<UInt8>) throws(WireError) {
    var reader = WireReader(payload)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .lengthDelimited): sourceID = try reader.lengthDelimited()
      case (2, .lengthDelimited): categoryText = try reader.lengthDelimited()
      case (3, .lengthDelimited): category = try reader.lengthDelimited()
      case (4, .lengthDelimited): district = try reader.lengthDelimited()
      case (7, .varint): isDayOnly = try reader.varint() == 2
      case (8, .varint):
        marks = CaseMarks(rawValue: UInt16(truncatingIfNeeded: try reader.varint()))
      case (10, .varint): file = try reader.varint()
      case (11, .varint): row = try reader.varint()
      default: try reader.skip(field.type)
      }
    }
  }
}

extension Span<UInt8> {
  /// Whether the bytes are those of an array.
  func hasSameBytes(as array: [UInt8]) -> Bool {
    guard count == array.count else { return false }
    for index in 0..<count where self[index] != array[index] { return false }
    return true
  }
}
