import EventStore
import Wire

extension AccountShelf {
  /// Codes (1) and units (2) in the order of their numbers, and the briefs (3) in the order of theirs.
  func keepBriefs(in part: inout WireWriter) {
    for name in names.codes.names.dropFirst() { part.field(1, bytes: name) }
    for name in names.units.names.dropFirst() { part.field(2, bytes: name) }
    part.field(3) { inner in forEachSlot { _, slot in slot.brief.keep(in: &inner) } }
  }

  /// A shelf whose accounts are all left to the log.
  init(keptBriefs bytes: Span<UInt8>) throws(WireError) {
    self.init()
    var codes: [[UInt8]] = [[]]
    var units: [[UInt8]] = [[]]
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      let range = try reader.lengthDelimited()
      switch field.number {
      case 1: codes.append([UInt8](copying: bytes.extracting(range)))
      case 2: units.append([UInt8](copying: bytes.extracting(range)))
      case 3: try takeBriefs(bytes.extracting(range), codes.count, units.count)
      default: throw .wrongType(field: field.number)
      }
    }
    guard let codes = NameTable(names: codes), let units = NameTable(names: units) else {
      throw .wrongType(field: 1)
    }
    names = BriefNames(codes: codes, units: units)
  }

  private mutating func takeBriefs(
    _ bytes: Span<UInt8>, _ codes: Int, _ units: Int
  ) throws(WireError) {
    var reader = WireReader(bytes)
    var number: UInt64 = 0
    while !reader.isAtEnd {
      _ = reach(StreamNumber(number))
      let brief = try TicketBrief(kept: &reader)
      guard brief.codes.max < codes, max(brief.lead, brief.holder) < units else {
        throw .wrongType(field: 3)
      }
      if !brief.isEmpty { put(Slot(inLog: brief), at: StreamNumber(number)) }
      number += 1
    }
  }
}

extension TicketBrief {
  /// Its latest event, or 0 for no account; then its other fields in their order.
  fileprivate func keep(in part: inout WireWriter) {
    part.varint(last.rawValue)
    if isEmpty { return }
    for word in [
      UInt64(kinds), UInt64(marks.rawValue), UInt64(step), UInt64(grade), UInt64(returns),
      UInt64(codes.kind), UInt64(codes.category), UInt64(codes.district), UInt64(codes.channel),
      UInt64(lead), UInt64(holder), openedAt.zigzag, heldSince.zigzag, recordedAt.zigzag,
      lateness.zigzag, lastActAt.zigzag, closedAt.zigzag,
    ] {
      part.varint(word)
    }
  }

  fileprivate init(kept reader: inout WireReader) throws(WireError) {
    self.init()
    last = Position(try reader.varint())
    if isEmpty { return }
    kinds = UInt32(truncatingIfNeeded: try reader.varint())
    marks = Marks(rawValue: UInt16(truncatingIfNeeded: try reader.varint()))
    step = UInt8(truncatingIfNeeded: try reader.varint())
    grade = UInt8(truncatingIfNeeded: try reader.varint())
    returns = UInt32(truncatingIfNeeded: try reader.varint())
    codes.kind = UInt16(truncatingIfNeeded: try reader.varint())
    codes.category = UInt16(truncatingIfNeeded: try reader.varint())
    codes.district = UInt16(truncatingIfNeeded: try reader.varint())
    codes.channel = UInt16(truncatingIfNeeded: try reader.varint())
    lead = UInt16(truncatingIfNeeded: try reader.varint())
    holder = UInt16(truncatingIfNeeded: try reader.varint())
    openedAt = Int64(zigzag: try reader.varint())
    heldSince = Int64(zigzag: try reader.varint())
    recordedAt = Int64(zigzag: try reader.varint())
    lateness = Int64(zigzag: try reader.varint())
    lastActAt = Int64(zigzag: try reader.varint())
    closedAt = Int64(zigzag: try reader.varint())
  }
}

extension TicketBrief.Codes {
  /// The highest number.
  fileprivate var max: UInt16 { Swift.max(Swift.max(kind, category), Swift.max(district, channel)) }
}

extension Int64 {
  /// Small magnitudes as small numbers, whatever their sign: the zigzag encoding of protobuf.
  var zigzag: UInt64 { UInt64(bitPattern: self << 1 ^ self >> 63) }

  init(zigzag word: UInt64) {
    self = Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
  }
}
