private import Wire

/// Where the log stands after a commit; the `meta` table of a segment holds it, checked by a sum of its own.
struct LogState: Hashable {
  /// Version of the data format that this program reads and writes.
  static let formatVersion: UInt64 = 1

  /// Name of the log.
  var origin: String
  /// Number of the segment, from 1.
  var segment: UInt64
  /// Events before this segment.
  var base: UInt64
  /// Batches before this segment.
  var baseBatches: UInt64
  /// The tree over all events.
  var edge: TreeEdge
  /// Streams seen so far; the next new stream gets this number.
  var streams: UInt64
  /// Batches written so far.
  var batches: UInt64
  /// `recordedAt` of the last event.
  var lastRecordedAt: Instant

  /// The state of a new log.
  init(origin: String) {
    self.origin = origin
    segment = 1
    base = 0
    baseBatches = 0
    edge = TreeEdge()
    streams = 0
    batches = 0
    lastRecordedAt = Instant(microseconds: .min)
  }

  /// Number of events.
  var size: UInt64 { edge.size }

  /// Takes over where the segment that is written begins.
  mutating func continues(_ start: LogState) {
    segment = start.segment
    base = start.base
    baseBatches = start.baseBatches
  }

  /// The state in which the next segment begins.
  var nextSegment: LogState {
    var next = self
    next.segment += 1
    next.base = size
    next.baseBatches = batches
    return next
  }
}

extension LogState {
  /// The bytes under key 0 of `meta`.
  func encoded() -> [UInt8] {
    var writer = WireWriter(capacity: 1024)
    writer.field(1, uint64: LogState.formatVersion)
    writer.field(2, string: origin)
    writer.field(3, uint64: segment)
    writer.field(4, uint64: base)
    writer.field(5, uint64: baseBatches)
    writer.field(6, uint64: size)
    var hashes: [UInt8] = []
    for hash in edge.hashes { hash.append(to: &hashes) }
    writer.field(7, bytes: hashes)
    writer.field(8, uint64: streams)
    writer.field(9, uint64: batches)
    writer.field(10, sfixed64: lastRecordedAt.microseconds)
    return Checked.seal(writer.bytes)
  }

  /// Reads what ``encoded()`` wrote.
  init(decoding bytes: [UInt8], path: String) throws(LogError) {
    guard let content = Checked.open(bytes) else {
      throw .unusable("the state record in \(path) is damaged; restore it from a backup")
    }
    self.init(origin: "")
    var size: UInt64 = 0
    var hashes: [UInt8] = []
    var version: UInt64 = 0
    do {
      var reader = WireReader(content.span)
      while let field = try reader.nextField() {
        switch field.number {
        case 1: version = try reader.varint()
        case 2: origin = try reader.string()
        case 3: segment = try reader.varint()
        case 4: base = try reader.varint()
        case 5: baseBatches = try reader.varint()
        case 6: size = try reader.varint()
        case 7: hashes = try reader.byteArray()
        case 8: streams = try reader.varint()
        case 9: batches = try reader.varint()
        case 10: lastRecordedAt = Instant(microseconds: try reader.sfixed64())
        default: try reader.skip(field.type)
        }
      }
    } catch {
      throw .unusable("the state record in \(path) cannot be read; restore it from a backup")
    }
    guard version == LogState.formatVersion else {
      throw .unusable(
        "\(path) has data format \(version), and this program reads format "
          + "\(LogState.formatVersion); use the program that wrote it, or its migration")
    }
    let digests = stride(from: 0, to: hashes.count, by: 32).compactMap {
      Digest(hashes[$0..<min($0 + 32, hashes.count)])
    }
    guard let edge = TreeEdge(size: size, hashes: digests) else {
      throw .unusable("the tree edge in \(path) does not fit its size; restore it from a backup")
    }
    self.edge = edge
  }
}

/// Small records outside the tree carry the first 8 bytes of their SHA-256, so that a flipped bit shows.
enum Checked {
  /// The content with its sum.
  static func seal(_ content: [UInt8]) -> [UInt8] {
    var bytes = content
    bytes.appendBigEndian(sha256(content).words.0)
    return bytes
  }

  /// The content, or `nil` when it does not fit its sum.
  static func open(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 8 else { return nil }
    let content = Array(bytes.dropLast(8))
    return seal(content) == bytes ? content : nil
  }
}
