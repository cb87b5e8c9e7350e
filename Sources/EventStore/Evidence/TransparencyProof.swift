/// Proof that one entry is in a log, to be checked without the log (c2sp.org/tlog-proof@v1).
public struct TransparencyProof: Hashable, Sendable {
  /// Bytes that the proof carries without proving them, such as the record itself; `nil` for none.
  public var extra: [UInt8]?
  /// Place of the entry, from 0: its position less one.
  public let index: UInt64
  /// Hashes from the leaf's sibling up.
  public let path: [Digest]
  /// The head that the path leads to.
  public let checkpoint: SignedCheckpoint

  private static let heading = "c2sp.org/tlog-proof@v1"
  /// Most hashes of a path: the height of the highest tree.
  static let pathMax = 63

  /// A proof.
  public init(
    index: UInt64, path: [Digest], checkpoint: SignedCheckpoint, extra: [UInt8]? = nil
  ) {
    self.index = index
    self.path = path
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// Reads a proof.
  /// - Throws: ``EvidenceError`` naming the line that is wrong.
  public init(_ bytes: [UInt8]) throws(EvidenceError) {
    guard bytes.count <= SignedNote.bytesMax else {
      throw .malformed("the proof has \(bytes.count) bytes, more than \(SignedNote.bytesMax)")
    }
    var lines = LineReader(bytes)
    guard let heading = lines.next(), heading.hasSameBytes(as: Self.heading) else {
      throw .malformed("line 1 is not \(Self.heading)")
    }
    var line = lines.next()
    if let text = line, text.hasPrefix("extra ") {
      guard let extra = canonicalBase64Bytes(String(text.dropFirst(6))) else {
        throw .malformed("line 2, the extra data, is not base64")
      }
      self.extra = extra
      line = lines.next()
    }
    guard let text = line, text.hasPrefix("index "),
      let index = UInt64(text.dropFirst(6)), text.hasSameBytes(as: "index \(index)")
    else { throw .malformed("line \(lines.number) is not 'index' and a number") }
    self.index = index
    path = try lines.digests(atMost: Self.pathMax)
    checkpoint = try SignedCheckpoint(lines.rest)
  }

  /// The proof's bytes.
  public var encoded: [UInt8] {
    var text = Self.heading + "\n"
    if let extra { text += "extra \(base64(extra))\n" }
    text += "index \(index)\n"
    for hash in path { text += base64(hash.bytes) + "\n" }
    return Array((text + "\n").utf8) + checkpoint.encoded
  }

  /// Checks that the path leads from a leaf to the checkpoint's root. Signatures are another question.
  /// - Throws: ``EvidenceError/Kind/badProof``.
  public func verify(leaf: Digest) throws(EvidenceError) {
    let head = checkpoint.checkpoint
    do throws(MerkleProof.Failure) {
      try MerkleProof.verifyInclusion(
        leaf: leaf, index: index, treeSize: head.size, path: path, root: head.root)
    } catch {
      throw EvidenceError(.badProof, "entry \(index) is not proved: \(error.sentence)")
    }
  }
}

extension MerkleProof.Failure {
  /// The sentence of either kind.
  public var sentence: String {
    switch self {
    case .malformed(let text), .rootMismatch(let text): text
    }
  }
}

/// Lines of a text that ends in something else.
struct LineReader {
  private(set) var rest: [UInt8]
  /// Number of the line read last, from 1.
  private(set) var number = 0

  init(_ bytes: [UInt8]) { rest = bytes }

  /// The next line without its line feed; `nil` when there is no whole one or it is not UTF-8.
  mutating func next() -> String? {
    guard let end = rest.firstIndex(of: lineFeed) else { return nil }
    number += 1
    defer { rest.removeFirst(end + 1) }
    return String(validating: Array(rest[..<end]))
  }

  /// Lines of hashes up to and with an empty line.
  mutating func digests(atMost count: Int) throws(EvidenceError) -> [Digest] {
    var list: [Digest] = []
    while true {
      guard let line = next() else {
        throw .malformed("there is no blank line after the hashes")
      }
      if line.isEmpty { return list }
      guard list.count < count else { throw .malformed("there are more than \(count) hashes") }
      guard let hash = canonicalBase64Bytes(line).flatMap({ Digest($0) }) else {
        throw .malformed("line \(number) is not a hash of 32 bytes in base64")
      }
      list.append(hash)
    }
  }
}

extension LogSnapshot {
  /// The proof that an event is in the log, under a checkpoint that was kept with it.
  ///
  /// - Parameters:
  ///   - position: the event.
  ///   - size: size of the checkpoint; the newest kept when `nil`.
  /// - Returns: `nil` when no such checkpoint is kept or it does not reach the event.
  /// - Throws: ``LogError`` when the log cannot be read.
  public func transparencyProof(
    of position: Position, size: UInt64? = nil
  ) throws -> TransparencyProof? {
    guard position > .start,
      let kept = try checkpoint(atMost: size ?? self.size),
      kept.checkpoint.size == size ?? kept.checkpoint.size,
      kept.checkpoint.size >= position.rawValue
    else { return nil }
    let path = try inclusionProof(of: position, treeSize: kept.checkpoint.size)
    return TransparencyProof(index: position.rawValue - 1, path: path, checkpoint: kept)
  }

  /// The checkpoint of the largest size up to `size` that is kept in the log, or `nil`.
  /// - Throws: ``LogError`` when it cannot be read.
  public func checkpoint(atMost size: UInt64 = .max) throws(LogError) -> SignedCheckpoint? {
    guard let bytes = try source.checkpoint(atMost: size) else { return nil }
    do throws(EvidenceError) {
      return try SignedCheckpoint(bytes)
    } catch {
      throw .unusable("a checkpoint kept in the log cannot be read: \(error); run `replay verify`")
    }
  }
}
