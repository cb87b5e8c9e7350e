private import Wire

/// An event with everything the log adds, ready to be stored.
struct SequencedEvent: Sendable {
  /// Its place.
  var position: Position
  /// SHA-256(0x00 ‖ record).
  var leafHash: Digest
  /// Where its record lies in the batch's buffer.
  var record: Range<Int>
}

/// Where a draft stands in a request.
struct DraftPlace {
  /// Index of its stream.
  var stream: Int
  /// Its index among the stream's events.
  var event: Int
}

/// The leaf before a record in its own stream.
enum PreviousLeaf {
  /// There is none.
  case none
  /// It was hashed before.
  case known(Digest)
  /// It belongs to the commit that is being decided, and is hashed with it: the event with this index.
  case pending(Int)

  /// What the record says as long as the hash is not known.
  var written: Digest? {
    switch self {
    case .none: nil
    case .known(let digest): digest
    case .pending: .zero
    }
  }
}

/// Checks one request for form and limits, before anything else looks at it.
enum RequestCheck {
  static func check(_ request: AppendRequest) throws(AppendError) {
    var events = 0
    var bytes = 0
    guard !request.streams.isEmpty else {
      throw .invalid("the request has no events; give at least one stream with one event")
    }
    // Spans lend fields of their elements: a draft taken out, even as an argument, is copied with all its references.
    let streams = request.streams.span
    for index in streams.indices {
      let drafts = streams[index].events.span
      guard !drafts.isEmpty else {
        throw .invalid(
          "stream \(streams[index].stream) has no events in this request; leave it out")
      }
      events += drafts.count
      for event in drafts.indices {
        bytes += try size(drafts, event, in: streams[index].stream)
      }
      if streams[index].ifPresent == .skip, streams[index].expected != .none {
        throw .invalid(
          "stream \(streams[index].stream): 'skip if present' needs the expected revision 'none'")
      }
    }
    guard events <= Limits.eventsPerRequestMax else {
      throw .invalid(
        "the request has \(events) events; send at most \(Limits.eventsPerRequestMax) at once")
    }
    guard bytes <= Limits.bytesPerRequestMax else {
      throw .invalid(
        "the request has \(bytes) bytes; send at most \(Limits.bytesPerRequestMax) at once")
    }
    try checkConditions(request.conditions)
  }

  private static func checkConditions(_ conditions: [AppendCondition]) throws(AppendError) {
    var items = 0
    for condition in conditions {
      if case .anyOf(let list) = condition.query.selection {
        items += list.count
        if list.contains(where: { $0.types.isEmpty && $0.tags.isEmpty }) {
          throw .invalid(
            "an append condition has an item without types and tags; name what it excludes")
        }
      }
    }
    guard items <= Limits.queryItemsMax else {
      throw .invalid("the conditions have \(items) items; use at most \(Limits.queryItemsMax)")
    }
  }

  private static func size(
    _ drafts: Span<EventDraft>, _ event: Int, in stream: StreamID
  ) throws(AppendError) -> Int {
    let id = drafts[event].id
    func name(_ text: String, _ kind: NameError.Kind, _ most: Int) throws(AppendError) {
      do throws(NameError) {
        try NameError.check(text, kind: kind, bytesMax: most)
      } catch {
        throw .invalid("event \(id) in stream \(stream): \(error.description)")
      }
    }
    try name(drafts[event].actor, .actor, Limits.actorBytesMax)
    let tags = drafts[event].tags.count
    guard tags <= Limits.tagsPerEventMax else {
      throw .invalid(
        "event \(id) in stream \(stream) has \(tags) tags; "
          + "use at most \(Limits.tagsPerEventMax)")
    }
    let disclosures = drafts[event].disclosures.span
    guard disclosures.count <= Limits.disclosuresPerEventMax else {
      throw .invalid(
        "event \(id) in stream \(stream) has \(disclosures.count) disclosures; "
          + "use at most \(Limits.disclosuresPerEventMax)")
    }
    var disclosed = 0
    for index in disclosures.indices {
      try name(disclosures[index].path, .path, Limits.pathBytesMax)
      for earlier in 0..<index where disclosures[earlier].path == disclosures[index].path {
        throw .invalid(
          "event \(id) in stream \(stream) discloses '\(disclosures[index].path)' twice; "
            + "readers could not tell which value is which: keep one of them")
      }
      let count = disclosures[index].value.count
      guard count <= Limits.disclosureBytesMax else {
        throw .invalid(
          "event \(id) in stream \(stream): the value at '\(disclosures[index].path)' has "
            + "\(count) bytes; keep at most \(Limits.disclosureBytesMax) and "
            + "attach larger things by digest")
      }
      disclosed += count
    }
    let payload = drafts[event].payload.count
    guard payload <= Limits.recordBytesMax else { throw tooLarge(id, stream) }
    return payload + disclosed
  }

