/// The place of an event in the log: 1, 2, 3 … without gaps.
///
/// Order in the log is order of position and nothing else. The RFC 6962 leaf index is `rawValue - 1`.
public struct Position: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number; 0 stands for "before the first event".
  public let rawValue: UInt64

  /// The position with this number.
  public init(_ rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Before the first event.
  public static let start = Position(0)
  /// After every event that can ever be.
  public static let end = Position(.max)

  /// The position after this one.
  public var next: Position { Position(rawValue + 1) }
  /// Decimal digits.
  public var description: String { String(rawValue) }

  /// Order of recording.
  public static func < (left: Position, right: Position) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The place of an event in its own stream: 1, 2, 3 … without gaps.
public struct Revision: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number; 0 stands for "the stream has no event".
  public let rawValue: UInt64

  /// The revision with this number.
  public init(_ rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The stream has no event yet.
  public static let none = Revision(0)

  /// The revision after this one.
  public var next: Revision { Revision(rawValue + 1) }
  /// Decimal digits.
  public var description: String { String(rawValue) }

  /// Order within the stream.
  public static func < (left: Revision, right: Revision) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Dense number of a stream, in order of first appearance: 0, 1, 2 …
///
/// Folds index arrays by it instead of hashing stream ids.
public struct StreamNumber: Hashable, Comparable, Sendable {
  /// The number.
  public let rawValue: UInt64

  /// The stream number with this value.
  public init(_ rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Order of first appearance.
  public static func < (left: StreamNumber, right: StreamNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}
