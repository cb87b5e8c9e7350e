import EventStore
public import Hotline
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
    guard let schema = Vocabulary.description(of: type) else {
      return PayloadFields(isKnown: false, isReadable: true, fields: [])
    }
    do {
      let fields = try schema.decode(bytes.span)
      return PayloadFields(isKnown: true, isReadable: true, fields: fields)
    } catch {
      return PayloadFields(isKnown: true, isReadable: false, fields: [])
    }
  }

  /// A message of the vocabulary as an object with its fields by name.
  public static func json(_ message: some WireMessage) -> JSONValue {
    // What this program encodes, it decodes.
    .object((try? type(of: message).schema.description.decode(message.encoded.span)) ?? [])
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

extension MessageDescription {
  /// The fields of a message by name.
  /// - Throws: ``Wire/WireError`` when the bytes do not follow the schema.
  fileprivate func decode(_ bytes: Span<UInt8>) throws(WireError) -> [JSONValue.Member] {
    var reader = WireReader(bytes)
    var members: [(number: Int, member: JSONValue.Member)] = []
    while let field = try reader.nextField() {
      let known = self.field(field.number)
      let place = members.firstIndex { $0.number == field.number }
      if let known, known.isRepeated {
        let values = try known.values(field, &reader)
        if let place, case .array(let list) = members[place].member.value {
          members[place].member.value = .array(list + values)
        } else {
          members.append((field.number, JSONValue.Member(known.name, .array(values))))
        }
        continue
      }
      // Of several values of a field that is no list, the last counts.
      if let place { members.remove(at: place) }
      let member: JSONValue.Member
      if let known {
        member = JSONValue.Member(known.name, try known.value(field, &reader))
      } else {
        member = JSONValue.Member("field\(field.number)", try unknownValue(field, &reader))
      }
      members.append((field.number, member))
    }
    members.sort { $0.number < $1.number }
    return members.map(\.member)
  }

  /// The value of a field of a later version, as far as its layout tells.
  private func unknownValue(
    _ field: WireField, _ reader: inout WireReader
  ) throws(WireError) -> JSONValue {
    switch field.type {
    case .lengthDelimited: return .string(hexText(try reader.byteArray()))
    case .varint: return .unsigned(try reader.varint())
    case .fixed64: return .integer(try reader.sfixed64())
    case .fixed32:
      try reader.skip(field.type)
      return .null
    }
  }
}

extension FieldDescription {
  /// The elements that one occurrence of a list brings: several where they are packed.
  fileprivate func values(
    _ field: WireField, _ reader: inout WireReader
  ) throws(WireError) -> [JSONValue] {
    guard case .word(let words) = kind, field.type == .lengthDelimited else {
      return [try value(field, &reader)]
    }
    var packed = WireReader(reader.bytes.extracting(try reader.lengthDelimited()))
    var list: [JSONValue] = []
    while !packed.isAtEnd { list.append(words.json(try packed.varint())) }
    return list
  }

  fileprivate func value(
    _ field: WireField, _ reader: inout WireReader
  ) throws(WireError) -> JSONValue {
    switch (kind, field.type) {
    case (.text, .lengthDelimited): return .string(try reader.string())
    case (.bytes, .lengthDelimited): return .string(hexText(try reader.byteArray()))
    case (.number, .varint): return .unsigned(try reader.varint())
    case (.flag, .varint), (.answer, .varint): return .bool(try reader.varint() != 0)
    case (.instant, .fixed64):
      return .string(Instant(microseconds: try reader.sfixed64()).description)
    case (.word(let words), .varint): return words.json(try reader.varint())
    case (.importStream, .fixed64):
      let number = UInt64(bitPattern: try reader.sfixed64())
      let provenance = ImportProvenance(importNumber: number, run: 0, file: 0, row: 0)
      return .string(provenance.importStream)
    case (.message(let part), .lengthDelimited):
      let range = try reader.lengthDelimited()
      return .object(try part().decode(reader.bytes.extracting(range)))
    default: throw .wrongType(field: field.number)
    }
  }
}

extension WordList {
  /// The name of a word, or the number of one of a later version.
  fileprivate func json(_ number: UInt64) -> JSONValue {
    name(of: number).map { .string($0) } ?? .unsigned(number)
  }
}
