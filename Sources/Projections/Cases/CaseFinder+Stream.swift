public import EventStore

extension CaseFinder {
  /// The stream that a name stands for: a stream id, or the number that a source gave to just one case.
  ///
  /// - Parameters:
  ///   - id: the name.
  ///   - snapshot: the view of the log.
  ///   - mayKnow: whether who asks may know of a case; others are neither found nor counted.
  /// - Throws: ``Failure`` when there is no such case or there are several, ``EventStore/LogError``.
  public static func stream(
    named id: String, in snapshot: borrowing LogSnapshot,
    mayKnow: (StreamID, borrowing LogSnapshot) throws -> Bool = { _, _ in true }
  ) throws -> StreamID {
    if let stream = try? StreamID(id), try snapshot.streamHead(stream) != nil {
      guard try mayKnow(stream, snapshot) else { throw nothing(named: id) }
      return stream
    }
    let (candidates, count) = try find(sourceID: id, in: snapshot, mayKnow: mayKnow)
    guard let first = candidates.first else {
      throw nothing(named: id)
    }
    guard count == 1 else { throw several(named: id, count) }
    return first.stream
  }

  /// What somebody is told who names several cases at once.
  public static func several(named id: String, _ count: Int) -> Failure {
    Failure(
      "the source id \(id.printable) belongs to \(count) cases; name one of them by its stream",
      .usage)
  }

  /// What somebody is told who names a case that is not there, or of which they may not know.
  public static func nothing(named id: String) -> Failure {
    Failure(
      "there is no case \(id.printable) in the log; give a stream id or the source's own number",
      .notFound)
  }
}
