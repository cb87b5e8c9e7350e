private import Crypto
private import Wire

/// SHA-256 of the parts, one after the other.
public func sha256(_ parts: [UInt8]...) -> Digest {
  var stream = SHA256Stream()
  for part in parts { stream.update(part) }
  return stream.finalize()
}

/// SHA-256 of bytes where they lie.
public func sha256(_ bytes: Span<UInt8>) -> Digest {
  var stream = SHA256Stream()
  stream.update(bytes)
  return stream.finalize()
}

/// HMAC-SHA-256 (RFC 2104): a hash that only the holder of the key can compute.
public func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> Digest {
  var mac = HMAC<SHA256>(key: SymmetricKey(data: key))
  mac.update(data: message)
  return Digest(reading: mac.finalize())
}

/// SHA-256 over bytes that arrive in pieces.
public struct SHA256Stream: Sendable {
  private var state = SHA256()

  /// A hash of nothing so far.
  public init() {}

  /// Takes more bytes.
  public mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// Takes more bytes where they lie.
  public mutating func update(_ bytes: Span<UInt8>) {
    // SAFETY: the buffer is used only inside the closure, which `bytes` outlives; the hash reads, never keeps it.
    unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
  }

  /// The digest of everything taken so far.
  public func finalize() -> Digest {
    Digest(reading: state.finalize())
  }
}

/// RFC 6962 hashes of leaves and nodes.
public enum MerkleHash {
  /// Root of the tree without leaves: SHA-256 of nothing.
  public static let emptyRoot = SHA256Stream().finalize()

  /// SHA-256(0x00 ‖ record).
  public static func leaf(_ record: Span<UInt8>) -> Digest {
    var state = SHA256()
    // SAFETY: both buffers are used only inside their closures.
    unsafe withUnsafeBytes(of: UInt8(0)) { unsafe state.update(bufferPointer: $0) }
    // SAFETY: as above; `record` outlives the closure.
    unsafe record.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
    return Digest(reading: state.finalize())
  }

  /// SHA-256(0x00 ‖ record).
  public static func leaf(_ record: [UInt8]) -> Digest {
    leaf(record.span)
  }

  /// SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: Digest, _ right: Digest) -> Digest {
    var block = NodeBlock(
      mark: UInt64(1).bigEndian,
      left: (
        left.words.0.bigEndian, left.words.1.bigEndian, left.words.2.bigEndian,
        left.words.3.bigEndian
      ),
      right: (
        right.words.0.bigEndian, right.words.1.bigEndian, right.words.2.bigEndian,
        right.words.3.bigEndian
      ))
    var state = SHA256()
    // SAFETY: `block` is nine plain words without padding between them, alive for the closure; the hash takes its last 65
    // bytes, the mark 0x01 among them, in one piece.
    unsafe withUnsafeBytes(of: &block) {
      unsafe state.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[7...]))
    }
    return Digest(reading: state.finalize())
  }

  private struct NodeBlock {
    /// 0x01 in the last of its bytes.
    var mark: UInt64
    var left: (UInt64, UInt64, UInt64, UInt64)
    var right: (UInt64, UInt64, UInt64, UInt64)
  }
}

extension Digest {
  fileprivate init(reading digest: some Crypto.Digest) {
    // SAFETY: a SHA-256 digest has 32 bytes; the loads stay inside and may be unaligned.
    self = unsafe digest.withUnsafeBytes { raw in
      Digest(
        words: (
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        ))
    }
  }

  fileprivate init(reading code: HMAC<SHA256>.MAC) {
    // SAFETY: an HMAC-SHA-256 code has 32 bytes; the loads stay inside and may be unaligned.
    self = unsafe code.withUnsafeBytes { raw in
      Digest(
        words: (
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        ))
    }
  }

  /// Reads 32 bytes at an offset of a span that is known to hold them.
  package init(_ span: Span<UInt8>, at offset: Int) {
    precondition(offset >= 0 && span.count - offset >= 32, "a digest takes 32 bytes")
    // SAFETY: the precondition above keeps the four unaligned loads inside the span.
    self = unsafe span.withUnsafeBytes { raw in
      Digest(
        words: (
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self)),
          UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self))
        ))
    }
  }
}

extension Disclosure {
  /// What the record says instead of the value.
  ///
  /// SHA-256(0x01 ‖ uint16 length of path ‖ path ‖ salt ‖ uint32 length of value ‖ value ‖ event id), the shape of an
  /// SD-JWT disclosure; lengths big-endian.
  public func digest(eventID: EventID) -> Digest {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(71 + path.utf8.count + value.count)
    appendHashed(to: &bytes, eventID: eventID)
    return sha256(bytes.span)
  }

  /// Appends what ``digest(eventID:)`` hashes.
  func appendHashed(to bytes: inout [UInt8], eventID: EventID) {
    let utf8 = path.utf8
    bytes.append(1)
    bytes.appendBigEndian(UInt16(clamping: utf8.count))
    bytes.append(copying: utf8.span)
    salt.append(to: &bytes)
    bytes.appendBigEndian(UInt32(clamping: value.count))
    bytes.append(copying: value.span)
    bytes.appendBigEndian(eventID.high)
    bytes.appendBigEndian(eventID.low)
  }
}

/// Bytes as a key of a table, hashed in one piece: an array of bytes would be hashed byte by byte.
struct ByteKey: Hashable {
  var bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    // SAFETY: the buffer is used only inside the closure.
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }
}

extension [UInt8] {
  /// Appends four integers in turn, most significant byte first: a digest, in one piece.
  mutating func appendBigEndian(_ words: (UInt64, UInt64, UInt64, UInt64)) {
    let bytes = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    // SAFETY: the 32 bytes are copied inside the closure.
    unsafe Swift.withUnsafeBytes(of: bytes) { unsafe append(contentsOf: $0) }
  }

  /// Appends an integer, most significant byte first.
  @inlinable
  package mutating func appendBigEndian(_ value: some FixedWidthInteger) {
    // SAFETY: the bytes are copied inside the closure.
    unsafe Swift.withUnsafeBytes(of: value.bigEndian) { unsafe append(contentsOf: $0) }
  }
}
