import EventStore
import Hotline
import Wire

/// An event's own fields, decoded by name for people and programs.
public struct PayloadFields: Hashable, Sendable {
  /// Whether this version knows the type's schema.
  public var isKnown: Bool
  /// Whether the bytes follow the schema; `false` leaves `fields` empty.
  public var isReadable: Bool
  /// The fields, in the order of their numbers; an absent field is left out.
  public var fields: [JSONValue.Member]

  /// Decodes a payload by the schema of its type; fields the schema does not name appear as
  /// `field<number>`.
  ///
  /// - Parameters:
  ///   - type: the event type.
  ///   - bytes: the payload in protobuf wire format.
  public static func decode(_ type: String, _ bytes: [UInt8]) -> PayloadFields {
    guard let schema = PayloadSchema.known(type) else {
      return PayloadFields(isKnown: false, isReadable: true, fields: [])
    }
    do {
      let fields = try schema.decode(bytes.span)
      return PayloadFields(isKnown: true, isReadable: true, fields: fields)
    } catch {
      return PayloadFields(isKnown: true, isReadable: false, fields: [])
    }
  }

  /// The value of a field, or `nil` when it is absent.
  public subscript(_ name: String) -> JSONValue? {
    fields.first { $0.name == name }?.value
  }

  /// The text of a field, or an empty one when it is absent.
  public func text(_ name: String) -> String {
    self[name]?.plainText ?? ""
  }
}

/// Which fields a type's payload has and how each is read.
struct PayloadSchema: Sendable {
  /// One field.
  struct Rule: Sendable {
    var number: Int
    var name: String
    var kind: Kind
    var isRepeated = false
  }

  /// How a value is read and shown.
  enum Kind: Sendable {
    case text
    case number
    case flag
    /// Bytes as hexadecimal digits.
    case hex
    /// Microseconds since 1970, as ISO 8601 in UTC.
    case instant
    /// A number that stands for a word.
    case word([String])
    /// A packed list of numbers that stand for words.
    case words([String])
    /// Eight bytes that name an import's stream.
    case importStream
    indirect case message(PayloadSchema)
  }

  var rules: [Rule]

  func decode(_ bytes: Span<UInt8>) throws(WireError) -> [JSONValue.Member] {
    var reader = WireReader(bytes)
    var members: [(number: Int, member: JSONValue.Member)] = []
    while let field = try reader.nextField() {
      let rule =
        rules.first { $0.number == field.number }
        ?? Rule(number: field.number, name: "field\(field.number)", kind: Self.guess(field.type))
      let value = try Self.value(rule.kind, field, &reader)
      if rule.isRepeated, let index = members.firstIndex(where: { $0.number == field.number }),
        case .array(let list) = members[index].member.value
      {
        members[index].member.value = .array(list + [value])
      } else {
        let shown = rule.isRepeated ? JSONValue.array([value]) : value
        members.removeAll { $0.number == field.number }
        members.append((field.number, JSONValue.Member(rule.name, shown)))
      }
    }
    members.sort { $0.number < $1.number }
    return members.map(\.member)
  }

  private static func word(_ number: UInt64, _ words: [String]) -> JSONValue {
    number < UInt64(words.count) ? .string(words[Int(number)]) : .unsigned(number)
  }

  private static func guess(_ type: WireType) -> Kind {
    type == .lengthDelimited ? .hex : .number
  }

  private static func value(
    _ kind: Kind, _ field: WireField, _ reader: inout WireReader
  ) throws(WireError) -> JSONValue {
    switch (kind, field.type) {
    case (.text, .lengthDelimited): return .string(try reader.string())
    case (.hex, .lengthDelimited): return .string(hexText(try reader.byteArray()))
    case (.number, .varint): return .unsigned(try reader.varint())
    case (.number, .fixed64): return .integer(try reader.sfixed64())
    case (.flag, .varint): return .bool(try reader.varint() != 0)
    case (.instant, .fixed64):
      return .string(Instant(microseconds: try reader.sfixed64()).description)
    case (.word(let words), .varint):
      return word(try reader.varint(), words)
    case (.words(let words), .lengthDelimited):
      var packed = WireReader(reader.bytes.extracting(try reader.lengthDelimited()))
      var list: [JSONValue] = []
      while !packed.isAtEnd { list.append(word(try packed.varint(), words)) }
      return .array(list)
    case (.importStream, .fixed64):
      let number = UInt64(bitPattern: try reader.sfixed64())
      let provenance = ImportProvenance(importNumber: number, run: 0, file: 0, row: 0)
      return .string(provenance.importStream)
    case (.message(let schema), .lengthDelimited):
      let range = try reader.lengthDelimited()
      return .object(try schema.decode(reader.bytes.extracting(range)))
    case (.number, .fixed32), (.hex, .fixed32), (.hex, .fixed64), (.hex, .varint):
      try reader.skip(field.type)
      return .null
    default: throw .wrongType(field: field.number)
    }
  }
}
