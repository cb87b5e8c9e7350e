import EventStore

/// What the verifying child process tells its parent, one line each on its standard output.
enum WorkerMessage: Equatable {
  /// How many events there are to check.
  case total(UInt64)
  /// Everything up to this position was checked.
  case verified(Position)
  /// Something is wrong.
  case finding(String)
  /// The system, or permissions, kept the check from something; that says nothing of the log.
  case refused(String)
  /// Size and root of the log that was checked.
  case head(size: UInt64, root: String)
  /// What came of comparing with a checkpoint: whether it agrees, and a sentence.
  case compared(agrees: Bool, String)
  /// The checkpoint is that of the empty log, so that agreeing with it says nothing.
  case saysNothing(String)
  /// The first event that is not the one of a mirror.
  case firstDifference(Position)
  /// How far the signatures of that checkpoint carry.
  case standing(Standing)
  /// Values whose key is not at hand, so that they could not be compared.
  case locked(Int)
  /// The events were compared with no index, since there is none that readers trust.
  case unindexed
  /// The check ran to its end.
  case done

  /// The line without its line feed.
  var line: String {
    switch self {
    case .total(let size): "total \(size)"
    case .verified(let position): "verified \(position)"
    case .finding(let text): "finding \(Self.oneLine(text))"
    case .refused(let text): "refused \(Self.oneLine(text))"
    case .head(let size, let root): "head \(size) \(root)"
    case .compared(let agrees, let text): "\(agrees ? "agrees" : "differs") \(Self.oneLine(text))"
    case .saysNothing(let text): "says-nothing \(Self.oneLine(text))"
    case .firstDifference(let position): "first-difference \(position)"
    case .standing(let standing): "standing \(Self.oneLine(standing.line))"
    case .locked(let count): "locked \(count)"
    case .unindexed: "unindexed"
    case .done: "done"
    }
  }

  /// Reads a line; `nil` for anything else.
  init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count > 1 ? parts[1] : "") {
    case ("total", let rest):
      guard let number = UInt64(rest) else { return nil }
      self = .total(number)
    case ("verified", let rest):
      guard let number = UInt64(rest) else { return nil }
      self = .verified(Position(number))
    case ("finding", let text): self = .finding(text)
    case ("refused", let text): self = .refused(text)
    case ("head", let rest):
      let words = rest.split(separator: " ").map(String.init)
      guard words.count == 2, let size = UInt64(words[0]) else { return nil }
      self = .head(size: size, root: words[1])
    case ("agrees", let text): self = .compared(agrees: true, text)
    case ("differs", let text): self = .compared(agrees: false, text)
    case ("says-nothing", let text): self = .saysNothing(text)
    case ("first-difference", let rest):
      guard let number = UInt64(rest) else { return nil }
      self = .firstDifference(Position(number))
    case ("standing", let rest):
      guard let standing = Standing(line: rest) else { return nil }
      self = .standing(standing)
    case ("locked", let rest):
      guard let count = Int(rest) else { return nil }
      self = .locked(count)
    case ("unindexed", ""): self = .unindexed
    case ("done", ""): self = .done
    default: return nil
    }
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0 == "\n" || $0 == "\r\n" ? " " : $0 })
  }
}
