/// A JSON value whose members keep the order they were given in, so that equal values give equal
/// bytes.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// A whole number that may exceed the signed range.
  case unsigned(UInt64)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Named members, in order.
  case object([Member])

  /// One member of an object.
  public struct Member: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: JSONValue

    /// A member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value as text for people: strings bare, lists separated by commas.
  public var plainText: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .unsigned(let value): String(value)
    case .string(let value): value
    case .array(let values): values.map(\.plainText).joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.name) \($0.value.plainText)" }.joined(separator: ", ")
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
}
