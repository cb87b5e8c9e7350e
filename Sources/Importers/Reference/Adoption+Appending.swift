public import EventStore

extension Adoption {
  /// The one atomic request that records it: each stream must stand where it stood when the plan was made.
  ///
  /// - Parameters:
  ///   - snapshot: the view that the plan was made from.
  ///   - instant: when it is adopted.
  ///   - actor: who records it.
  /// - Throws: ``EventStore/LogError`` when the log cannot be read, ``EventStore/NameError`` never for types of ours.
  public func request(
    _ snapshot: borrowing LogSnapshot, at instant: Instant, actor: String
  ) throws -> AppendRequest {
    var streams: [StreamAppend] = []
    for event in events {
      let revision = try snapshot.streamHead(event.stream)?.revision
      let seed = Array("\(event.stream.text) \(revision?.rawValue ?? 0) \(event.type) ".utf8)
      let draft = EventDraft(
        id: EventID(sha256(seed, event.payload)), type: try EventType(event.type),
        occurredAt: instant, actor: actor, payload: event.payload)
      if let index = streams.firstIndex(where: { $0.stream == event.stream }) {
        streams[index].events.append(draft)
      } else {
        streams.append(
          StreamAppend(
            event.stream, expected: revision.map(ExpectedRevision.exactly) ?? .none, events: [draft]
          ))
      }
    }
    return AppendRequest(streams)
  }
}
