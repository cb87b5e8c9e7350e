import EventStore
import Projections

/// A JSON value together with where it stands in its document (RFC 6901), so that errors can name it.
struct JSONCursor {
  /// The value.
  let value: JSONValue
  /// JSON Pointer from the document's root; empty for the root itself.
  let pointer: String

  /// The root of a document.
  init(root value: JSONValue) {
    self.init(value, pointer: "")
  }

  private init(_ value: JSONValue, pointer: String) {
    self.value = value
    self.pointer = pointer
  }

  /// The members of an object.
  func members() throws(Problem) -> [(name: String, cursor: JSONCursor)] {
    guard case .object(let members) = value else { throw wrongKind("an object") }
    return members.map { member in
      (member.name, JSONCursor(member.value, pointer: pointer + "/" + Self.escaped(member.name)))
    }
  }

  /// The members of an object that may have no others than `names`.
  ///
  /// - Parameter forbidden: names that belong to the log, with a sentence of their own.
  func members(only names: [String], forbidden: [String] = []) throws(Problem) -> JSONFields {
    let all = try members()
    for (name, cursor) in all {
      if forbidden.contains(name) {
        throw .forbiddenField(cursor.pointer, name)
      }
      if !names.contains(name) {
        throw .badShape(
          cursor.pointer,
          "is not known here; use \(names.map { "'\($0)'" }.joined(separator: ", "))")
      }
    }
    return JSONFields(pointer: pointer, members: all)
  }

  /// The elements of an array.
  func elements() throws(Problem) -> [JSONCursor] {
    guard case .array(let elements) = value else { throw wrongKind("an array") }
    return elements.enumerated().map { JSONCursor($1, pointer: "\(pointer)/\($0)") }
  }

  /// A string.
  func string() throws(Problem) -> String {
    guard case .string(let text) = value else { throw wrongKind("a string") }
    return text
  }

  /// A whole number of zero or more.
  func unsigned() throws(Problem) -> UInt64 {
    guard case .integer(let number) = value, number >= 0 else {
      throw wrongKind("a whole number of 0 or more")
    }
    return UInt64(number)
  }

  /// A time with its offset.
  func instant() throws(Problem) -> Instant {
    guard let instant = Instant(iso8601: try string()) else {
      throw wrongKind("a time with its offset from UTC, such as '2016-07-01T08:00:00+08:00'")
    }
    return instant
  }

  /// A problem of kind 400 that names this place.
  func wrongKind(_ wanted: String) -> Problem {
    .badShape(pointer, "must be \(wanted)")
  }

  private static func escaped(_ name: String) -> String {
    var result = ""
    for character in name.unicodeScalars {
      switch character {
      case "~": result += "~0"
      case "/": result += "~1"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

/// The members of one object, to be read by name.
struct JSONFields {
  /// Where the object stands.
  let pointer: String
  /// Its members, in order.
  let members: [(name: String, cursor: JSONCursor)]

  /// The member with this name, or `nil`.
  subscript(name: String) -> JSONCursor? {
    members.first { $0.name == name }?.cursor
  }

  /// The member with this name.
  /// - Throws: a problem of kind 400 when it is missing.
  func required(_ name: String) throws(Problem) -> JSONCursor {
    guard let cursor = self[name] else {
      throw .badShape("\(pointer)/\(name)", "is missing")
    }
    return cursor
  }
}
