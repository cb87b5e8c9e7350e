import EventStore
import Hotline
import Wire

extension ScoreLedger {
  /// Adoptions (1), accounts in the order of their numbers (2), events (3), time of the last (4), unreadable
  /// positions (5), in protobuf wire format.
  public func canonicalBytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachCanonicalPiece { piece in
      for index in 0..<piece.count { bytes.append(piece[index]) }
    }
    return bytes
  }

  /// One piece for the head, one for each account.
  public func forEachCanonicalPiece(_ body: (Span<UInt8>) throws -> Void) throws {
    var head = WireWriter(capacity: 1 << 12)
    for adoption in adoptions { head.field(1, message: adoption.keep) }
    head.field(3, uint64: events)
    if let recordedAt { head.field(4, sfixed64: recordedAt.microseconds) }
    for position in unreadable { head.field(5, uint64: position.rawValue) }
    try body(head.bytes.span)
    try accounts.forEachHeld { number, held in
      let account = held[0]
      var writer = WireWriter(capacity: 1 << 10)
      writer.field(2) { part in
        part.field(1, uint64: number.rawValue)
        account.encode(into: &part)
      }
      try body(writer.bytes.span)
    }
  }

  /// Reads a view back.
  public init?(canonicalBytes: [UInt8]) {
    var accounts = AccountShelf()
    var adoptions: [RecordedEvent] = []
    var events: UInt64 = 0
    var recordedAt: Instant?
    var unreadable: [Position] = []
    var reader = WireReader(canonicalBytes.span)
    do {
      while let field = try reader.nextField() {
        switch (field.number, field.type) {
        case (1, .lengthDelimited):
          adoptions.append(
            try RecordedEvent(kept: reader.bytes.extracting(try reader.lengthDelimited())))
        case (2, .lengthDelimited):
          let part = reader.bytes.extracting(try reader.lengthDelimited())
          let (index, account) = try TicketAccount.read(part)
          let number = StreamNumber(UInt64(clamping: index))
          guard index >= accounts.count, accounts.reach(number, gap: 1 << 32) else { return nil }
          accounts.put(account, at: number)
        case (3, .varint): events = try reader.varint()
        case (4, .fixed64):
          recordedAt = Instant(microseconds: try reader.sfixed64())
        case (5, .varint): unreadable.append(Position(try reader.varint()))
        default: return nil
        }
      }
    } catch {
      return nil
    }
    self.init(
      accounts: accounts, adoptions: adoptions, events: events, recordedAt: recordedAt,
      unreadable: unreadable)
  }
}

extension TicketAccount {
  /// Stream (2), state (3), facts (4), events of clocks (5), position (6), time (7), events (8), traces (9),
  /// corrections (12).
  func encode(into part: inout WireWriter) {
    part.field(2, string: stream)
    part.field(3) { state.encode(into: &$0) }
    for fact in facts { part.field(4) { fact.encode(into: &$0) } }
    for clock in clockEvents {
      part.field(5) { inner in
        inner.field(1, uint64: clock.given.rawValue)
        inner.field(2, uint64: clock.ended.rawValue)
      }
    }
    part.field(6, uint64: position.rawValue)
    part.field(7, sfixed64: recordedAt.microseconds)
    part.field(8, uint64: events)
    for trace in traces { part.field(9) { trace.encode(into: &$0) } }
    for correction in corrections {
      part.field(12) { inner in
        inner.field(1, uint64: correction.event.rawValue)
        inner.field(2, uint64: correction.position.rawValue)
      }
    }
  }

  static func read(_ bytes: Span<UInt8>) throws(WireError) -> (Int, TicketAccount) {
    var index = 0
    var stream = ""
    var state = TicketState()
    var facts: [TicketFact] = []
    var clocks: [ClockEvents] = []
    var traces: [TicketTrace] = []
    var corrections: [FactCorrection] = []
    var position = Position.start
    var recordedAt = Instant(microseconds: 0)
    var events: UInt64 = 0
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): index = Int(clamping: try reader.varint())
      case (2, .lengthDelimited): stream = try reader.string()
      case (3, .lengthDelimited):
        state = try TicketState(decoding: reader.bytes.extracting(try reader.lengthDelimited()))
      case (4, .lengthDelimited):
        facts.append(
          try TicketFact(decoding: reader.bytes.extracting(try reader.lengthDelimited())))
      case (5, .lengthDelimited):
        clocks.append(
          try ClockEvents(decoding: reader.bytes.extracting(try reader.lengthDelimited())))
      case (6, .varint): position = Position(try reader.varint())
      case (7, .fixed64):
        recordedAt = Instant(microseconds: try reader.sfixed64())
      case (8, .varint): events = try reader.varint()
      // When its running clocks end, which are in the state, too.
      case (10, .fixed64), (11, .fixed64): _ = try reader.sfixed64()
      case (9, .lengthDelimited):
        traces.append(
          try TicketTrace(decoding: reader.bytes.extracting(try reader.lengthDelimited())))
      case (12, .lengthDelimited):
        corrections.append(
          try FactCorrection(decoding: reader.bytes.extracting(try reader.lengthDelimited())))
      default: throw .wrongType(field: field.number)
      }
    }
    return (
      index,
      TicketAccount(
        stream: stream, state: state, facts: facts, clockEvents: clocks, traces: traces,
        corrections: corrections, position: position, recordedAt: recordedAt, events: events)
    )
  }
}

extension TicketAccount.ClockEvents {
  fileprivate init(decoding bytes: Span<UInt8>) throws(WireError) {
    given = .start
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): given = Position(try reader.varint())
      case (2, .varint): ended = Position(try reader.varint())
      default: throw .wrongType(field: field.number)
      }
    }
  }
}

extension FactCorrection {
  fileprivate init(decoding bytes: Span<UInt8>) throws(WireError) {
    self.init(event: .start, position: .start)
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): event = Position(try reader.varint())
      case (2, .varint): position = Position(try reader.varint())
      default: throw .wrongType(field: field.number)
      }
    }
  }
}

extension TicketFact {
  /// Kind (1), unit (2), time (3), time of recording (4), position (5), value (6), revision (7).
  fileprivate func encode(into part: inout WireWriter) {
    part.field(1, uint64: UInt64(kind.rawValue))
    part.field(2, string: unit)
    part.field(3, sfixed64: at.microseconds)
    part.field(4, sfixed64: recordedAt.microseconds)
    part.field(5, uint64: position.rawValue)
    part.field(6, uint64: value)
    if revision > 0 { part.field(7, uint64: revision) }
  }

  fileprivate init(decoding bytes: Span<UInt8>) throws(WireError) {
    var kind: Kind?
    unit = ""
    at = Instant(microseconds: 0)
    recordedAt = at
    position = .start
    value = 0
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): kind = Kind(rawValue: UInt8(truncatingIfNeeded: try reader.varint()))
      case (2, .lengthDelimited): unit = try reader.string()
      case (3, .fixed64): at = Instant(microseconds: try reader.sfixed64())
      case (4, .fixed64): recordedAt = Instant(microseconds: try reader.sfixed64())
      case (5, .varint): position = Position(try reader.varint())
      case (6, .varint): value = try reader.varint()
      case (7, .varint): revision = try reader.varint()
      default: throw .wrongType(field: field.number)
      }
    }
    guard let kind else { throw .wrongType(field: 1) }
    self.kind = kind
  }
}
