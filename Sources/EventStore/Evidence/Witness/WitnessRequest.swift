/// The body of `add-checkpoint` (c2sp.org/tlog-witness): the size last cosigned, a consistency proof, a checkpoint.
public struct WitnessRequest: Hashable, Sendable {
  /// Size of the checkpoint that the witness cosigned last, as the log believes; 0 for none.
  public let oldSize: UInt64
  /// Consistency proof from that size to the checkpoint's.
  public let proof: [Digest]
  /// The head to cosign.
  public let checkpoint: SignedCheckpoint

  /// Most lines of a consistency proof.
  public static let proofMax = 63
  /// Largest body that is read, in bytes.
  public static let bytesMax = 64 << 10

  /// A request.
  public init(oldSize: UInt64, proof: [Digest], checkpoint: SignedCheckpoint) {
    self.oldSize = oldSize
    self.proof = proof
    self.checkpoint = checkpoint
  }

  /// Reads a body.
  /// - Throws: ``EvidenceError`` naming the line that is wrong.
  public init(_ body: [UInt8]) throws(EvidenceError) {
    guard body.count <= Self.bytesMax else {
      throw .malformed("the body has \(body.count) bytes, more than \(Self.bytesMax)")
    }
    var lines = LineReader(body)
    guard let first = lines.next(), first.hasPrefix("old "),
      let size = UInt64(first.dropFirst(4)), first.hasSameBytes(as: "old \(size)")
    else { throw .malformed("line 1 is not 'old' and a size in decimal digits") }
    oldSize = size
    proof = try lines.digests(atMost: Self.proofMax)
    checkpoint = try SignedCheckpoint(lines.rest)
  }

  /// The body's bytes.
  public var encoded: [UInt8] {
    let text = "old \(oldSize)\n" + proof.map { base64($0.bytes) + "\n" }.joined() + "\n"
    return Array(text.utf8) + checkpoint.encoded
  }
}

/// What a witness answers.
public struct WitnessAnswer: Hashable, Sendable {
  /// HTTP status: 200, 400, 403, 404, 409, 422, 500 or 503.
  public let status: Int
  /// Media type of the body.
  public let contentType: String
  /// Signature lines, a size, a checkpoint, or a sentence.
  public let body: [UInt8]

  /// An answer.
  public init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  static func lines(_ status: Int, _ text: String) -> WitnessAnswer {
    WitnessAnswer(
      status: status, contentType: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
  }

  static func conflict(_ size: UInt64) -> WitnessAnswer {
    WitnessAnswer(status: 409, contentType: "text/x.tlog.size", body: Array("\(size)\n".utf8))
  }
}
