import EventStore
import Hotline
import Wire

extension PayloadFields {
  /// Encodes named fields by the schema of a type: the inverse of ``decode(_:_:)``.
  ///
  /// - Parameters:
  ///   - type: the event type.
  ///   - value: an object with the names that ``decode(_:_:)`` gives.
  /// - Returns: the payload in protobuf wire format, fields in the order of their numbers.
  /// - Throws: ``PayloadEncodingError`` when the type has no schema here, or a field is unknown or
  ///   of another kind.
  public static func encode(
    _ type: String, _ value: JSONValue
  ) throws(PayloadEncodingError) -> [UInt8] {
    guard let schema = PayloadSchema.known(type) else {
      throw PayloadEncodingError(
        pointer: "", reason: "the type '\(type)' has no schema here; send 'payload' in base64")
    }
    return try schema.encode(value, pointer: "")
  }
}

/// Why named fields cannot become a payload.
public struct PayloadEncodingError: Error, Hashable, Sendable {
  /// JSON Pointer to the field, from the object that was to be encoded.
  public let pointer: String
  /// One clause: what is wrong and how to mend it.
  public let reason: String
}

extension PayloadSchema {
  func encode(_ value: JSONValue, pointer: String) throws(PayloadEncodingError) -> [UInt8] {
    guard case .object(let members) = value else {
      throw PayloadEncodingError(pointer: pointer, reason: "an object was expected")
    }
    for member in members where !rules.contains(where: { $0.name == member.name }) {
      let names = rules.map { "'\($0.name)'" }.joined(separator: ", ")
      throw PayloadEncodingError(
        pointer: pointer + "/" + member.name, reason: "the schema has no such field; use \(names)")
    }
    var writer = WireWriter()
    for rule in rules.sorted(by: { $0.number < $1.number }) {
      guard let member = members.first(where: { $0.name == rule.name }) else { continue }
      let here = pointer + "/" + rule.name
      if rule.isRepeated {
        guard case .array(let elements) = member.value else {
          throw PayloadEncodingError(pointer: here, reason: "an array was expected")
        }
        for (index, element) in elements.enumerated() {
          try Self.encode(element, rule, "\(here)/\(index)", &writer)
        }
      } else {
        try Self.encode(member.value, rule, here, &writer)
      }
    }
    return writer.bytes
  }

  private static func encode(
    _ value: JSONValue, _ rule: Rule, _ pointer: String, _ writer: inout WireWriter
  ) throws(PayloadEncodingError) {
    switch (rule.kind, value) {
    case (.text, .string(let text)): writer.field(rule.number, string: text)
    case (.flag, .bool(let flag)): writer.field(rule.number, bool: flag)
    case (.number, .integer(let number)) where number >= 0:
      writer.field(rule.number, uint64: UInt64(number))
    case (.number, .unsigned(let number)): writer.field(rule.number, uint64: number)
    case (.hex, .string(let text)):
      guard let bytes = [UInt8](hexText: text) else {
        throw PayloadEncodingError(
          pointer: pointer, reason: "an even number of hexadecimal digits was expected")
      }
      writer.field(rule.number, bytes: bytes)
    case (.instant, .string(let text)):
      guard let instant = Instant(iso8601: text) else {
        throw PayloadEncodingError(
          pointer: pointer, reason: "a time with its offset from UTC was expected")
      }
      writer.field(rule.number, sfixed64: instant.microseconds)
    case (.word(let words), _):
      writer.field(rule.number, uint64: try number(of: value, words, pointer))
    case (.words(let words), .array(let names)):
      var packed = WireWriter()
      for (index, name) in names.enumerated() {
        packed.varint(try number(of: name, words, "\(pointer)/\(index)"))
      }
      writer.field(rule.number, bytes: packed.bytes)
    case (.importStream, .string(let text)):
      guard let number = importNumber(text) else {
        throw PayloadEncodingError(
          pointer: pointer, reason: "the name of an import's stream was expected")
      }
      writer.field(rule.number, sfixed64: Int64(bitPattern: number))
    case (.message(let schema), .object):
      let bytes = try schema.encode(value, pointer: pointer)
      writer.field(rule.number, message: { $0.append(contentsOf: bytes) })
    default:
      throw PayloadEncodingError(pointer: pointer, reason: "\(rule.kind.words) was expected")
    }
  }

  private static func number(
    of name: JSONValue, _ words: [String], _ pointer: String
  ) throws(PayloadEncodingError) -> UInt64 {
    guard let number = words.firstIndex(where: { .string($0) == name }) else {
      let known = words.map { "'\($0)'" }.joined(separator: ", ")
      throw PayloadEncodingError(pointer: pointer, reason: "one of \(known) was expected")
    }
    return UInt64(number)
  }

  /// The number behind a name such as `import-0123456789abcdef`.
  private static func importNumber(_ name: String) -> UInt64? {
    guard let dash = name.utf8.lastIndex(of: UInt8(ascii: "-")),
      let number = UInt64(name[name.index(after: dash)...], radix: 16),
      ImportProvenance(importNumber: number, run: 0, file: 0, row: 0).importStream == name
    else { return nil }
    return number
  }
}

extension PayloadSchema.Kind {
  fileprivate var words: String {
    switch self {
    case .text: "a string"
    case .number: "a whole number of 0 or more"
    case .flag: "true or false"
    case .hex: "a string of hexadecimal digits"
    case .instant: "a time as a string"
    case .word: "a word"
    case .words: "an array of words"
    case .importStream: "the name of an import's stream"
    case .message: "an object"
    }
  }
}
