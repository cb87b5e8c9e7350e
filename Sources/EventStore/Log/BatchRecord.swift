private import Wire

/// What is kept of one commit: its positions and time, and for each request with a key or a source, the answer given.
struct BatchRecord: Hashable {
  /// Events before this commit.
  var before: Position
  /// Last event of this commit; equal to `before` when every event was skipped.
  var last: Position
  /// Time of the commit, by the log's clock.
  var committedAt: Instant
  /// Requests with a key.
  var requests: [RequestTrace] = []
  /// Sources and their states.
  var sources: [BatchSource] = []

  /// The bytes in the `batches` table, with their sum.
  func encoded() -> [UInt8] {
    var writer = WireWriter(capacity: 128)
    writer.field(1, uint64: before.rawValue)
    writer.field(2, uint64: last.rawValue)
    writer.field(3, sfixed64: committedAt.microseconds)
    for request in requests { writer.field(4, message: { Self.write(request, &$0) }) }
    for source in sources {
      writer.field(
        5,
        message: {
          $0.field(1, string: source.name)
          $0.field(2, bytes: source.state)
        })
    }
    return Checked.seal(writer.bytes)
  }

  /// Reads what ``encoded()`` wrote; `nil` when the bytes are damaged.
  init?(decoding bytes: [UInt8]) {
    guard let content = Checked.open(bytes) else { return nil }
    self.init(before: .start, last: .start, committedAt: Instant(microseconds: 0))
    do {
      var reader = WireReader(content.span)
      while let field = try reader.nextField() {
        switch field.number {
        case 1: before = Position(try reader.varint())
        case 2: last = Position(try reader.varint())
        case 3: committedAt = Instant(microseconds: try reader.sfixed64())
        case 4: requests.append(try Self.readRequest(try reader.byteArray()))
        case 5: sources.append(try Self.readSource(try reader.byteArray()))
        default: try reader.skip(field.type)
        }
      }
    } catch {
      return nil
    }
  }

  init(before: Position, last: Position, committedAt: Instant) {
    self.before = before
    self.last = last
    self.committedAt = committedAt
  }

  private static func write(_ request: RequestTrace, _ writer: inout WireWriter) {
    writer.field(1, bytes: request.keyDigest.bytes)
    writer.field(2, sfixed64: Int64(bitPattern: request.fingerprint))
    writer.field(3, uint64: request.first.rawValue)
    writer.field(4, uint64: request.last.rawValue)
    writer.field(5, sfixed64: request.recordedAt.microseconds)
    writer.field(8, uint64: request.count)
    // Skipped streams as runs: an index, and how many follow it without a gap.
    var index = 0
    while index < request.skipped.count {
      var end = index
      while end + 1 < request.skipped.count, request.skipped[end + 1] == request.skipped[end] + 1 {
        end += 1
      }
      writer.field(6, uint64: UInt64(request.skipped[index]))
      writer.field(7, uint64: UInt64(end - index))
      index = end + 1
    }
  }

  private static func readRequest(_ bytes: [UInt8]) throws(WireError) -> RequestTrace {
    var reader = WireReader(bytes.span)
    var trace = RequestTrace(
      keyDigest: EventID(high: 0, low: 0), fingerprint: 0, first: .start, last: .start,
      recordedAt: Instant(microseconds: 0), skipped: [], count: 0)
    var run = 0
    while let field = try reader.nextField() {
      switch field.number {
      case 1: trace.keyDigest = EventID(try reader.byteArray()) ?? trace.keyDigest
      case 2: trace.fingerprint = UInt64(bitPattern: try reader.sfixed64())
      case 3: trace.first = Position(try reader.varint())
      case 4: trace.last = Position(try reader.varint())
      case 5: trace.recordedAt = Instant(microseconds: try reader.sfixed64())
      case 6: run = Int(clamping: try reader.varint())
      case 7:
        let more = Int(clamping: try reader.varint())
        guard more <= Limits.eventsPerRequestMax else { throw .wrongType(field: 7) }
        trace.skipped.append(contentsOf: run...(run + more))
      case 8: trace.count = try reader.varint()
      default: try reader.skip(field.type)
      }
    }
    return trace
  }

  private static func readSource(_ bytes: [UInt8]) throws(WireError) -> BatchSource {
    var reader = WireReader(bytes.span)
    var source = BatchSource(name: "", state: [])
    while let field = try reader.nextField() {
      switch field.number {
      case 1: source.name = try reader.string()
      case 2: source.state = try reader.byteArray()
      default: try reader.skip(field.type)
      }
    }
    return source
  }
}
