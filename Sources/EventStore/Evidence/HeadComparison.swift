/// What came of comparing a log with a head that was kept elsewhere.
public struct HeadComparison: Hashable, Sendable {
  /// Whether the log begins with what the head was made over.
  public let agrees: Bool
  /// One sentence without a full stop.
  public let sentence: String

  /// Compares a log with a checkpoint.
  /// - Throws: ``LogError`` when the tree cannot be read.
  public init(
    _ checkpoint: Checkpoint, _ snapshot: borrowing LogSnapshot, origin: String
  ) throws(LogError) {
    guard checkpoint.origin.hasSameBytes(as: origin) else {
      agrees = false
      sentence = "the checkpoint is of the log '\(checkpoint.origin)', this one is '\(origin)'"
      return
    }
    guard checkpoint.size <= snapshot.size else {
      agrees = false
      sentence =
        "the checkpoint was made at size \(checkpoint.size), but the log has only \(snapshot.size) "
        + "events: it was rolled back"
      return
    }
    let root = try snapshot.root(at: checkpoint.size)
    agrees = root == checkpoint.root
    guard !agrees || checkpoint.size > 0 else {
      sentence = "the checkpoint is that of the empty log, with which every log agrees"
      return
    }
    sentence =
      agrees
      ? "the first \(checkpoint.size) events are those of the checkpoint"
      : "at size \(checkpoint.size) the log has root \(root), the checkpoint says "
        + "\(checkpoint.root): events up to \(checkpoint.size) are not those it was made over"
  }
}
