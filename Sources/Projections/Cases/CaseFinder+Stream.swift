public import EventStore

extension CaseFinder {
  /// The stream that a name stands for: a stream id, or the number that a source gave to just one case.
  /// - Throws: ``Failure`` when there is no such case or there are several, ``EventStore/LogError``.
  public static func stream(
    named id: String, in snapshot: borrowing LogSnapshot
  ) throws -> StreamID {
    if let stream = try? StreamID(id), try snapshot.streamHead(stream) != nil { return stream }
    let (candidates, count) = try find(sourceID: id, in: snapshot, limit: 1)
    guard let first = candidates.first else {
      throw nothing(named: id)
    }
    guard count == 1 else {
      throw Failure(
        "the source id \(id.printable) belongs to \(count) cases; name one of them by its stream",
        .usage)
    }
    return first.stream
  }

  /// What somebody is told who names a case that is not there, or of which they may not know.
  public static func nothing(named id: String) -> Failure {
    Failure(
      "there is no case \(id.printable) in the log; give a stream id or the source's own number",
      .notFound)
  }
}
