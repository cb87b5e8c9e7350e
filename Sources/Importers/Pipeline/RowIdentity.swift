import EventStore

/// What makes a row the row it is: a keyed digest of its content and of how often that content came
/// before in its file.
///
/// The key keeps an address from being found by guessing. The digest's first 65 bits name the
/// stream, its last 128 bits the event: they do not overlap.
struct RowIdentity {
  /// The digest.
  let digest: Digest
  /// 1 for the first row with this content in its file, 2 for the second, …
  let occurrence: UInt32

  /// Identity of the row's event.
  var eventID: EventID { EventID(high: digest.words.2, low: digest.words.3) }
}

/// Computes identities and counts occurrences within one file.
///
/// Memory: about 40 bytes for each row of the file at hand.
struct RowIdentifier {
  private var hash: KeyedHash
  private let version: UInt32
  private var seen = ContentCounts()
  /// Messages of rows that wait for their identities.
  private var messages = MessageBatch()

  init(key: [UInt8], version: Int) {
    hash = KeyedHash(key: key)
    self.version = UInt32(version)
  }

  /// Forgets the file before.
  mutating func startFile() {
    seen = ContentCounts()
  }

  /// Notes the scanner's current row, whose identity ``identities()`` will have.
  ///
  /// HMAC(version ‖ number of fields ‖ each field's length ‖ the fields ‖ occurrence), integers of
  /// four bytes, big-endian; fields without their quotes.
  mutating func add(_ scanner: borrowing CSVScanner, columns: [Int]) {
    let head = UInt64(version) << 32 | UInt64(columns.count)
    messages.add { message in
      message.append(word: head)
      for column in columns { message.append(half: UInt32(clamping: scanner.field(column).count)) }
      for column in columns { message.append(block: scanner.field(column)) }
      message.append(half: UInt32(1))
    }
  }

  /// The identities of the rows noted since this was last asked, in their order.
  mutating func identities() -> [RowIdentity] {
    let digests = hash.digests(messages)
    var result: [RowIdentity] = []
    result.reserveCapacity(digests.count)
    for (index, digest) in digests.enumerated() { result.append(identity(index, digest)) }
    messages.removeAll()
    return result
  }

  private mutating func identity(_ index: Int, _ first: Digest) -> RowIdentity {
    let key = EventID(high: first.words.2, low: first.words.3)
    let occurrence = seen.add(key)
    if occurrence == 1 { return RowIdentity(digest: first, occurrence: 1) }
    var again = Array(messages[index].dropLast(4))
    again.append(half: occurrence)
    return RowIdentity(digest: hash.digest(again), occurrence: occurrence)
  }

  /// Identity of the scanner's current row, at once.
  mutating func identify(_ scanner: borrowing CSVScanner, columns: [Int]) -> RowIdentity {
    add(scanner, columns: columns)
    return identities()[0]
  }

  /// Keyed digest of a whole row, to name it without showing it.
  mutating func digest(ofRow row: Span<UInt8>) -> Digest {
    hash.digest(row)
  }
}

/// How often each content came in a file.
private struct ContentCounts {
  private var counted: [(content: EventID, count: UInt32)] = []
  private var slots = SlotTable()

  /// Counts a content once more.
  ///
  /// - Parameter content: bits of a keyed digest; as good as random, so that they are their own hash.
  mutating func add(_ content: EventID) -> UInt32 {
    let hash = Int(truncatingIfNeeded: content.low)
    let (slot, entry) = find(content, hash)
    if let entry {
      counted[entry].count += 1
      return counted[entry].count
    }
    counted.append((content, 1))
    slots.add(in: slot, hash, count: counted.count)
    return 1
  }

  private func find(_ content: EventID, _ hash: Int) -> (slot: Int, entry: Int?) {
    let counted = self.counted.span
    return slots.find(hash) { counted[$0].content == content }
  }
}

/// Writes stream ids of the forms `tpe-20250831-0123456789abc` and `bos-0123456789abc`.
struct StreamNamer {
  private let prefix: [UInt8]
  private var text: [UInt8] = []
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  init(prefix: String) {
    self.prefix = Array(prefix.utf8) + [UInt8(ascii: "-")]
  }

  /// The prefix, the local day, and 65 bits of the digest in Crockford's base 32.
  mutating func name(_ day: TimePattern.Reading, _ digest: Digest) -> StreamID {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: prefix)
    append(day.year, 1000)
    append(day.month, 10)
    append(day.day, 10)
    text.append(UInt8(ascii: "-"))
    append(digest)
    return StreamID(unchecked: String(decoding: text, as: UTF8.self))
  }

  /// The prefix and 65 bits of the digest, for a case that may have several rows.
  mutating func name(_ digest: Digest) -> StreamID {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: prefix)
    append(digest)
    return StreamID(unchecked: String(decoding: text, as: UTF8.self))
  }

  private mutating func append(_ digest: Digest) {
    var shift = 59
    while shift >= 0 {
      text.append(Self.alphabet[Int(digest.words.0 >> UInt64(shift) & 31)])
      shift -= 5
    }
    let rest = (digest.words.0 & 15) << 1 | digest.words.1 >> 63
    text.append(Self.alphabet[Int(rest)])
  }

  private mutating func append(_ number: Int, _ unit: Int) {
    var unit = unit
    while unit > 0 {
      text.append(UInt8(truncatingIfNeeded: 0x30 + number / unit % 10))
      unit /= 10
    }
  }
}
