public import Wire

/// The fields of a message and what they mean; shared, since every encoding and decoding asks for it.
public final class MessageSchema<Message: WireMessage>: Sendable {
  /// Name of the message in `docs/schema/hotline.proto`.
  public let name: String
  /// What it is called.
  public let words: Phrase
  /// What it says, in a sentence.
  public let meaning: String
  /// Fields in ascending order of their numbers.
  public let fields: [FieldSchema<Message>]
  /// The schema without its type: what programs need to show, describe and translate any message.
  public let description: MessageDescription
  /// What decoding needs of each field, by number.
  @usableFromInline let readers: [FieldReader<Message>]
  /// What encoding needs of each field, in ascending order of their numbers.
  @usableFromInline let writers: [FieldWriter<Message>]

  /// A schema.
  public init(
    _ name: String, _ words: Phrase, _ meaning: String, fields: [FieldSchema<Message>]
  ) {
    self.name = name
    self.words = words
    self.meaning = meaning
    self.fields = fields
    var readers = [FieldReader<Message>](
      repeating: FieldReader(types: 0, decode: { (_, _, _) throws(WireError) in }),
      count: (fields.last?.number ?? 0) + 1)
    for field in fields {
      precondition(readers[field.number].types == 0, "\(name) has two fields \(field.number)")
      readers[field.number] = FieldReader(
        types: field.kind.wireTypes.reduce(0) { $0 | 1 << $1.rawValue }, decode: field.decode)
    }
    self.readers = readers
    writers = fields.map { FieldWriter(write: $0.encode) }
    description = MessageDescription(
      name: name, words: words, meaning: meaning, fields: fields.map(\.description))
  }
}

/// How a field is read: the wire types that it may have, one bit each, none for no field; and what takes its value.
@usableFromInline
struct FieldReader<Message: WireMessage>: Sendable {
  @usableFromInline let types: UInt8
  @usableFromInline
  let decode: @Sendable (inout Message, inout WireReader, WireType) throws(WireError) -> Void

  init(
    types: UInt8,
    decode:
      @escaping @Sendable (inout Message, inout WireReader, WireType) throws(WireError) -> Void
  ) {
    self.types = types
    self.decode = decode
  }
}

/// How a field is written. A type of its own, since a bare function in an array is called through a thunk and asks for
/// its type's metadata each time.
@usableFromInline
struct FieldWriter<Message: WireMessage>: Sendable {
  @usableFromInline let write: @Sendable (inout Message, inout WireWriter) -> Void

  init(write: @escaping @Sendable (inout Message, inout WireWriter) -> Void) {
    self.write = write
  }
}

/// One field of a message: how it is called, what it means, and how it is read and written.
public struct FieldSchema<Message: WireMessage>: Sendable {
  /// Number in the wire format, from 1; never given a second meaning.
  public let number: Int
  /// Name in JSON, such as `coHandlers`.
  public let name: String
  /// What it is called.
  public let words: Phrase
  /// What it says: unit, range, what its absence means.
  public let meaning: String
  /// Its type.
  public let kind: FieldKind
  /// Whether it is a list.
  public let isRepeated: Bool
  /// Writes it; the message is not changed.
  let encode: @Sendable (inout Message, inout WireWriter) -> Void
  let decode: @Sendable (inout Message, inout WireReader, WireType) throws(WireError) -> Void

  var description: FieldDescription {
    FieldDescription(
      number: number, name: name, words: words, meaning: meaning, kind: kind,
      isRepeated: isRepeated)
  }
}

/// A message's schema as plain data.
public struct MessageDescription: Sendable {
  /// Name in the published schema.
  public let name: String
  /// What it is called.
  public let words: Phrase
  /// What it says.
  public let meaning: String
  /// Its fields, in ascending order of their numbers.
  public let fields: [FieldDescription]

  /// The field with this number, or `nil`.
  public func field(_ number: Int) -> FieldDescription? {
    fields.first { $0.number == number }
  }

  /// The field with this name, or `nil`.
  public func field(named name: String) -> FieldDescription? {
    fields.first { $0.name == name }
  }
}

/// A field's schema as plain data.
public struct FieldDescription: Sendable {
  /// Number in the wire format.
  public let number: Int
  /// Name in JSON.
  public let name: String
  /// What it is called.
  public let words: Phrase
  /// What it says.
  public let meaning: String
  /// Its type.
  public let kind: FieldKind
  /// Whether it is a list.
  public let isRepeated: Bool
}

/// The types a field can have.
public enum FieldKind: Sendable {
  /// UTF-8 text.
  case text
  /// An unsigned whole number of 32 or 64 bits.
  case number(bits: Int)
  /// Yes or no; absent means no.
  case flag
  /// Yes or no; absent when nobody answered.
  case answer
  /// Bytes, shown as hexadecimal digits.
  case bytes
  /// Microseconds since 1970 UTC, eight bytes, shown as ISO 8601.
  case instant
  /// Eight bytes that name an import's stream.
  case importStream
  /// One of a closed list.
  case word(WordList)
  /// A part with fields of its own; a closure, since parts may hold parts of their own kind.
  case message(@Sendable () -> MessageDescription)

  var wireTypes: [WireType] {
    switch self {
    case .text, .bytes, .message: [.lengthDelimited]
    case .number, .flag, .answer: [.varint]
    case .instant, .importStream: [.fixed64]
    case .word: [.varint, .lengthDelimited]
    }
  }
}

/// The words of a list and their numbers.
public struct WordList: Sendable {
  /// Name of the list in the published schema.
  public let name: String
  /// Number, name and phrase of each word, in ascending order.
  public let entries: [(number: UInt8, name: String, words: Phrase)]

  /// The list of a type.
  public init<W: Word>(_ type: W.Type) {
    name = String(describing: W.self)
    entries = W.allCases.map { ($0.rawValue, $0.name, $0.words) }
  }

  /// The name of a number, or `nil` for a word of a later version.
  public func name(of number: UInt64) -> String? {
    entries.first { UInt64($0.number) == number }?.name
  }

  /// The phrase of a name, or `nil`.
  public func words(of name: String) -> Phrase? {
    entries.first { $0.name == name }?.words
  }

  /// The number of a name, or `nil`.
  public func number(of name: String) -> UInt8? {
    entries.first { $0.name == name }?.number
  }
}
