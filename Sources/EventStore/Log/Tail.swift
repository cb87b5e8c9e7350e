/// Where a stream stands, with the leaf hash that its next record must name.
struct TailHead {
  var number: StreamNumber
  var revision: Revision
  var position: Position
  var leafHash: Digest
}

/// What was decided lately and the index does not cover yet; the sequencer looks here before it asks the index.
struct Tail {
  /// An event that append conditions may match.
  struct Event {
    var position: Position
    var stream: StreamID
    var type: EventType
    var tags: [Tag]
    var leafHash: Digest
  }

  var heads: [StreamID: TailHead] = [:]
  var requests: [EventID: RequestTrace] = [:]
  var requestOrder: [(last: Position, digest: EventID)] = []
  private var stored: [Event] = []
  private var dropped = 0

  /// The events, oldest first.
  var events: ArraySlice<Event> { stored[dropped...] }

  /// Takes in the events a request added to a commit, from this index on; their heads are in ``heads`` already.
  mutating func remember(_ commit: SequencedCommit, from start: Int) {
    for index in start..<commit.events.count {
      let event = commit.events[index]
      let entry = commit.entries[index]
      stored.append(
        Event(
          position: event.position, stream: entry.streamID, type: entry.type, tags: entry.tags,
          leafHash: event.leafHash))
    }
  }

  /// The leaf hash of an event that is not older than the tail.
  func leafHash(at position: UInt64) -> Digest? {
    guard let first = events.first?.position.rawValue, position >= first,
      position - first < UInt64(events.count)
    else { return nil }
    return events[dropped + Int(position - first)].leafHash
  }

  /// Forgets what the index covers.
  mutating func forget(upTo position: Position) {
    while dropped < stored.count, stored[dropped].position <= position {
      let event = stored[dropped]
      if let head = heads[event.stream], head.position <= position { heads[event.stream] = nil }
      dropped += 1
    }
    if dropped > 4096, dropped * 2 > stored.count {
      stored.removeFirst(dropped)
      dropped = 0
    }
    var done = 0
    // A request without events ends at the head, which a later commit may share: it is kept until the index is past it.
    while done < requestOrder.count, requestOrder[done].last < position {
      requests[requestOrder[done].digest] = nil
      done += 1
    }
    requestOrder.removeFirst(done)
  }
}
