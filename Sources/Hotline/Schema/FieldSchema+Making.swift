public import Wire

/// Hands a stored property of a message to whoever reads or writes it, as in `{ $1(&$0.unit) }`.
///
/// A closure and not a key path: reading through a key path costs some five hundred instructions a field
/// (docs/performance.md).
public typealias FieldLens<Message, Value> =
  @Sendable (_ message: inout Message, _ use: (inout Value) -> Void) -> Void

// Made where they are used, so that each closure becomes one for its own message and property: a path that is only
// known when the program runs costs as much as the rest of reading a field.
extension FieldSchema {
  @inline(__always)
  init(
    _ number: Int, _ name: String, _ words: Phrase, _ meaning: String, _ kind: FieldKind,
    isRepeated: Bool = false,
    encode: @escaping @Sendable (inout Message, inout WireWriter) -> Void,
    decode:
      @escaping @Sendable (inout Message, inout WireReader, WireType) throws(WireError) -> Void
  ) {
    self.number = number
    self.name = name
    self.words = words
    self.meaning = meaning
    self.kind = kind
    self.isRepeated = isRepeated
    self.encode = encode
    self.decode = decode
  }

  /// A text; left out when empty.
  @inline(__always)
  public static func text(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, String>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .text) { message, writer in
      lens(&message) { writer.text(number, $0) }
    } decode: { (message, reader, _) throws(WireError) in
      let value = try reader.string()
      lens(&message) { $0 = value }
    }
  }

  /// A list of texts.
  @inline(__always)
  public static func texts(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, [String]>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .text, isRepeated: true) { message, writer in
      lens(&message) { for text in $0 { writer.field(number, string: text) } }
    } decode: { (message, reader, _) throws(WireError) in
      let value = try reader.string()
      lens(&message) { $0.append(value) }
    }
  }

  /// An unsigned whole number; left out when zero.
  @inline(__always)
  public static func number<N: FixedWidthInteger & UnsignedInteger & Sendable>(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, N>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .number(bits: N.bitWidth)) { message, writer in
      lens(&message) { writer.number(number, UInt64($0)) }
    } decode: { (message, reader, _) throws(WireError) in
      let value = N(clamping: try reader.varint())
      lens(&message) { $0 = value }
    }
  }

  /// An unsigned whole number that is written even when it is zero.
  @inline(__always)
  static func writtenNumber<N: FixedWidthInteger & UnsignedInteger & Sendable>(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, N>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .number(bits: N.bitWidth)) { message, writer in
      lens(&message) { writer.field(number, uint64: UInt64($0)) }
    } decode: { (message, reader, _) throws(WireError) in
      let value = N(clamping: try reader.varint())
      lens(&message) { $0 = value }
    }
  }

  /// Yes or no; left out when no.
  @inline(__always)
  public static func flag(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, Bool>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .flag) { message, writer in
      lens(&message) { if $0 { writer.field(number, bool: true) } }
    } decode: { (message, reader, _) throws(WireError) in
      let value = try reader.varint() != 0
      lens(&message) { $0 = value }
    }
  }

  /// An answer of yes or no; left out when there was none.
  @inline(__always)
  public static func answer(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, Bool?>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .answer) { message, writer in
      lens(&message) { if let value = $0 { writer.field(number, bool: value) } }
    } decode: { (message, reader, _) throws(WireError) in
      let value = try reader.varint() != 0
      lens(&message) { $0 = value }
    }
  }

  /// Bytes, such as a digest; left out when empty.
  @inline(__always)
  public static func bytes(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, [UInt8]>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .bytes) { message, writer in
      lens(&message) { writer.blob(number, $0) }
    } decode: { (message, reader, _) throws(WireError) in
      let value = try reader.byteArray()
      lens(&message) { $0 = value }
    }
  }

  /// A time; left out when there is none.
  @inline(__always)
  public static func instant(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, Instant?>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .instant) { message, writer in
      lens(&message) { if let time = $0 { writer.field(number, sfixed64: time.microseconds) } }
    } decode: { (message, reader, _) throws(WireError) in
      let value = Instant(microseconds: try reader.sfixed64())
      lens(&message) { $0 = value }
    }
  }

  /// Eight bytes that name an import's stream.
  @inline(__always)
  static func importStream(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, UInt64>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .importStream) { message, writer in
      lens(&message) { writer.field(number, sfixed64: Int64(bitPattern: $0)) }
    } decode: { (message, reader, _) throws(WireError) in
      let value = UInt64(bitPattern: try reader.sfixed64())
      lens(&message) { $0 = value }
    }
  }

  /// One of a closed list; left out when not said. A word of a later version is kept as unknown.
  @inline(__always)
  public static func word<W: Word>(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, W?>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .word(WordList(W.self))) { message, writer in
      lens(&message) { if let word = $0 { writer.field(number, uint64: UInt64(word.rawValue)) } }
    } decode: { (message, reader, type) throws(WireError) in
      guard type == .varint else { throw .wrongType(field: number) }
      let code = try reader.varint()
      if let word = W(rawValue: UInt8(clamping: code)) {
        lens(&message) { $0 = word }
      } else {
        message.unknown.append(number, code)
      }
    }
  }

  /// A list of words, packed. Words of a later version are kept as unknown.
  @inline(__always)
  public static func words<W: Word>(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, [W]>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .word(WordList(W.self)), isRepeated: true) {
      message, writer in
      lens(&message) { list in
        if !list.isEmpty { writer.field(number, bytes: list.map(\.rawValue)) }
      }
    } decode: { (message, reader, type) throws(WireError) in
      for code in try reader.codes(type) {
        if let word = W(rawValue: UInt8(clamping: code)) {
          lens(&message) { $0.append(word) }
        } else {
          message.unknown.append(number, code)
        }
      }
    }
  }

  /// A part; left out when there is none.
  @inline(__always)
  public static func part<Part: WireMessage>(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, Part?>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .message { Part.schema.description }) { message, writer in
      lens(&message) { part in
        // A closure of its own: a method as a value would copy the part, and count its references.
        if part != nil { writer.field(number) { part?.encode(into: &$0) } }
      }
    } decode: { (message, reader, _) throws(WireError) in
      let range = try reader.lengthDelimited()
      let value = try Part(decoding: reader.bytes.extracting(range))
      lens(&message) { $0 = value }
    }
  }

  /// A part that is always there.
  @inline(__always)
  static func wholePart<Part: WireMessage>(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, Part>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .message { Part.schema.description }) { message, writer in
      lens(&message) { part in writer.field(number) { part.encode(into: &$0) } }
    } decode: { (message, reader, _) throws(WireError) in
      let range = try reader.lengthDelimited()
      let value = try Part(decoding: reader.bytes.extracting(range))
      lens(&message) { $0 = value }
    }
  }

  /// A list of parts.
  @inline(__always)
  public static func parts<Part: WireMessage>(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, [Part]>, _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .message { Part.schema.description }, isRepeated: true) {
      message, writer in
      lens(&message) { parts in
        for index in parts.indices { writer.field(number) { parts.span[index].encode(into: &$0) } }
      }
    } decode: { (message, reader, _) throws(WireError) in
      let range = try reader.lengthDelimited()
      let value = try Part(decoding: reader.bytes.extracting(range))
      lens(&message) { $0.append(value) }
    }
  }
}

extension WireReader {
  /// Reads the numbers of words: one, or a packed list.
  mutating func codes(_ type: WireType) throws(WireError) -> [UInt64] {
    if type == .varint { return [try varint()] }
    var packed = WireReader(bytes.extracting(try lengthDelimited()))
    var codes: [UInt64] = []
    while !packed.isAtEnd { codes.append(try packed.varint()) }
    return codes
  }
}
