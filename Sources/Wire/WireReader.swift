/// Reads protobuf wire format in place over a span; never copies, never traps on bad bytes.
///
/// Complexity: every call is O(length of the field it passes).
@frozen
public struct WireReader: ~Escapable {
  /// The bytes being read.
  public let bytes: Span<UInt8>
  @usableFromInline var at: Int

  /// A reader at the start of `bytes`.
  @inlinable
  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
    at = 0
  }

  /// Offset of the next unread byte.
  @inlinable
  public var offset: Int { at }

  /// Whether every byte was read.
  @inlinable
  public var isAtEnd: Bool { at >= bytes.count }

  /// Reads the next field key, or returns `nil` at the end.
  /// - Throws: ``WireError`` when the key is malformed or its wire type is not supported.
  @inlinable
  public mutating func nextField() throws(WireError) -> WireField? {
    if at >= bytes.count { return nil }
    let key = try varint()
    guard key >> 3 != 0, key >> 3 <= 536_870_911 else { throw .badFieldNumber(offset: at) }
    guard let type = WireType(rawValue: UInt8(key & 7)) else { throw .badWireType(offset: at) }
    return WireField(number: Int(key >> 3), type: type)
  }

  /// Passes over a field key of one byte if it is the next byte, and says whether it was.
  ///
  /// For readers that know which field comes next in messages written in ascending order.
  @inlinable
  public mutating func takes(key: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == key else { return false }
    at += 1
    return true
  }

  /// Reads a varint of at most ten bytes.
  @inlinable
  @inline(__always)
  public mutating func varint() throws(WireError) -> UInt64 {
    if at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        return UInt64(byte)
      }
      if at + 1 < bytes.count, bytes[at + 1] < 0x80 {
        at += 2
        return UInt64(byte & 0x7F) | UInt64(bytes[at - 1]) << 7
      }
    }
    return try longVarint()
  }

  @usableFromInline
  mutating func longVarint() throws(WireError) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    var next = at
    while next < bytes.count, shift < 64 {
      let byte = bytes[next]
      next += 1
      if shift == 63, byte > 1 { throw .badVarint(offset: at) }
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        at = next
        return result
      }
      shift += 7
    }
    throw .badVarint(offset: at)
  }

  /// Reads eight little-endian bytes as a signed integer.
  @inlinable
  public mutating func sfixed64() throws(WireError) -> Int64 {
    guard bytes.count - at >= 8 else { throw .truncated(offset: at) }
    let start = at
    // SAFETY: the guard keeps the unaligned load inside the span.
    let value = unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    }
    at += 8
    return Int64(bitPattern: UInt64(littleEndian: value))
  }

  /// Reads a length and returns the range of the bytes that follow, without looking at them.
  @inlinable
  @inline(__always)
  public mutating func lengthDelimited() throws(WireError) -> Range<Int> {
    let length = try varint()
    guard length <= UInt64(bytes.count - at) else { throw .truncated(offset: at) }
    let start = at
    at += Int(length)
    return start..<at
  }

  /// Passes over the value of a field this reader does not know.
  public mutating func skip(_ type: WireType) throws(WireError) {
    switch type {
    case .varint: _ = try varint()
    case .fixed64: try advance(8)
    case .fixed32: try advance(4)
    case .lengthDelimited: _ = try lengthDelimited()
    }
  }

  /// Passes over everything that is left.
  public mutating func moveToEnd() {
    at = bytes.count
  }

  private mutating func advance(_ count: Int) throws(WireError) {
    guard bytes.count - at >= count else { throw .truncated(offset: at) }
    at += count
  }

  /// Reads a length-delimited field as a string.
  /// - Throws: ``WireError/badUTF8(offset:)`` when the bytes are not valid UTF-8.
  public mutating func string() throws(WireError) -> String {
    let range = try lengthDelimited()
    guard let text = String(validating: bytes, range) else {
      throw .badUTF8(offset: range.lowerBound)
    }
    return text
  }

  /// Reads a length-delimited field as an owned array.
  public mutating func byteArray() throws(WireError) -> [UInt8] {
    [UInt8](copying: bytes, try lengthDelimited())
  }
}

/// A field's number and wire type, as read from its key.
@frozen
public struct WireField: Sendable {
  /// Field number, 1 to 536,870,911.
  public let number: Int
  /// How the value is laid out.
  public let type: WireType

  @inlinable
  init(number: Int, type: WireType) {
    self.number = number
    self.type = type
  }
}

/// Why bytes are not protobuf wire format; `offset` counts from the start of the message.
public enum WireError: Error, Equatable, Sendable {
  /// A varint runs past ten bytes or past the end.
  case badVarint(offset: Int)
  /// A field number is zero or too large.
  case badFieldNumber(offset: Int)
  /// A wire type this format does not use (groups, or reserved).
  case badWireType(offset: Int)
  /// A value runs past the end of the message.
  case truncated(offset: Int)
  /// A string field is not UTF-8.
  case badUTF8(offset: Int)
  /// A field has a wire type other than its schema says.
  case wrongType(field: Int)
  /// A required field is missing.
  case missing(field: Int)
}
