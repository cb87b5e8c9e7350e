import EventStore
import Hotline
import Wire

extension OpenDeadlines {
  /// Adoptions (1: position, leaf hash, record), then cases in the order of their numbers (2: number,
  /// stream, position, clocks, cards), in protobuf wire format.
  public func canonicalBytes() -> [UInt8] {
    var writer = WireWriter(capacity: 1 << 12)
    for adoption in rules.adoptions {
      writer.field(1, message: adoption.keep)
    }
    for number in entries.keys.sorted() {
      guard let entry = entries[number] else { continue }
      writer.field(2) { part in
        part.field(1, uint64: number.rawValue)
        part.field(2, string: entry.stream.text)
        part.field(3, uint64: entry.changed.rawValue)
        for clock in entry.watch.clocks { part.field(4) { clock.encode(into: &$0) } }
        for card in entry.watch.cards { part.field(5) { card.encode(into: &$0) } }
      }
    }
    return writer.bytes
  }

  /// Reads a view back.
  public init?(canonicalBytes: [UInt8]) {
    var adoptions: [RecordedEvent] = []
    var entries: [StreamNumber: Entry] = [:]
    var reader = WireReader(canonicalBytes.span)
    do {
      while let field = try reader.nextField() {
        let part = reader.bytes.extracting(try reader.lengthDelimited())
        switch field.number {
        case 1: adoptions.append(try RecordedEvent(kept: part))
        case 2:
          let (number, entry) = try Entry.read(part)
          guard let entry else { return nil }
          entries[number] = entry
        default: return nil
        }
      }
    } catch {
      return nil
    }
    self.init(adoptions: adoptions, entries: entries)
  }
}

extension OpenDeadlines.Entry {
  fileprivate static func read(
    _ bytes: Span<UInt8>
  ) throws(WireError) -> (StreamNumber, OpenDeadlines.Entry?) {
    var number = StreamNumber(0)
    var stream: StreamID?
    var changed = Position.start
    var clocks: [TicketClock] = []
    var cards: [TicketCard] = []
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): number = StreamNumber(try reader.varint())
      case (2, .lengthDelimited): stream = try? StreamID(try reader.string())
      case (3, .varint): changed = Position(try reader.varint())
      case (4, .lengthDelimited):
        clocks.append(
          try TicketClock(decoding: reader.bytes.extracting(try reader.lengthDelimited())))
      case (5, .lengthDelimited):
        cards.append(
          try TicketCard(decoding: reader.bytes.extracting(try reader.lengthDelimited())))
      default: throw .wrongType(field: field.number)
      }
    }
    guard let stream else { return (number, nil) }
    return (
      number,
      OpenDeadlines.Entry(
        stream: stream, watch: DeadlineWatch(clocks: clocks, cards: cards), changed: changed)
    )
  }
}
