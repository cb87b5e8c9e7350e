/// Appends fields in protobuf wire format to a byte array.
///
/// The writer never reorders or drops what it is given: equal calls give equal bytes, on every machine.
/// Source: Protocol Buffers encoding specification (varint, length-delimited, 64-bit wire types).
@frozen
public struct WireWriter: Sendable {
  @usableFromInline var storage: [UInt8]

  /// An empty writer with room for `capacity` bytes.
  @inlinable
  public init(capacity: Int = 256) {
    storage = []
    storage.reserveCapacity(capacity)
  }

  /// The bytes written so far.
  @inlinable
  public var bytes: [UInt8] { storage }

  /// Number of bytes written so far.
  @inlinable
  public var count: Int { storage.count }

  /// Drops the content and keeps the memory.
  @inlinable
  public mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
  }

  /// Makes room for `count` bytes in all.
  public mutating func reserve(_ count: Int) {
    storage.reserveCapacity(count)
  }

  /// Drops everything after the first `count` bytes.
  public mutating func truncate(to count: Int) {
    storage.removeLast(storage.count - count)
  }

  /// Writes a base-128 varint without a field key.
  @inlinable
  public mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes an unsigned integer field (wire type 0).
  @inlinable
  public mutating func field(_ number: Int, uint64 value: UInt64) {
    key(number, .varint)
    varint(value)
  }

  /// Writes a boolean field (wire type 0).
  @inlinable
  public mutating func field(_ number: Int, bool value: Bool) {
    field(number, uint64: value ? 1 : 0)
  }

  /// Writes a signed 64-bit field of constant width (wire type 1, `sfixed64`).
  @inlinable
  public mutating func field(_ number: Int, sfixed64 value: Int64) {
    key(number, .fixed64)
    append(bigEndian: UInt64(bitPattern: value).byteSwapped)
  }

  /// Writes a UTF-8 string field (wire type 2).
  @inlinable
  public mutating func field(_ number: Int, string value: String) {
    let utf8 = value.utf8
    key(number, .lengthDelimited)
    varint(UInt64(utf8.count))
    append(contentsOf: utf8)
  }

  /// Writes a bytes or sub-message field (wire type 2).
  @inlinable
  public mutating func field(_ number: Int, bytes value: [UInt8]) {
    key(number, .lengthDelimited)
    varint(UInt64(value.count))
    append(contentsOf: value)
  }

  /// Writes a sub-message field whose content `body` writes.
  public mutating func field(_ number: Int, message body: (inout WireWriter) -> Void) {
    key(number, .lengthDelimited)
    let start = storage.count
    storage.append(0)
    body(&self)
    let length = storage.count - start - 1
    if length < 0x80 {
      storage[start] = UInt8(length)
    } else {
      var prefix = WireWriter(capacity: 5)
      prefix.varint(UInt64(length))
      storage.replaceSubrange(start...start, with: prefix.storage)
    }
  }

  /// Writes a field key.
  @inlinable
  public mutating func key(_ number: Int, _ type: WireType) {
    varint(UInt64(number) << 3 | UInt64(type.rawValue))
  }

  /// Appends raw bytes that are already encoded.
  @inlinable
  public mutating func append(contentsOf raw: some Sequence<UInt8>) {
    storage.append(contentsOf: raw)
  }

  /// Appends the eight bytes of a word, most significant first.
  @inlinable
  public mutating func append(bigEndian word: UInt64) {
    // SAFETY: the eight bytes are copied inside the closure.
    unsafe withUnsafeBytes(of: word.bigEndian) { unsafe storage.append(contentsOf: $0) }
  }

  /// Makes room once for several fields.
  /// - Parameters:
  ///   - most: bytes that `fill` may write.
  ///   - fill: writes them and returns how many it wrote.
  @unsafe
  package mutating func append(
    atMost most: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int
  ) {
    storage.append(addingCapacity: most) { (room: inout OutputSpan<UInt8>) in
      // SAFETY: the room is used inside the closure only, and what `fill` wrote of it counts as initialised.
      unsafe room.withUnsafeMutableBufferPointer { buffer, count in
        let written = unsafe fill(
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<most])))
        precondition(written >= 0 && written <= most, "no more is written than room was made for")
        count = written
      }
    }
  }

  /// Writes four words, most significant byte first, over 32 bytes that were written before.
  public mutating func replace(
    bigEndian words: (UInt64, UInt64, UInt64, UInt64), at offset: Int
  ) {
    precondition(offset >= 0 && storage.count - offset >= 32, "what is replaced was written")
    let bytes = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    // SAFETY: the precondition keeps the 32 bytes inside the storage.
    unsafe storage.withUnsafeMutableBytes {
      unsafe $0.storeBytes(
        of: bytes, toByteOffset: offset, as: (UInt64, UInt64, UInt64, UInt64).self)
    }
  }

  /// Appends one raw byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    storage.append(byte)
  }

  /// Number of bytes `value` takes as a varint (1 to 10).
  @inlinable
  public static func varintLength(_ value: UInt64) -> Int {
    max(1, (64 - value.leadingZeroBitCount + 6) / 7)
  }
}

/// The wire types of protobuf that this project writes or skips.
@frozen
public enum WireType: UInt8, Sendable {
  /// Base-128 integer.
  case varint = 0
  /// Eight bytes, little-endian.
  case fixed64 = 1
  /// A varint length and that many bytes.
  case lengthDelimited = 2
  /// Four bytes, little-endian.
  case fixed32 = 5
}
