import EventStore
import Wire

// An event as views keep it in their snapshots.
extension RecordedEvent {
  init(kept bytes: Span<UInt8>) throws {
    var position = Position.start
    var leafHash = Digest.zero
    var record: [UInt8] = []
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): position = Position(try reader.varint())
      case (2, .lengthDelimited): leafHash = Digest(try reader.byteArray()) ?? .zero
      case (3, .lengthDelimited): record = try reader.byteArray()
      default: throw WireError.wrongType(field: field.number)
      }
    }
    try self.init(position: position, leafHash: leafHash, bytes: record)
  }

  /// Writes what ``init(kept:)`` reads: position (1), leaf hash (2), record (3).
  func keep(_ part: inout WireWriter) {
    part.field(1, uint64: position.rawValue)
    part.field(2, bytes: leafHash.bytes)
    part.field(3, bytes: bytes)
  }
}
