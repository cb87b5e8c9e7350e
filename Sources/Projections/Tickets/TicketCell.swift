import EventStore

/// One ticket in 48 bytes; the array of them is indexed by stream number.
struct TicketCell: Sendable, Equatable {
  /// Microseconds; when the case happened, as its intake claims.
  var occurredAt: Int64 = 0
  /// Microseconds; recording of the stream's first event.
  var firstRecordedAt: Int64 = 0
  /// Microseconds; recording of the stream's last event.
  var lastRecordedAt: Int64 = 0
  /// Row in the imported file, from 1; 0 when not imported.
  var row: UInt32 = 0
  /// Events in the stream.
  var eventCount: UInt32 = 0
  private var positionLow: UInt32 = 0
  private var positionHigh: UInt16 = 0
  /// Number in the table of category codes.
  var category: UInt16 = 0
  /// Number in the table of districts.
  var district: UInt16 = 0
  /// What is doubtful about the case; bits of ``TicketMarks``.
  var marks: UInt16 = 0
  /// Number in the list of imported files.
  var provenance: UInt16 = 0
  var status: TicketStatus = .notACase
  /// 1 when only the day of `occurredAt` is known.
  var precision: UInt8 = 0

  /// Bytes of one cell in the canonical form.
  static let encodedSize = 48

  /// Position of the stream's last event; 48 bits hold 281 trillion.
  var lastPosition: UInt64 {
    get { UInt64(positionHigh) << 32 | UInt64(positionLow) }
    set {
      positionLow = UInt32(truncatingIfNeeded: newValue)
      positionHigh = UInt16(truncatingIfNeeded: newValue >> 32)
    }
  }

  /// Appends the canonical form: the fields in the order of their declaration, most significant
  /// byte first.
  func encode(into bytes: inout OutputSpan<UInt8>) {
    Self.put(UInt64(bitPattern: occurredAt), 8, &bytes)
    Self.put(UInt64(bitPattern: firstRecordedAt), 8, &bytes)
    Self.put(UInt64(bitPattern: lastRecordedAt), 8, &bytes)
    Self.put(UInt64(row), 4, &bytes)
    Self.put(UInt64(eventCount), 4, &bytes)
    Self.put(lastPosition, 6, &bytes)
    Self.put(UInt64(category), 2, &bytes)
    Self.put(UInt64(district), 2, &bytes)
    Self.put(UInt64(marks), 2, &bytes)
    Self.put(UInt64(provenance), 2, &bytes)
    Self.put(UInt64(status.rawValue), 1, &bytes)
    Self.put(UInt64(precision), 1, &bytes)
  }

  init() {}

  /// Reads a canonical form, or returns `nil` when a field is out of range.
  init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard bytes.count - offset >= Self.encodedSize else { return nil }
    var at = offset
    func next(_ count: Int) -> UInt64 {
      var value: UInt64 = 0
      for _ in 0..<count {
        value = value << 8 | UInt64(bytes[at])
        at += 1
      }
      return value
    }
    occurredAt = Int64(bitPattern: next(8))
    firstRecordedAt = Int64(bitPattern: next(8))
    lastRecordedAt = Int64(bitPattern: next(8))
    row = UInt32(truncatingIfNeeded: next(4))
    eventCount = UInt32(truncatingIfNeeded: next(4))
    lastPosition = next(6)
    category = UInt16(truncatingIfNeeded: next(2))
    district = UInt16(truncatingIfNeeded: next(2))
    marks = UInt16(truncatingIfNeeded: next(2))
    provenance = UInt16(truncatingIfNeeded: next(2))
    guard let status = TicketStatus(rawValue: UInt8(truncatingIfNeeded: next(1))) else {
      return nil
    }
    self.status = status
    precision = UInt8(truncatingIfNeeded: next(1))
  }

  private static func put(_ value: UInt64, _ count: Int, _ bytes: inout OutputSpan<UInt8>) {
    var shift = UInt64(8 * (count - 1))
    for _ in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      shift = shift &- 8
    }
  }
}
