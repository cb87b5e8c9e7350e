/// Messages in one buffer that are hashed together although some of them hold the digests of others: records that name the
/// record before them, and the nodes of a tree over them.
struct HashPlan: Sendable {
  // As the library's structure: seven words.
  struct Step: Sendable, BitwiseCopyable {
    fileprivate let start: UInt64
    fileprivate let length: UInt64
    fileprivate var users: (Int64, Int64) = (-1, -1)
    fileprivate var offsets: (UInt64, UInt64) = (0, 0)
    fileprivate var waits: UInt64 = 0

    fileprivate var range: Range<Int> { Int(start)..<Int(start + length) }
  }

  private var steps: [Step] = []
  /// Messages on the longest way to each, itself included.
  private var depths: [Int32] = []
  private var deepest: Int32 = 0
  private var longest = 0
  private var end = 0

  /// Makes room for as many messages.
  mutating func reserve(_ count: Int) {
    steps.reserveCapacity(count)
    depths.reserveCapacity(count)
  }

  /// How many messages there are.
  var count: Int { steps.count }

  /// Adds a message; returns its number, from 0.
  mutating func add(_ message: Range<Int>) -> Int {
    precondition(!message.isEmpty && message.lowerBound >= 0, "a message has bytes")
    steps.append(Step(start: UInt64(message.lowerBound), length: UInt64(message.count)))
    depths.append(1)
    deepest = max(deepest, 1)
    longest = max(longest, message.count)
    end = max(end, message.upperBound)
    return steps.count - 1
  }

  /// Notes that the digest of a message stands in a later one; in two at most.
  ///
  /// - Parameters:
  ///   - user: the other message, to which nothing was noted yet that uses its own digest.
  ///   - offset: where in the buffer it stands.
  mutating func use(_ message: Int, in user: Int, at offset: Int) {
    precondition(message < user, "digests are used by later messages")
    precondition(
      steps[user].range.contains(offset) && offset + 32 <= steps[user].range.upperBound,
      "a digest stands inside the message that uses it")
    if steps[message].users.0 < 0 {
      steps[message].users.0 = Int64(user)
      steps[message].offsets.0 = UInt64(offset)
    } else {
      precondition(steps[message].users.1 < 0, "a digest is used twice at most")
      steps[message].users.1 = Int64(user)
      steps[message].offsets.1 = UInt64(offset)
    }
    steps[user].waits += 1
    depths[user] = max(depths[user], depths[message] + 1)
    deepest = max(deepest, depths[user])
  }

  /// The digests of the messages, in the order of their numbers; they stand in the buffer, too, where they are used.
  consuming func digests(of bytes: inout MutableSpan<UInt8>) -> [Digest] {
    precondition(end <= bytes.count, "messages lie inside their buffer")
    var digests = [Digest](repeating: .zero, count: steps.count)
    // Side by side where on the whole enough of them can be, and none is so long that it leaves the other lanes empty.
    if deepest > 0, steps.count / Int(deepest) >= MultiBuffer.messagesMin,
      steps.count <= MultiBuffer.stepsMax, longest <= MultiBuffer.messageBytesMax,
      MultiBuffer.hash(&steps, of: &bytes, into: &digests)
    {
      return digests
    }
    for index in steps.indices {
      let step = steps[index]
      digests[index] = sha256(bytes.span.extracting(step.range))
      if step.users.0 >= 0 { Self.write(digests[index], to: &bytes, at: step.offsets.0) }
      if step.users.1 >= 0 { Self.write(digests[index], to: &bytes, at: step.offsets.1) }
    }
    return digests
  }

  private static func write(
    _ digest: Digest, to bytes: inout MutableSpan<UInt8>, at offset: UInt64
  ) {
    for (index, byte) in digest.bytes.enumerated() { bytes[Int(offset) + index] = byte }
  }
}
