/// What a verification found: a value that lists every finding, not only the first.
public struct VerificationReport: Hashable, Sendable {
  /// Name of the log; empty when it could not be opened.
  public var origin = ""
  /// Events the log says it has.
  public var size: UInt64 = 0
  /// Root of the tree, recomputed from the records when the verification was full.
  public var root = MerkleHash.emptyRoot
  /// Events whose records were hashed and found equal to their leaves.
  public var verifiedUpTo = Position.start
  /// Whether every record was read and hashed.
  public var isFull = false
  /// Number of streams seen.
  public var streams: UInt64 = 0
  /// Number of checkpoints kept with the log and compared with it.
  public var checkpoints: UInt64 = 0
  /// Personal values that are sealed and could not be compared, as the key that opens them is not at hand.
  public var lockedValues = 0
  /// Whether the index was compared with the events: never by a quick check, nor when there is none that readers trust.
  public var isIndexCompared = false
  /// Number of batches seen.
  public var batches: UInt64 = 0
  /// Number of segments.
  public var segments = 0
  /// Segments that are sealed.
  public var sealedSegments = 0
  /// Everything that is wrong, in the order found; at most ``findingsMax``.
  public var findings: [Finding] = []
  /// Findings beyond the list's bound.
  public var furtherFindings = 0

  /// Findings that a report lists one by one.
  public static let findingsMax = 1_000

  /// Something that is wrong.
  public struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// What it concerns.
    public enum Subject: String, Sendable {
      /// A data file as a whole.
      case file
      /// A record or its leaf hash.
      case event
      /// A stream's chain of revisions and previous leaves.
      case chain
      /// A stored tree node, the edge or the root.
      case tree
      /// A batch.
      case batch
      /// A checkpoint kept with the log.
      case checkpoint
      /// The derived index; it can be rebuilt.
      case index
      /// A personal value in the vault.
      case vault
      /// This program, which may not read something or lacks the means: no word on the log.
      case reader
    }

    /// What it concerns.
    public var subject: Subject
    /// Where; `nil` when it concerns no single event.
    public var position: Position?
    /// One sentence.
    public var sentence: String

    /// A finding.
    public init(_ subject: Subject, _ position: Position?, _ sentence: String) {
      self.subject = subject
      self.position = position
      self.sentence = sentence
    }

    /// `event at position 17: …`
    public var description: String {
      position.map { "\(subject.rawValue) at position \($0): \(sentence)" }
        ?? "\(subject.rawValue): \(sentence)"
    }
  }

  /// Whether nothing is wrong.
  public var isSound: Bool { findings.isEmpty }

  /// An empty report.
  public init() {}

  mutating func add(_ finding: Finding) {
    if findings.count < Self.findingsMax { findings.append(finding) } else { furtherFindings += 1 }
  }

  /// Puts the findings of a check that ran beside others in its place among theirs.
  mutating func insert(_ other: VerificationReport, at place: Int) {
    findings.insert(contentsOf: other.findings, at: min(place, findings.count))
    let surplus = max(0, findings.count - Self.findingsMax)
    findings.removeLast(surplus)
    furtherFindings += other.furtherFindings + surplus
    if !other.isSound { verifiedUpTo = .start }
  }

  /// Adds that something cannot be read: damage, or a refusal that says nothing of it.
  mutating func add(_ subject: Finding.Subject, unreadable error: any Error, _ sentence: String) {
    switch error {
    case LogError.denied, LogError.tooManyReaders: add(.reader, nil, "\(error)")
    default: add(subject, nil, sentence)
    }
  }

  mutating func add(_ subject: Finding.Subject, _ position: Position?, _ sentence: String) {
    add(Finding(subject, position, sentence))
  }
}
