/// SHA-256 over the SHA-256 of each 8 KiB of a text that arrives in parts: as hard to forge as one over the whole text,
/// and several times as fast, since pieces are hashed side by side.
public struct PieceHash: Sendable {
  /// Bytes in each piece but the last.
  package static let pieceBytes = 8_192
  private static let batchPieces = 64

  private var hash = SHA256Stream()
  private var waiting: [UInt8] = []

  /// A hash of nothing so far.
  public init() {
    waiting.reserveCapacity(Self.batchPieces * Self.pieceBytes)
  }

  /// Takes more bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    var rest = 0
    while rest < bytes.count {
      let count = min(bytes.count - rest, Self.batchPieces * Self.pieceBytes - waiting.count)
      waiting.append(copying: bytes.extracting(rest..<rest + count))
      rest += count
      if waiting.count == Self.batchPieces * Self.pieceBytes { take() }
    }
  }

  /// The digest of everything taken so far.
  public mutating func finalize() -> Digest {
    take()
    return hash.finalize()
  }

  private mutating func take() {
    for digest in Self.digests(of: waiting.span) { hash.update(digest.bytes) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// SHA-256 of each piece of a part of a text that begins where a piece does.
  package static func digests(of bytes: Span<UInt8>) -> [Digest] {
    let starts = stride(from: 0, to: bytes.count, by: pieceBytes)
    return BatchHash.digests(
      starts.map { HashPart($0..<min($0 + pieceBytes, bytes.count)) }, of: bytes)
  }

  /// The digest of a text whose pieces were hashed.
  package static func digest(ofPieces digests: some Sequence<Digest>) -> Digest {
    var hash = SHA256Stream()
    for digest in digests { hash.update(digest.bytes) }
    return hash.finalize()
  }
}
