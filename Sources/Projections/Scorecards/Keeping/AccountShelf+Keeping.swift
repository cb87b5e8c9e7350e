import EventStore
import Wire

extension AccountShelf {
  /// Hands over the codes (1) and units (2) that briefs name, in the order of their bytes, in one piece; then the briefs,
  /// so many streams to a piece, and the summary of each block.
  func forEachKeptPart(
    names field: Int, briefs: Int, summaries: Int, _ body: (Span<UInt8>) throws -> Void
  ) throws {
    let (kept, numbers) = namesInUse()
    var writer = WireWriter(capacity: 1 << 14)
    writer.field(field) { part in
      for name in kept.codes.names.dropFirst() { part.field(1, bytes: name) }
      for name in kept.units.names.dropFirst() { part.field(2, bytes: name) }
    }
    try body(writer.bytes.span)
    for start in stride(from: 0, to: count, by: KeptBriefs.partStreams) {
      var writer = WireWriter(capacity: 1 << 20)
      writer.field(briefs) { part in
        for index in start..<min(start + KeptBriefs.partStreams, count) {
          brief(StreamNumber(UInt64(index))).renumbered(numbers).keep(in: &part)
        }
      }
      try body(writer.bytes.span)
    }
    var blocks = WireWriter(capacity: 1 << 16)
    blocks.field(summaries) { part in
      // Made anew: what is known of a block that changed tells more than is true.
      for block in 0..<blockCount { Summary(slots(ofBlock: block)).keep(in: &part) }
    }
    try body(blocks.bytes.span)
  }

  /// The names that briefs use, numbered in the order of their bytes, however they were numbered before.
  private func namesInUse() -> (BriefNames, BriefNames.Renumbering) {
    var codes = [Bool](repeating: false, count: names.codes.names.count)
    var units = [Bool](repeating: false, count: names.units.names.count)
    for index in 0..<count {
      let brief = brief(StreamNumber(UInt64(index)))
      for code in [
        brief.codes.kind, brief.codes.category, brief.codes.district, brief.codes.channel,
      ] {
        codes[Int(code)] = true
      }
      units[Int(brief.lead)] = true
      units[Int(brief.holder)] = true
      units[Int(brief.closer)] = true
    }
    var kept = BriefNames()
    let numbers = BriefNames.Renumbering(
      codes: Self.number(names.codes.names, codes, &kept.codes),
      units: Self.number(names.units.names, units, &kept.units))
    return (kept, numbers)
  }

  private static func number(
    _ names: [[UInt8]], _ isUsed: [Bool], _ table: inout NameTable
  ) -> [UInt16] {
    let used = names.indices.filter { isUsed[$0] }.map { names[$0] }
    for name in used.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      _ = table.number(of: name.span)
    }
    return names.map { table.known($0.span) ?? 0 }
  }

  /// A shelf whose accounts are left to the log, but for those that boards may list.
  /// - Parameters:
  ///   - names: where the names stand in the bytes.
  ///   - parts: where the briefs stand.
  ///   - summaries: where those of its blocks stand.
  ///   - accounts: where these stand, in the order of their numbers.
  init(
    keptNames names: Range<Int>, briefs parts: [Range<Int>], summaries: Range<Int>,
    accounts: [KeptBriefs.Account], of bytes: [UInt8]
  ) throws(WireError) {
    var codes: [[UInt8]] = [[]]
    var units: [[UInt8]] = [[]]
    let own = bytes.span.extracting(names)
    var reader = WireReader(own)
    while let field = try reader.nextField() {
      let name = [UInt8](copying: own.extracting(try reader.lengthDelimited()))
      switch field.number {
      case 1: codes.append(name)
      case 2: units.append(name)
      default: throw .wrongType(field: field.number)
      }
    }
    guard let codes = NameTable(names: codes), let units = NameTable(names: units) else {
      throw .wrongType(field: 9)
    }
    let limits = KeptBriefs.Limits(codes: codes.names.count, units: units.names.count)
    var known: [Summary] = []
    var rest = WireReader(bytes.span.extracting(summaries))
    while !rest.isAtEnd { known.append(try Summary(kept: &rest)) }
    try self.init(KeptBriefs(parts, accounts: accounts, of: bytes, limits), known)
    self.names = BriefNames(codes: codes, units: units)
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
      UInt64(lead), UInt64(holder), UInt64(closer), openedAt.zigzag, heldSince.zigzag,
      recordedAt.zigzag,
      lateness.zigzag, lastActAt.zigzag, closedAt.zigzag,
    ] {
      part.varint(word)
    }
  }

  init(kept reader: inout WireReader) throws(WireError) {
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
    closer = UInt16(truncatingIfNeeded: try reader.varint())
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
  var max: UInt16 { Swift.max(Swift.max(kind, category), Swift.max(district, channel)) }
}

extension Int64 {
  /// Small magnitudes as small numbers, whatever their sign: the zigzag encoding of protobuf.
  var zigzag: UInt64 { UInt64(bitPattern: self << 1 ^ self >> 63) }

  init(zigzag word: UInt64) {
    self = Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
  }
}
