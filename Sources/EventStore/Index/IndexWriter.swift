private import Wire

/// What the index needs to know of one event.
struct IndexEntry {
  var position: UInt64
  var stream: UInt64
  var revision: UInt64
  var streamID: StreamID
  var type: EventType
  var tags: [Tag]
}

extension IndexEntry {
  /// Read from a stored event.
  init(_ event: borrowing EventView) throws {
    var tags: [Tag] = []
    try event.record.forEachTag { tag in
      if let text = String(validating: tag, 0..<tag.count) { tags.append(Tag(unchecked: text)) }
      return true
    }
    let type = event.record.type
    let stream = event.record.stream
    guard let typeText = String(validating: type, 0..<type.count),
      let streamText = String(validating: stream, 0..<stream.count)
    else { throw LogError.corrupt(position: event.position, "its names are not UTF-8") }
    self.init(
      position: event.position.rawValue, stream: event.record.streamNumber.rawValue,
      revision: event.record.revision.rawValue, streamID: StreamID(unchecked: streamText),
      type: EventType(unchecked: typeText), tags: tags)
  }
}

/// What the index needs to know of one commit.
struct IndexBatch {
  var entries: [IndexEntry]
  /// Digests of request keys.
  var requests: [EventID]
  /// Number of the commit.
  var batch: UInt64
  /// Last position.
  var position: Position
  /// The root after it; asked only of the last commit of many.
  var root: IndexRoot
}

/// The root of the tree after a commit, or what it follows from.
enum IndexRoot {
  case known(Digest)
  case edge(TreeEdge)

  /// The root itself.
  var digest: Digest {
    switch self {
    case .known(let root): root
    case .edge(let edge): edge.root
    }
  }
}

/// Applies commits to the index, many at a time, so that a page is written once for all of them.
struct IndexWriter {
  private let index: IndexEnvironment
  /// As of the last commit of the index.
  private(set) var state: IndexState
  private var labels: [ByteKey: UInt64] = [:]

  init(_ index: IndexEnvironment, state: IndexState) {
    self.index = index
    self.state = state
  }

  /// Applies commits in order and commits the index.
  mutating func apply(_ batches: [IndexBatch]) throws(LMDBError) {
    guard let last = batches.last else { return }
    let transaction = try index.environment.beginWrite()
    var next = state
    try putStreams(batches, transaction)
    try putPostings(batches, transaction, &next)
    for batch in batches {
      for digest in batch.requests {
        try transaction.put(
          index.requests, Key(digest.high, digest.low), Self.word(batch.batch).span)
      }
    }
    next.position = last.position
    next.root = last.root.digest
    next.batches = last.batch + 1
    next.boot = bootIdentity()
    next.isClean = false
    try transaction.put(index.meta, Key(0), next.encoded().span)
    let entries = batches.reduce(0) { $0 + $1.entries.count }
    try index.environment.reserve(bytes: UInt64(entries) * 1024)
    try transaction.commit()
    state = next
    index.environment.letPagesGo()
  }

  /// Withdraws the mark of a clean stop, on disk, before the first change that is not synced.
  mutating func open() throws(LMDBError) {
    guard state.isClean else { return }
    let transaction = try index.environment.beginWrite()
    state.isClean = false
    state.boot = bootIdentity()
    let value = state.encoded()
    try transaction.put(index.meta, Key(0), value.span)
    try transaction.commit()
    try index.environment.sync()
  }

  /// Marks the index as complete and syncs it, so that it is trusted after any restart.
  mutating func close() throws(LMDBError) {
    let transaction = try index.environment.beginWrite()
    state.isClean = true
    try transaction.put(index.meta, Key(0), state.encoded().span)
    try transaction.commit()
    try index.environment.sync()
  }

