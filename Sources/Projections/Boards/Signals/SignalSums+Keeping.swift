import Wire

extension SignalSums {
  /// Hands over the signals of each unit of which anything was counted, in the order of their codes, one piece each.
  func forEachKeptUnit(_ field: Int, _ body: (Span<UInt8>) throws -> Void) throws {
    let kept = units.filter { !$0.isEmpty }
    for unit in kept.sorted(by: { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }) {
      var writer = WireWriter(capacity: 1 << 12)
      writer.field(field) { unit.keep(in: &$0) }
      try body(writer.bytes.span)
    }
  }

  /// Signals read back by two threads.
  /// - Parameter ranges: where the units stand in the bytes.
  init(keptUnits ranges: [Range<Int>], of bytes: [UInt8]) throws {
    let parts = try WorkShare.all(2) { share in
      var part: [UnitSignals] = []
      for index in ranges.indices where index % share.count == share.index {
        part.append(try UnitSignals(kept: bytes.span.extracting(ranges[index])))
      }
      return part
    }
    self.init(units: parts.flatMap(\.self))
  }
}

extension UnitSignals {
  /// Code (1), kinds (2).
  fileprivate func keep(in part: inout WireWriter) {
    part.field(1, string: code)
    for kind in SignalKind.allCases where rate(kind).denominator != 0 {
      part.field(2) { keep(kind, in: &$0) }
    }
  }

  /// Kind and chances; then the tickets, or each person with theirs.
  private func keep(_ kind: SignalKind, in part: inout WireWriter) {
    part.varint(UInt64(kind.rawValue))
    part.varint(rate(kind).denominator.zigzag)
    if !kind.isAboutPersons { return part.keep(tickets(kind)) }
    for (person, numbers) in persons(kind).inOrder {
      part.append(bigEndian: person.high)
      part.append(bigEndian: person.low)
      part.keep(numbers)
    }
  }

  fileprivate init(kept bytes: Span<UInt8>) throws(WireError) {
    var reader = WireReader(bytes)
    guard let first = try reader.nextField(), first.number == 1, first.type == .lengthDelimited
    else { throw .wrongType(field: 1) }
    self.init(try reader.string())
    while let field = try reader.nextField() {
      guard field.number == 2, field.type == .lengthDelimited else {
        throw .wrongType(field: field.number)
      }
      try take(kept: reader.bytes.extracting(try reader.lengthDelimited()))
    }
  }

  private mutating func take(kept bytes: Span<UInt8>) throws(WireError) {
    var reader = WireReader(bytes)
    guard let kind = SignalKind(rawValue: UInt8(truncatingIfNeeded: try reader.varint())) else {
      throw .wrongType(field: 2)
    }
    let chances = Int64(zigzag: try reader.varint())
    if !kind.isAboutPersons {
      return take(kind, chances: chances, hits: try reader.keptNumbers(), PersonSignals())
    }
    var persons = PersonSignals()
    while !reader.isAtEnd {
      let person = SignalPerson(high: try reader.word(), low: try reader.word())
      persons.take(person, try reader.keptNumbers())
    }
    take(kind, chances: chances, hits: [], persons)
  }
}

extension WireWriter {
  /// How many numbers; the first, and from each to the next.
  fileprivate mutating func keep(_ numbers: [UInt32]) {
    varint(UInt64(numbers.count))
    var last: UInt32 = 0
    for number in numbers {
      varint(UInt64(number - last))
      last = number
    }
  }
}

extension WireReader {
  fileprivate mutating func keptNumbers() throws(WireError) -> [UInt32] {
    var numbers: [UInt32] = []
    var last: UInt64 = 0
    for _ in 0..<(try varint()) {
      last &+= try varint()
      numbers.append(UInt32(truncatingIfNeeded: last))
    }
    return numbers
  }

  /// Eight bytes, the highest first.
  fileprivate mutating func word() throws(WireError) -> UInt64 {
    UInt64(bitPattern: try sfixed64()).byteSwapped
  }
}
