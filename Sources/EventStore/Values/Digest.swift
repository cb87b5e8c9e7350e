/// A SHA-256 digest: 32 bytes, kept as four words so that it needs no allocation.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The bytes, eight at a time, big-endian.
  package var words: (UInt64, UInt64, UInt64, UInt64)

  package init(words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = words
  }

  /// A digest from exactly 32 bytes, or `nil`.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var parts: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.enumerated() {
      parts[index / 8] = parts[index / 8] << 8 | UInt64(byte)
    }
    words = (parts[0], parts[1], parts[2], parts[3])
  }

  /// All zero; never the hash of anything known.
  public static let zero = Digest(words: (0, 0, 0, 0))

  /// The 32 bytes.
  public var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(32)
    append(to: &result)
    return result
  }

  /// Appends the 32 bytes to an array.
  public func append(to array: inout [UInt8]) {
    array.appendBigEndian(words)
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String { hexText(bytes) }

  /// A digest from 64 hexadecimal digits, or `nil`.
  public init?(hex: String) {
    guard let bytes = [UInt8](hexText: hex) else { return nil }
    self.init(bytes)
  }

  /// The hexadecimal digits.
  public var description: String { hex }

  /// Equal bytes.
  public static func == (left: Digest, right: Digest) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1
      && left.words.2 == right.words.2 && left.words.3 == right.words.3
  }

  /// Feeds the words; they are uniformly distributed already.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

/// 32 random bytes that keep a digest from being guessed.
public typealias Salt = Digest

/// Identity of an event: 16 bytes, the same on every copy of the log.
public struct EventID: Hashable, Sendable, CustomStringConvertible {
  /// First eight bytes, big-endian.
  public let high: UInt64
  /// Last eight bytes, big-endian.
  public let low: UInt64

  /// An id from two words.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The first half of a digest: for ids that must follow from content.
  public init(_ digest: Digest) {
    self.init(high: digest.words.0, low: digest.words.1)
  }

  /// An id from exactly 16 bytes, or `nil`.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    var parts: [UInt64] = [0, 0]
    for (index, byte) in bytes.enumerated() {
      parts[index / 8] = parts[index / 8] << 8 | UInt64(byte)
    }
    self.init(high: parts[0], low: parts[1])
  }

  /// The 16 bytes.
  public var bytes: [UInt8] {
    [high, low].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// 32 lower-case hexadecimal digits.
  public var description: String { hexText(bytes) }
}

/// Lower-case hexadecimal digits of bytes.
public func hexText(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

extension [UInt8] {
  /// The bytes of an even number of hexadecimal digits, or `nil`.
  public init?(hexText text: String) {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    self = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = hexDigit(digits[index]), let low = hexDigit(digits[index + 1]) else {
        return nil
      }
      append(high << 4 | low)
    }
  }
}

/// The value of a hexadecimal digit in ASCII, of either case; `nil` for any other byte.
public func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x61...0x66: byte - 0x61 + 10
  case 0x41...0x46: byte - 0x41 + 10
  default: nil
  }
}
