/// The head of a log as text (c2sp.org/tlog-checkpoint): origin, size, root.
///
/// Ours says nothing else. Extension lines of other logs are read over: they are signed with the note, and say nothing
/// about the tree.
public struct Checkpoint: Hashable, Sendable {
  /// Name of the log.
  public let origin: String
  /// Number of leaves.
  public let size: UInt64
  /// Root of the tree over them.
  public let root: Digest

  /// A head.
  public init(origin: String, size: UInt64, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Reads the text of a checkpoint: three lines and extension lines, none of them empty, each ended by a line feed.
  /// - Throws: ``EvidenceError`` naming the line that is wrong.
  public init(text: String) throws(EvidenceError) {
    let lines = text.utf8.split(separator: lineFeed, omittingEmptySubsequences: false)
      .map { String($0) ?? "" }
    guard lines.count >= 4, text.utf8.last == lineFeed else {
      throw .malformed("the checkpoint has fewer than three whole lines")
    }
    guard !lines[0].isEmpty else { throw .malformed("line 1, the origin, is empty") }
    guard let size = UInt64(lines[1]), String(size).hasSameBytes(as: lines[1]),
      size <= UInt64(Int64.max)
    else { throw .malformed("line 2 is not a size in decimal digits without leading zeros") }
    guard let root = canonicalBase64Bytes(lines[2]).flatMap({ Digest($0) }) else {
      throw .malformed("line 3 is not a root of 32 bytes in base64")
    }
    if let empty = lines.dropLast().firstIndex(of: "") {
      throw .malformed(
        "line \(empty + 1) is empty: a checkpoint is origin, size, root and lines that say something"
      )
    }
    self.init(origin: lines[0], size: size, root: root)
  }

  /// The text, which is what is signed.
  public var text: String { "\(origin)\n\(size)\n\(base64(root.bytes))\n" }

  /// Size and root.
  public var head: LogHead { LogHead(size: size, root: root) }

  /// Signs the checkpoint with every key.
  ///
  /// The caller has made sure that the durable log reproduces it.
  /// - Throws: ``EvidenceError`` when a key cannot sign.
  public func signed(
    by signers: [NoteSigner], at seconds: UInt64
  ) throws(EvidenceError) -> SignedCheckpoint {
    var signatures: [NoteSignature] = []
    for signer in signers { signatures.append(try signer.sign(text, at: seconds)) }
    return try SignedCheckpoint(SignedNote(text: text, signatures: signatures))
  }
}

/// A checkpoint with the signatures of its log and of witnesses.
public struct SignedCheckpoint: Hashable, Sendable {
  /// What is signed.
  public let checkpoint: Checkpoint
  /// The whole note.
  public private(set) var note: SignedNote

  /// A note whose text is a checkpoint.
  /// - Throws: ``EvidenceError``.
  public init(_ note: SignedNote) throws(EvidenceError) {
    self.note = note
    checkpoint = try Checkpoint(text: note.text)
  }

  /// Reads a signed checkpoint.
  /// - Throws: ``EvidenceError``.
  public init(_ bytes: [UInt8]) throws(EvidenceError) {
    try self.init(SignedNote(bytes))
  }

  /// The bytes to store and to serve.
  public var encoded: [UInt8] { note.encoded }

  /// The same with a cosignature more.
  public func adding(_ signature: NoteSignature) -> SignedCheckpoint {
    var copy = self
    copy.note = note.adding(signature)
    return copy
  }

  /// Checks the log's own signature: by a known key, with the origin as its name.
  /// - Throws: ``EvidenceError``.
  @discardableResult
  public func verified(byLog keys: [NoteVerifier]) throws(EvidenceError) -> [NoteEndorsement] {
    let own = keys.filter { $0.name.hasSameBytes(as: checkpoint.origin) }
    guard !own.isEmpty else {
      throw EvidenceError(
        .noKnownSignature, "no key that was given is of the log '\(checkpoint.origin)'")
    }
    return try note.verified(by: own)
  }
}
