import EventStore
import Hotline
import Wire

extension PayloadFields {
  /// Encodes named fields by the schema of a type: the inverse of ``decode(_:_:)``.
  ///
  /// - Parameters:
  ///   - type: the event type.
  ///   - value: an object with the names that ``decode(_:_:)`` gives.
  /// - Returns: the payload in protobuf wire format, as the type itself writes it: fields in the
  ///   order of their numbers, without those that say what their absence says.
  /// - Throws: ``PayloadEncodingError`` when the type has no schema here, or a field is unknown or
  ///   of another kind.
  public static func encode(
    _ type: String, _ value: JSONValue
  ) throws(PayloadEncodingError) -> [UInt8] {
    guard let payload = Vocabulary.type(named: type) else {
      throw PayloadEncodingError(
        pointer: "", reason: "the type '\(type)' has no schema here; send 'payload' in base64")
    }
    let bytes = try payload.description.encode(value, pointer: "")
    do {
      return try payload.init(decoding: bytes).encoded
    } catch {
      throw PayloadEncodingError(pointer: "", reason: "the type cannot hold these fields")
    }
  }
}

/// Why named fields cannot become a payload.
public struct PayloadEncodingError: Error, Hashable, Sendable {
  /// JSON Pointer to the field, from the object that was to be encoded.
  public let pointer: String
  /// One clause: what is wrong and how to mend it.
  public let reason: String
}

extension MessageDescription {
  fileprivate func encode(
    _ value: JSONValue, pointer: String
  ) throws(PayloadEncodingError) -> [UInt8] {
    guard case .object(let members) = value else {
      throw PayloadEncodingError(pointer: pointer, reason: "an object was expected")
    }
    for member in members where field(named: member.name) == nil {
      let names = fields.map { "'\($0.name)'" }.joined(separator: ", ")
      throw PayloadEncodingError(
        pointer: pointer + "/" + member.name, reason: "the schema has no such field; use \(names)")
    }
    var writer = WireWriter()
    for field in fields {
      guard let member = members.first(where: { $0.name == field.name }) else { continue }
      let here = pointer + "/" + field.name
      guard field.isRepeated else {
        try field.encode(member.value, here, &writer)
        continue
      }
      guard case .array(let elements) = member.value else {
        throw PayloadEncodingError(pointer: here, reason: "an array was expected")
      }
      for (index, element) in elements.enumerated() {
        try field.encode(element, "\(here)/\(index)", &writer)
      }
    }
    return writer.bytes
  }
}

extension FieldDescription {
  fileprivate func encode(
    _ value: JSONValue, _ pointer: String, _ writer: inout WireWriter
  ) throws(PayloadEncodingError) {
    func refusal(_ expected: String) -> PayloadEncodingError {
      PayloadEncodingError(pointer: pointer, reason: expected + " was expected")
    }
    switch (kind, value) {
    case (.text, .string(let text)): writer.field(number, string: text)
    case (.flag, .bool(let flag)), (.answer, .bool(let flag)): writer.field(number, bool: flag)
    case (.number(let bits), .integer(let value)) where value >= 0 && UInt64(value).fits(bits):
      writer.field(number, uint64: UInt64(value))
    case (.number(let bits), .unsigned(let value)) where value.fits(bits):
      writer.field(number, uint64: value)
    case (.bytes, .string(let text)):
      guard let bytes = [UInt8](hexText: text) else {
        throw refusal("an even number of hexadecimal digits")
      }
      writer.field(number, bytes: bytes)
    case (.instant, .string(let text)):
      guard let instant = Instant(iso8601: text) else {
        throw refusal("a time with its offset from UTC")
      }
      writer.field(number, sfixed64: instant.microseconds)
    case (.word(let words), _):
      guard case .string(let name) = value, let code = words.number(of: name) else {
        let known = words.entries.map { "'\($0.name)'" }.joined(separator: ", ")
        throw refusal("one of \(known)")
      }
      writer.field(number, uint64: UInt64(code))
    case (.importStream, .string(let text)):
      guard let stream = importNumber(text) else { throw refusal("the name of an import's stream") }
      writer.field(number, sfixed64: Int64(bitPattern: stream))
    case (.message(let part), .object):
      writer.field(number, bytes: try part().encode(value, pointer: pointer))
    default: throw refusal(kind.expected)
    }
  }

  /// The number behind a name such as `import-0123456789abcdef`.
  private func importNumber(_ name: String) -> UInt64? {
    guard let dash = name.utf8.lastIndex(of: UInt8(ascii: "-")),
      let number = UInt64(name[name.index(after: dash)...], radix: 16),
      ImportProvenance(importNumber: number, run: 0, file: 0, row: 0).importStream == name
    else { return nil }
    return number
  }
}

extension UInt64 {
  /// Whether the number has at most so many bits.
  fileprivate func fits(_ bits: Int) -> Bool {
    bitWidth - leadingZeroBitCount <= bits
  }
}

extension FieldKind {
  fileprivate var expected: String {
    switch self {
    case .text: "a string"
    case .number(let bits) where bits < 64: "a whole number of 0 or more, below 2^\(bits),"
    case .number: "a whole number of 0 or more"
    case .flag, .answer: "true or false"
    case .bytes: "a string of hexadecimal digits"
    case .instant: "a time as a string"
    case .word: "a word"
    case .importStream: "the name of an import's stream"
    case .message: "an object"
    }
  }
}
