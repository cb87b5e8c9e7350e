/// Name of a stream: the events of one case, one import, one rule set.
public struct StreamID: Hashable, Sendable, CustomStringConvertible {
  /// UTF-8 text of 1 to 511 bytes without control characters.
  public let text: String

  /// A stream name.
  /// - Throws: ``NameError`` when the text is empty, longer than 511 bytes or holds a control character.
  public init(_ text: String) throws(NameError) {
    try NameError.check(text, kind: .stream, bytesMax: Limits.streamIDBytesMax)
    self.text = text
  }

  /// A name that was checked before, when its record was written.
  package init(unchecked text: String) {
    self.text = text
  }

  /// Equal bytes; texts that Unicode calls equivalent but that are written differently are different names.
  public static func == (left: StreamID, right: StreamID) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  /// The name itself.
  public var description: String { text }
}

/// Name of a kind of event, such as `IntakeRecorded`.
public struct EventType: Hashable, Sendable, CustomStringConvertible {
  /// UTF-8 text of 1 to 64 bytes without control characters.
  public let text: String

  /// A type name.
  /// - Throws: ``NameError`` when the text is empty, longer than 64 bytes or holds a control character.
  public init(_ text: String) throws(NameError) {
    try NameError.check(text, kind: .type, bytesMax: Limits.typeBytesMax)
    self.text = text
  }

  /// A name known to be good: written in this source, or checked when its record was written.
  package init(unchecked text: String) {
    self.text = text
  }

  /// Equal bytes; texts that Unicode calls equivalent but that are written differently are different names.
  public static func == (left: EventType, right: EventType) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  /// The name itself.
  public var description: String { text }
}

/// A label to find events by, of the form `key:value`, such as `unit:TPE-012`.
public struct Tag: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// UTF-8 text of 1 to 128 bytes without control characters.
  public let text: String

  /// A tag.
  /// - Throws: ``NameError`` when the text is empty, longer than 128 bytes or holds a control character.
  public init(_ text: String) throws(NameError) {
    try NameError.check(text, kind: .tag, bytesMax: Limits.tagBytesMax)
    self.text = text
  }

  /// A tag checked before, when its record was written.
  package init(unchecked text: String) {
    self.text = text
  }

  /// Equal bytes; texts that Unicode calls equivalent but that are written differently are different names.
  public static func == (left: Tag, right: Tag) -> Bool { left.text.hasSameBytes(as: right.text) }

  /// The tag itself.
  public var description: String { text }

  /// Order by Unicode scalar values, the same on every machine.
  public static func < (left: Tag, right: Tag) -> Bool {
    let left = left.text.utf8.span
    let right = right.text.utf8.span
    return left.precedes(right)
  }
}

extension String {
  /// Whether both are the same bytes of UTF-8.
  package func hasSameBytes(as other: String) -> Bool {
    let left = utf8.span
    let right = other.utf8.span
    return left.isEqual(to: right)
  }
}

/// A name that cannot be used.
public struct NameError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What the name was for.
  public enum Kind: String, Sendable {
    /// A stream id.
    case stream = "stream id"
    /// An event type.
    case type = "event type"
    /// A tag.
    case tag
    /// A request key.
    case requestKey = "request key"
    /// A disclosure path.
    case path = "disclosure path"
    /// The name of whoever acts.
    case actor
  }

  /// What the name was for.
  public let kind: Kind
  /// One sentence: what is wrong and how to mend it.
  public let description: String

  static func check(_ text: String, kind: Kind, bytesMax: Int) throws(NameError) {
    let utf8 = text.utf8
    if utf8.isEmpty {
      throw NameError(kind: kind, description: "the \(kind.rawValue) is empty; give it a name")
    }
    if utf8.count > bytesMax {
      throw NameError(
        kind: kind,
        description:
          "the \(kind.rawValue) has \(utf8.count) bytes; use at most \(bytesMax) bytes of UTF-8")
    }
    if holdsControl(utf8.span) {
      throw NameError(
        kind: kind,
        description:
          "the \(kind.rawValue) holds a control character; use printable characters only")
    }
  }

  /// Whether a byte is below 0x20 or equal to 0x7F; eight at a time, each with its high bit as the sign of a finding.
  private static func holdsControl(_ bytes: Span<UInt8>) -> Bool {
    let ones = UInt64(0x0101_0101_0101_0101)
    let signs = ones << 7
    var index = 0
    while let word = bytes.word(at: index) {
      let delete = word ^ ones &* 0x7F
      let low = (word &- ones &* 0x20) & ~word
      let equal = (delete &- ones) & ~delete
      if (low | equal) & signs != 0 { return true }
      index += 8
    }
    while index < bytes.count {
      if bytes[index] < 0x20 || bytes[index] == 0x7F { return true }
      index += 1
    }
    return false
  }
}