  static func tooLarge(_ event: EventID, _ stream: StreamID) -> AppendError {
    .invalid(
      "event \(event) in stream \(stream): its record would exceed \(Limits.recordBytesMax) bytes; "
        + "put large content outside and name its digest")
  }
}

/// Turns drafts into records. Pure: the same inputs give the same bytes.
struct RecordBuilder: Sendable {
  private var writer = WireWriter(capacity: 0)

  /// The records of the batch, one after the other, a zero byte before each.
  var bytes: [UInt8] { writer.bytes }
  /// Length of ``bytes``.
  var count: Int { writer.count }

  mutating func removeAll() {
    writer.removeAll()
  }

  /// Makes room for as many bytes.
  mutating func reserve(_ bytes: Int) {
    writer.reserve(bytes)
  }

  /// Forgets everything after a length that ``bytes`` had before.
  mutating func truncate(to count: Int) {
    writer.truncate(to: count)
  }

  /// What ``add(_:_:digests:head:)`` appended.
  struct Built {
    /// Where the record lies.
    var record: Range<Int>
    /// Where in it the hash of the previous leaf stands; `nil` for the first record of a stream.
    var previous: Int?
    /// Its sorted tags.
    var tags: [Tag]
  }

  /// Appends the record of one of the drafts.
  /// - Parameter digests: those of its disclosures.
  mutating func add(
    _ streams: Span<StreamAppend>, _ place: DraftPlace, digests: Span<Digest>,
    head: RecordEncoder.Head
  ) throws(AppendError) -> Built {
    let drafts = streams[place.stream].events.span
    let index = place.event
    let tags = Self.normalised(drafts[index].tags)
    // The byte 0x00 before each record is RFC 6962's mark of a leaf: prefix and record are hashed where they lie.
    let mark = writer.count
    writer.append(0)
    let start = writer.count
    let (envelope, previous) = RecordEncoder.encode(
      head, streams, place, tags: tags, digests: digests, into: &writer)
    let range = start..<writer.count
    guard envelope <= Limits.envelopeBytesMax else {
      writer.truncate(to: mark)
      throw .invalid(
        "event \(drafts[index].id) in stream \(streams[place.stream].stream): tags, disclosures "
          + "and names take \(envelope) bytes; "
          + "keep them within \(Limits.envelopeBytesMax)")
    }
    guard range.count <= Limits.recordBytesMax else {
      writer.truncate(to: mark)
      throw RequestCheck.tooLarge(drafts[index].id, streams[place.stream].stream)
    }
    return Built(record: range, previous: previous, tags: tags)
  }

  /// What is hashed for a record: RFC 6962's mark of a leaf, and the record.
  static func leafPart(_ record: Range<Int>) -> Range<Int> {
    (record.lowerBound - 1)..<record.upperBound
  }

  /// The leaf hash of a record.
  func leafHash(_ record: Range<Int>) -> Digest {
    sha256(writer.bytes.span.extracting(Self.leafPart(record)))
  }

  /// The leaf hashes of records.
  func leafHashes(_ records: [HashPart]) -> [Digest] {
    BatchHash.digests(records, of: writer.bytes.span)
  }

  /// Names the previous leaf in a record that was written before its hash was known.
  mutating func setPrevious(_ digest: Digest, at offset: Int) {
    writer.replace(bigEndian: digest.words, at: offset)
  }

  /// Sorted, without repetition; returns the same array when it is so already.
  static func normalised(_ tags: [Tag]) -> [Tag] {
    var index = 1
    while index < tags.count, tags[index - 1] < tags[index] { index += 1 }
    if index >= tags.count { return tags }
    var result: [Tag] = []
    for tag in tags.sorted() where tag != result.last { result.append(tag) }
    return result
  }
}

extension EventQuery {
  /// Whether an event with this type and these tags matches; stream selections are decided elsewhere.
  func matches(type: EventType, tags: [Tag], stream: StreamID?) -> Bool {
    switch selection {
    case .all: true
    case .stream(let id): id == stream
    case .anyOf(let items):
      items.contains { item in
        (item.types.isEmpty || item.types.contains(type)) && item.tags.allSatisfy(tags.contains)
      }
    }
  }
}
