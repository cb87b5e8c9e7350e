import EventStore
import Wire

extension TicketProjection {
  /// Protobuf wire format: category codes (1, repeated), districts (2), imports (3), files (4: import name, file
  /// number), number of streams (5), and the cells in the order of stream numbers (6), 48 bytes each.
  public func canonicalBytes() -> [UInt8] {
    var writer = WireWriter(capacity: 4096)
    for (field, table) in [(1, categories), (2, districts), (3, imports)] {
      for name in table.names { writer.field(field, bytes: name) }
    }
    for file in files {
      writer.field(4) { inner in
        inner.field(1, uint64: UInt64(file.importName))
        inner.field(2, uint64: UInt64(file.file))
      }
    }
    writer.field(5, uint64: UInt64(cells.count))
    writer.key(6, .lengthDelimited)
    let size = cells.count * TicketCell.encodedSize
    writer.varint(UInt64(size))
    let head = writer.bytes
    return [UInt8](capacity: head.count + size) { output in
      for byte in head { output.append(byte) }
      for cell in cells { cell.encode(into: &output) }
    }
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
    var names: [[[UInt8]]] = [[], [], []]
    var keys: [FileKey] = []
    var count: UInt64 = 0
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1...3, .lengthDelimited): names[field.number - 1].append(try reader.byteArray())
      case (4, .lengthDelimited):
        keys.append(try Self.fileKey(bytes.extracting(try reader.lengthDelimited())))
      case (5, .varint): count = try reader.varint()
      case (6, .lengthDelimited):
        let range = try reader.lengthDelimited()
        guard reader.isAtEnd, readCells(bytes.extracting(range), count: count) else {
          return false
        }
      default: return false
      }
    }
    guard let categories = NameTable(names: names[0]), let districts = NameTable(names: names[1]),
      let imports = NameTable(names: names[2]), keys.first == files.first
    else { return false }
    self.categories = categories
    self.districts = districts
    self.imports = imports
    files = keys
    return cells.allSatisfy {
      Int($0.category) < categories.names.count && Int($0.district) < districts.names.count
        && Int($0.provenance) < files.count
    }
  }

  private mutating func readCells(_ bytes: Span<UInt8>, count: UInt64) -> Bool {
    let size = TicketCell.encodedSize
    guard bytes.count % size == 0, UInt64(bytes.count / size) == count else { return false }
    cells.reserveCapacity(bytes.count / size)
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
    var key = FileKey(importName: 0, file: 0)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): key.importName = UInt16(clamping: try reader.varint())
      case (2, .varint): key.file = UInt32(clamping: try reader.varint())
      default: try reader.skip(field.type)
      }
    }
    return key
  }
}
