import EventStore
import Wire

extension CityLedger {
  /// Calls (1), samples (2), cells in order (3), knowledge items (4), events (5), time of the last (6), unreadable
  /// positions (7), in protobuf wire format.
  public func canonicalBytes() -> [UInt8] {
    var writer = WireWriter(capacity: calls.count * 16 + (1 << 12))
    for call in calls { writer.field(1, message: call.encode) }
    for sample in samples { writer.field(2, message: sample.encode) }
    for (key, cell) in cells.sorted {
      writer.field(3) { part in
        part.field(1, uint64: UInt64(key.topic.rawValue))
        part.field(2, sfixed64: key.day)
        part.field(3, string: key.text)
        part.field(4, sfixed64: cell.count)
        part.field(5, sfixed64: cell.quantity)
      }
    }
    for change in knowledge { writer.field(4, message: change.encode) }
    writer.field(5, uint64: events)
    if let recordedAt { writer.field(6, sfixed64: recordedAt.microseconds) }
    for position in unreadable { writer.field(7, uint64: position.rawValue) }
    return writer.bytes
  }

  /// Reads a view back.
  public init?(canonicalBytes: [UInt8]) {
    var calls: [CallMark] = []
    var samples: [CallSample] = []
    var cells = CityCells()
    var knowledge: [KnowledgeChange] = []
    var events: UInt64 = 0
    var recordedAt: Instant?
    var unreadable: [Position] = []
    var reader = WireReader(canonicalBytes.span)
    do {
      while let field = try reader.nextField() {
        switch (field.number, field.type) {
        case (1, .lengthDelimited): calls.append(try CallMark(CityPart(&reader)))
        case (2, .lengthDelimited): samples.append(try CallSample(CityPart(&reader)))
        case (3, .lengthDelimited):
          let part = try CityPart(&reader)
          guard let topic = CityTopic(rawValue: UInt8(clamping: part.number)) else { return nil }
          cells.add(
            CityCells.Key(topic: topic, day: part.fixed[2], text: part.text),
            CityCells.Cell(count: part.fixed[4], quantity: part.fixed[5]))
        case (4, .lengthDelimited): knowledge.append(KnowledgeChange(try CityPart(&reader)))
        case (5, .varint): events = try reader.varint()
        case (6, .fixed64): recordedAt = Instant(microseconds: try reader.sfixed64())
        case (7, .varint): unreadable.append(Position(try reader.varint()))
        default: return nil
        }
      }
    } catch {
      return nil
    }
    self.init(
      calls: calls, samples: samples, cells: cells, knowledge: knowledge, events: events,
      recordedAt: recordedAt, unreadable: unreadable)
  }
}

/// The fields of a part of the view: a number (1), one text, fixed numbers (2, 4, 5, 6, 7). There are millions of calls:
/// none needs memory of its own.
private struct CityPart {
  var number: UInt64 = 0
  var text = ""
  var fixed = InlineArray<8, Int64>(repeating: 0)
  var has = InlineArray<8, Bool>(repeating: false)

  init(_ outer: inout WireReader) throws(WireError) {
    var reader = WireReader(outer.bytes.extracting(try outer.lengthDelimited()))
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): number = try reader.varint()
      case (3, .lengthDelimited): text = try reader.string()
      case (2...7, .fixed64):
        fixed[field.number] = try reader.sfixed64()
        has[field.number] = true
      default: throw .wrongType(field: field.number)
      }
    }
  }
}

extension CallMark {
  fileprivate func encode(into part: inout WireWriter) {
    // Waits are at least −2.
    part.field(1, uint64: UInt64(Int64(waited) + 2))
    part.field(2, sfixed64: startedAt.microseconds)
  }

  fileprivate init(_ part: CityPart) throws(WireError) {
    guard let waited = Int32(exactly: Int64(clamping: part.number) - 2) else {
      throw .wrongType(field: 1)
    }
    self.init(startedAt: Instant(microseconds: part.fixed[2]), waited: waited)
  }
}

extension CallSample {
  fileprivate func encode(into part: inout WireWriter) {
    part.field(2, sfixed64: from.microseconds)
    part.field(4, sfixed64: until.microseconds)
    part.field(5, sfixed64: calls)
    part.field(6, sfixed64: answered)
    part.field(7, sfixed64: quickly)
  }

  fileprivate init(_ part: CityPart) throws(WireError) {
    self.init(
      from: Instant(microseconds: part.fixed[2]), until: Instant(microseconds: part.fixed[4]),
      calls: part.fixed[5], answered: part.fixed[6], quickly: part.fixed[7])
  }
}

extension CityLedger.KnowledgeChange {
  fileprivate func encode(into part: inout WireWriter) {
    part.field(1, uint64: isRetired ? 1 : 0)
    part.field(2, sfixed64: at.microseconds)
    part.field(3, string: item)
    if let reviewBy { part.field(4, sfixed64: reviewBy.microseconds) }
  }

  fileprivate init(_ part: CityPart) {
    self.init(
      item: part.text, at: Instant(microseconds: part.fixed[2]),
      reviewBy: part.has[4] ? Instant(microseconds: part.fixed[4]) : nil,
      isRetired: part.number == 1)
  }
}
