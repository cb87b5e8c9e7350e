/// What the vault has of one event's personal values.
public struct VaultEntry: Sendable, Hashable {
  /// The values that are there, in the order of the record.
  public var values: [Disclosure] = []
  /// Those that were erased.
  public var erased: [ErasedValue] = []
  /// Whether values are there that this process has no key for.
  public var isLocked = false

  /// Nothing.
  public init() {}
}

/// A value that was erased: its key and its salt are destroyed, its digest stays in the record.
public struct ErasedValue: Sendable, Hashable {
  /// Its place among the event's disclosures, from 0.
  public var ordinal: Int
  /// Position of the event that says who erased it and why.
  public var by: Position

  /// An erased value.
  public init(ordinal: Int, by: Position) {
    self.ordinal = ordinal
    self.by = by
  }

  /// Values as the vault keeps them: `2 ‖ (ordinal u8 ‖ position u64)…`.
  static let format: UInt8 = 2
  /// Their place after the event's values.
  static let ordinal: UInt16 = .max

  static func encode(_ erased: [ErasedValue]) -> [UInt8] {
    var bytes = [format]
    for value in erased {
      bytes.append(UInt8(clamping: value.ordinal))
      bytes.appendBigEndian(value.by.rawValue)
    }
    return bytes
  }

  static func decode(_ bytes: Span<UInt8>) -> [ErasedValue]? {
    guard bytes.count > 0, bytes[0] == format, bytes.count % 9 == 1 else { return nil }
    var result: [ErasedValue] = []
    var place = 1
    while place < bytes.count, let position = bytes.word(at: place + 1) {
      result.append(ErasedValue(ordinal: Int(bytes[place]), by: Position(position)))
      place += 9
    }
    return result
  }
}