  private func putStreams(
    _ batches: [IndexBatch], _ transaction: borrowing WriteTransaction
  ) throws(LMDBError) {
    let streams = try transaction.writer(index.streams)
    let names = try transaction.writer(index.streamNames)
    var value: [UInt8] = []
    value.reserveCapacity(8)
    // The table's last entry, once it is known.
    var last: (stream: UInt64, revision: UInt64)?
    for batch in batches {
      let entries = batch.entries.span
      for entry in entries.indices {
        Self.giveWay(entry)
        let stream = entries[entry].stream
        let revision = entries[entry].revision
        value.removeAll(keepingCapacity: true)
        value.appendBigEndian(entries[entry].position)
        // Streams are numbered by first appearance: a new one comes after all others.
        let isLast = revision == 1 || last.map { $0 < (stream, revision) } ?? false
        try streams.put(Key(stream, revision), value.span, isLast: isLast)
        if isLast { last = (stream, revision) }
        guard revision == 1 else { continue }
        value.removeAll(keepingCapacity: true)
        value.appendBigEndian(stream)
        let name = entries[entry].streamID.text.utf8
        try names.put(name.span, value.span)
      }
    }
  }

  private mutating func putPostings(
    _ batches: [IndexBatch], _ transaction: borrowing WriteTransaction, _ next: inout IndexState
  ) throws(LMDBError) {
    // Tables only group: what is written is sorted by label number first.
    var lists: [(label: UInt64, positions: [UInt64])] = []
    var listOfLabel: [UInt64: Int] = [:]
    var sets = LabelSets()
    for batch in batches {
      let entries = batch.entries.span
      for index in entries.indices {
        Self.giveWay(index)
        var set = sets.find(entries, index)
        if set == nil {
          var own: [Int] = []
          for label in try numbers(entries, index, transaction, &next) {
            if listOfLabel[label] == nil {
              listOfLabel[label] = lists.count
              lists.append((label, []))
            }
            own.append(listOfLabel[label] ?? 0)
          }
          set = sets.add(entries, index, own)
        }
        let own = sets.lists(set ?? 0).span
        for list in own.indices { lists[own[list]].positions.append(entries[index].position) }
      }
    }
    lists.sort { $0.label < $1.label }
    for list in lists {
      WorkerThread.giveWay()
      try extend(list.label, list.positions, transaction)
    }
  }

  /// Lets others go first now and then: whoever commits to the log meanwhile waits for the disk, and for those who serve it.
  private static func giveWay(_ entry: Int) {
    if entry & 127 == 0 { WorkerThread.giveWay() }
  }

  private mutating func numbers(
    _ entries: Span<IndexEntry>, _ index: Int, _ transaction: borrowing WriteTransaction,
    _ next: inout IndexState
  ) throws(LMDBError) -> [UInt64] {
    var result = [try number(IndexEnvironment.key(type: entries[index].type), transaction, &next)]
    for tag in entries[index].tags {
      result.append(try number(IndexEnvironment.key(tag: tag), transaction, &next))
    }
    return result
  }

  private mutating func number(
    _ key: [UInt8], _ transaction: borrowing WriteTransaction, _ next: inout IndexState
  ) throws(LMDBError) -> UInt64 {
    let label = ByteKey(bytes: key)
    if let known = labels[label], known < next.labels { return known }
    let stored = try transaction.get(index.labels, key.span)
    if let stored, let number = stored.span.word(at: 0) {
      labels[label] = number
      return number
    }
    let number = next.labels
    next.labels += 1
    let value = Self.word(number)
    try transaction.put(index.labels, key.span, value.span)
    labels[label] = number
    return number
  }

  /// Appends positions to a label's last block, beginning new ones as they fill.
  private func extend(
    _ label: UInt64, _ positions: [UInt64], _ transaction: borrowing WriteTransaction
  ) throws(LMDBError) {
    var block = WireWriter(capacity: PostingBlock.bytesMax + 16)
    var first: UInt64?
    var last: UInt64 = 0
    if let stored = try transaction.last(index.postings, startingWith: label),
      stored.value.count < PostingBlock.bytesMax, let start = stored.key.span.word(at: 8)
    {
      block.append(contentsOf: stored.value)
      first = start
      last = (try? PostingBlock.decode(first: start, stored.value.span).last) ?? start
    }
    for position in positions {
      if let start = first, block.count >= PostingBlock.bytesMax {
        try transaction.put(index.postings, Key(label, start), block.bytes.span)
        first = nil
      }
      if first == nil {
        block.removeAll()
        first = position
        last = position
      } else {
        PostingBlock.append(position, after: &last, to: &block)
      }
    }
    if let first { try transaction.put(index.postings, Key(label, first), block.bytes.span) }
  }

  private static func word(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8)
    bytes.appendBigEndian(value)
    return bytes
  }
}
