public import EventStore

/// A view of the log that follows from its events alone.
///
/// The same `apply` serves the live view and the rebuilt one; a projection reads no clock, no
/// randomness and no unordered collection, so that folding the same events gives the same bytes on
/// any machine.
public protocol Projection: KeptView {
  /// The view of an empty log.
  init()

  /// Takes the next event. Total: an event that cannot be understood is noted in the view, never
  /// refused.
  mutating func apply(_ event: borrowing EventView)

  /// How many events it could not read so far; whoever runs the fold stops where the number grows.
  var unreadableCount: Int { get }
}

/// A view that can be written down and read back.
public protocol KeptView: Sendable {
  /// Name of the view, and of its snapshot file.
  static var name: String { get }
  /// Version of what it computes; a snapshot of another version is thrown away.
  static var version: UInt32 { get }

  /// The view in bytes: equal views give equal bytes.
  /// - Throws: ``EventStore/LogError`` where a view leaves a part to the log, and that cannot be read.
  func canonicalBytes() throws -> [UInt8]

  /// Hands the bytes of ``canonicalBytes()`` over in pieces, in order, so that a large view need not lie in memory
  /// twice.
  func forEachCanonicalPiece(_ body: (Span<UInt8>) throws -> Void) throws

  /// Reads a view back, or returns `nil` when the bytes are not one.
  init?(canonicalBytes: [UInt8])
}

extension KeptView {
  /// ``EventStore/PieceHash`` of ``canonicalBytes()``.
  public func digest() throws -> Digest {
    var hash = PieceHash()
    try forEachCanonicalPiece { hash.update($0) }
    return hash.finalize()
  }

  /// One piece: the whole.
  public func forEachCanonicalPiece(_ body: (Span<UInt8>) throws -> Void) throws {
    let bytes = try canonicalBytes()
    try body(bytes.span)
  }
}
