/// Why an append was refused. Nothing of the request was written, except as ``inDoubt(_:)`` says.
public enum AppendError: Error, Hashable, Sendable {
  /// The stream is not at the expected revision.
  case wrongRevision(stream: StreamID, expected: ExpectedRevision, actual: Revision)
  /// An event that the condition excludes exists, at this position.
  case conditionFailed(conditionIndex: Int, position: Position)
  /// The request key was used before for a request with other content.
  case requestKeyReused(RequestKey, first: Position)
  /// The request itself is malformed or over a limit; the sentence says what and how to mend it.
  case invalid(String)
  /// Too many requests wait for the writer; try again later.
  case overloaded
  /// The log takes no more writes in this process; the sentence says why.
  case readOnly(String)
  /// The disk has no room; reads go on, and writes resume once there is room.
  case diskFull(String)
  /// The commit failed in a way that leaves open whether the events are durable; the log is read-only from now on.
  case inDoubt(String)
  /// The log is closed.
  case closed
}

extension AppendError: CustomStringConvertible {
  /// One sentence: what, where and how to mend it.
  public var description: String {
    switch self {
    case .wrongRevision(let stream, let expected, let actual):
      "stream \(stream) is at revision \(actual), but the request expects \(expected.words); "
        + "read the stream again and decide anew"
    case .conditionFailed(let index, let position):
      "append condition \(index + 1) does not hold: the event at position \(position) matches it; "
        + "read again and decide anew"
    case .requestKeyReused(let key, let first):
      "request key '\(key.text)' was used before for another request (position \(first)); "
        + "give every request a key of its own"
    case .invalid(let sentence): sentence
    case .overloaded: "the log's queue is full; try again in a moment"
    case .readOnly(let why): "the log takes no writes: \(why)"
    case .diskFull(let why): "the disk is full: \(why); free some room and try again"
    case .inDoubt(let why):
      "the commit failed and it is open whether it is durable: \(why); "
        + "restart the server, then retry with the same request key"
    case .closed: "the log is closed"
    }
  }
}

extension ExpectedRevision {
  /// In words, for error sentences.
  public var words: String {
    switch self {
    case .any: "any revision"
    case .none: "no event"
    case .exactly(let revision): "revision \(revision)"
    }
  }
}
