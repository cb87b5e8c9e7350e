import EventStore
import Hotline
import Wire

extension ScoreCube {
  /// Hands over the sums of all units together and of each unit of which anything counts, one piece each.
  /// - Parameter namingTickets: whether the tickets behind them are named, some of which may count no longer.
  func forEachKeptUnit(
    all: Int, each: Int, namingTickets: Bool = true, _ body: (Span<UInt8>) throws -> Void
  ) throws {
    var writer = WireWriter(capacity: 1 << 16)
    writer.field(all) { self.all.keep(in: &$0, namingTickets) }
    try body(writer.bytes.span)
    for place in order where !units[place].isEmpty {
      var writer = WireWriter(capacity: 1 << 14)
      writer.field(each) { units[place].keep(in: &$0, namingTickets) }
      try body(writer.bytes.span)
    }
  }

  /// Whether it names every ticket that another cube does.
  func namesTickets(of other: ScoreCube) -> Bool {
    other.units.allSatisfy { theirs in
      units.first { $0.code == theirs.code }?.namesTickets(of: theirs) ?? theirs.isEmpty
    }
  }

  /// A cube by units, read back.
  /// - Parameters:
  ///   - ranges: where the units stand in the bytes.
  ///   - all: where the sums of all together stand.
  init(
    keptUnits ranges: [Range<Int>], all: Range<Int>, of bytes: [UInt8], offset: Int64
  ) throws {
    self.init(.unit, offset: offset)
    let stamp = SumsStamp.next()
    self.all = try UnitSums(kept: bytes.span.extracting(all), stamp)
    let parts = try WorkShare.all(2) { share in
      var part: [(Int, UnitSums)] = []
      for index in ranges.indices where index % share.count == share.index {
        part.append((index, try UnitSums(kept: bytes.span.extracting(ranges[index]), stamp)))
      }
      return part
    }
    for (_, unit) in parts.joined().sorted(by: { $0.0 < $1.0 }) { take(unit) }
  }
}

extension UnitSums {
  /// Code (1), months (2), entries that are awaited (3).
  func keep(in part: inout WireWriter, _ namingTickets: Bool) {
    part.field(1, string: code)
    forEachMonth { month in part.field(2) { month.keep(in: &$0, namingTickets) } }
    forEachAwaited { number, entry in part.field(3) { entry.keep(of: number, in: &$0) } }
  }

  /// Reads the sums of a unit back.
  init(kept bytes: Span<UInt8>, _ stamp: UInt64) throws(WireError) {
    var code = ""
    var months: [KeptMonth] = []
    var awaited: [(StreamNumber, ScoreEntry)] = []
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .lengthDelimited): code = try reader.string()
      case (2, .lengthDelimited):
        months.append(
          try KeptMonth(decoding: reader.bytes.extracting(try reader.lengthDelimited())))
      case (3, .lengthDelimited):
        let part = reader.bytes.extracting(try reader.lengthDelimited())
        awaited.append(try ScoreEntry.read(part, unit: code))
      default: throw .wrongType(field: field.number)
      }
    }
    self.init(code, months: months, awaited: awaited, stamp)
  }
}

extension UnitSums.KeptMonth {
  /// Month (1), sums (2) as keys and amounts, times (3) as differences and counts, tickets (4) as differences.
  fileprivate func keep(in part: inout WireWriter, _ namingTickets: Bool) {
    part.field(1, uint64: UInt64(bitPattern: Int64(month)))
    part.field(2) { inner in
      cell.forEachSum { key, amount in
        inner.varint(UInt64(key))
        inner.varint(amount.zigzag)
      }
    }
    part.field(3) { inner in
      var last: Int64 = 0
      cell.times.forEach { seconds, count in
        inner.varint((seconds &- last).zigzag)
        inner.varint(count.zigzag)
        last = seconds
      }
    }
    guard namingTickets else { return }
    part.field(4) { inner in
      var last: UInt32 = 0
      for number in tickets.numbers {
        inner.varint(UInt64(number - last))
        last = number
      }
    }
  }

  fileprivate init(decoding bytes: Span<UInt8>) throws(WireError) {
    var sums: [(Int, Int64)] = []
    var times: [(Int64, Int64)] = []
    var numbers: [UInt32] = []
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      if field.number == 1, field.type == .varint {
        month = Int(Int64(bitPattern: try reader.varint()))
        continue
      }
      guard field.type == .lengthDelimited else { throw .wrongType(field: field.number) }
      var inner = WireReader(reader.bytes.extracting(try reader.lengthDelimited()))
      var last: Int64 = 0
      while !inner.isAtEnd {
        let word = try inner.varint()
        switch field.number {
        case 2: sums.append((Int(clamping: word), Int64(zigzag: try inner.varint())))
        case 3:
          last &+= Int64(zigzag: word)
          times.append((last, Int64(zigzag: try inner.varint())))
        case 4:
          last &+= Int64(truncatingIfNeeded: word)
          numbers.append(UInt32(truncatingIfNeeded: last))
        default: throw .wrongType(field: field.number)
        }
      }
    }
    cell = ScoreCell(sums: sums, times: TimeCounts(times))
    tickets = TicketSet(sorted: numbers)
  }
}

extension ScoreEntry {
  /// Number (1), measure (2), part (3), moment (4), amount (5), events (6).
  fileprivate func keep(of number: StreamNumber, in part: inout WireWriter) {
    part.field(1, uint64: number.rawValue)
    part.field(2, uint64: UInt64(measure.index))
    part.field(3, uint64: UInt64(self.part.rawValue))
    part.field(4, sfixed64: at.microseconds)
    part.field(5, uint64: amount.zigzag)
    for event in events { part.field(6, uint64: event.rawValue) }
  }

  fileprivate static func read(
    _ bytes: Span<UInt8>, unit: String
  ) throws(WireError) -> (StreamNumber, ScoreEntry) {
    var number = StreamNumber(0)
    var measure = Measure.allCases.count
    var part: ScoreEntry.Part?
    var at = Instant(microseconds: 0)
    var amount: Int64 = 0
    var events: [Position] = []
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): number = StreamNumber(try reader.varint())
      case (2, .varint): measure = Int(clamping: try reader.varint())
      case (3, .varint): part = Part(rawValue: UInt8(truncatingIfNeeded: try reader.varint()))
      case (4, .fixed64): at = Instant(microseconds: try reader.sfixed64())
      case (5, .varint): amount = Int64(zigzag: try reader.varint())
      case (6, .varint): events.append(Position(try reader.varint()))
      default: throw .wrongType(field: field.number)
      }
    }
    guard let part, measure < Measure.allCases.count else { throw .wrongType(field: 2) }
    return (
      number,
      ScoreEntry(
        measure: Measure.allCases[measure], part: part, unit: unit, at: at, amount: amount,
        trail: EventTrail(events), isAwaited: true)
    )
  }
}
