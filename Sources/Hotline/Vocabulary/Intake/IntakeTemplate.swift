public import Wire

/// The fields of an intake that repeat from row to row, encoded once; for importers in a hurry.
///
/// Writes the same bytes as ``IntakeRecorded`` by its schema.
public struct IntakeTemplate: Sendable {
  private let repeated: [UInt8]

  /// The repeating fields; see ``IntakeRecorded``.
  public init(
    categoryText: String, category: String, district: String, channel: String, kind: String
  ) {
    var writer = WireWriter()
    writer.text(2, categoryText)
    writer.text(3, category)
    writer.text(4, district)
    writer.text(5, channel)
    writer.text(6, kind)
    repeated = writer.bytes
  }

  /// Appends a payload: UTF-8 of the case number, the repeating fields, and what differs.
  public func encode(
    sourceID: [UInt8], timePrecision: TimePrecision?, marks: IntakeMarks, occurrence: UInt32,
    provenance: ImportProvenance?, into writer: inout WireWriter
  ) {
    if !sourceID.isEmpty {
      writer.key(1, .lengthDelimited)
      writer.varint(UInt64(sourceID.count))
      writer.append(contentsOf: sourceID)
    }
    writer.append(contentsOf: repeated)
    if let timePrecision { writer.field(7, uint64: UInt64(timePrecision.rawValue)) }
    writer.blob(8, marks.codes)
    writer.number(9, UInt64(occurrence))
    if let provenance {
      writer.key(10, .lengthDelimited)
      writer.varint(UInt64(provenance.encodedCount))
      provenance.encode(into: &writer)
    }
  }
}
