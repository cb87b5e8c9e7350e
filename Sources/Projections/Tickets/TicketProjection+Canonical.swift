import EventStore
import Wire

extension TicketProjection {
  /// Protobuf wire format: category codes (1, repeated), districts (2), files (3: import number,
  /// run, file), number of streams (4), and the cells in the order of stream numbers (5), 48 bytes
  /// each.
  public func canonicalBytes() -> [UInt8] {
    let head = canonicalHead()
    let size = cells.count * TicketCell.encodedSize
    return [UInt8](capacity: head.count + size) { output in
      for byte in head { output.append(byte) }
      for index in 0..<cells.count { cells[index].encode(into: &output) }
    }
  }

  /// The same bytes, a block of cells at a time.
  public func forEachCanonicalPiece(_ body: (Span<UInt8>) throws -> Void) rethrows {
    try body(canonicalHead().span)
    try cells.forEachBlock { block in
      let piece = [UInt8](capacity: block.count * TicketCell.encodedSize) { output in
        for index in block.indices { block[index].encode(into: &output) }
      }
      try body(piece.span)
    }
  }

  /// Everything before the content of the cells.
  private func canonicalHead() -> [UInt8] {
    var writer = WireWriter(capacity: 4096)
    for (field, table) in [(1, categories), (2, districts)] {
      for name in table.names { writer.field(field, bytes: name) }
    }
    for file in files {
      writer.field(3) { inner in
        inner.field(1, sfixed64: Int64(bitPattern: file.importNumber))
        inner.field(2, uint64: UInt64(file.run))
        inner.field(3, uint64: UInt64(file.file))
      }
    }
    writer.field(4, uint64: UInt64(cells.count))
    writer.key(5, .lengthDelimited)
    writer.varint(UInt64(cells.count * TicketCell.encodedSize))
    return writer.bytes
  }

  /// Reads a canonical form, or returns `nil` when it is not one.
  public init?(canonicalBytes bytes: [UInt8]) {
    self.init()
    do {
      guard try read(bytes.span) else { return nil }
    } catch {
      return nil
    }
  }

  private mutating func read(_ bytes: Span<UInt8>) throws(WireError) -> Bool {
    var reader = WireReader(bytes)
    var names: [[[UInt8]]] = [[], []]
    var keys: [FileKey] = []
    var count: UInt64 = 0
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1...2, .lengthDelimited): names[field.number - 1].append(try reader.byteArray())
      case (3, .lengthDelimited):
        keys.append(try Self.fileKey(bytes.extracting(try reader.lengthDelimited())))
      case (4, .varint): count = try reader.varint()
      case (5, .lengthDelimited):
        let range = try reader.lengthDelimited()
        guard reader.isAtEnd, readCells(bytes.extracting(range), count: count) else {
          return false
        }
      default: return false
      }
    }
    guard let categories = NameTable(names: names[0]), let districts = NameTable(names: names[1]),
      keys.first == FileKey()
    else { return false }
    self.categories = categories
    self.districts = districts
    files = keys
    var fits = true
    cells.forEach {
      fits =
        fits && Int($0.category) < categories.names.count
        && Int($0.district) < districts.names.count && Int($0.provenance) < files.count
    }
    return fits
  }

  private mutating func readCells(_ bytes: Span<UInt8>, count: UInt64) -> Bool {
    let size = TicketCell.encodedSize
    guard bytes.count % size == 0, UInt64(bytes.count / size) == count else { return false }
    var offset = 0
    while offset < bytes.count {
      guard let cell = TicketCell(bytes, at: offset) else { return false }
      cells.append(cell)
      offset += size
    }
    return true
  }

  private static func fileKey(_ bytes: Span<UInt8>) throws(WireError) -> FileKey {
    var reader = WireReader(bytes)
    var key = FileKey()
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .fixed64): key.importNumber = UInt64(bitPattern: try reader.sfixed64())
      case (2, .varint): key.run = UInt32(clamping: try reader.varint())
      case (3, .varint): key.file = UInt32(clamping: try reader.varint())
      default: try reader.skip(field.type)
      }
    }
    return key
  }
}
