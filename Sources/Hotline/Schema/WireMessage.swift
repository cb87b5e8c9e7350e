internal import Synchronization
public import Wire

/// A value of the vocabulary with a published schema: an event's payload or a part of one.
///
/// The schema is written once, beside the type; encoding, decoding, JSON, `docs/schema/hotline.proto` and the
/// vocabulary pages all follow from it.
public protocol WireMessage: Hashable, Sendable {
  /// The message with nothing set, as proto3 defines it.
  init()

  /// Fields that a later version wrote and this one does not know; kept when the value is encoded again.
  var unknown: UnknownFields { get set }

  /// The fields and what they mean.
  static var schema: MessageSchema<Self> { get }
}

extension WireMessage {
  /// Decodes a message in protobuf wire format.
  /// - Throws: ``Wire/WireError`` when the bytes are not this message; unknown fields are kept.
  public init(decoding bytes: [UInt8]) throws(WireError) {
    try self.init(decoding: bytes.span)
  }

  /// Decodes a message in protobuf wire format.
  ///
  /// Open to inlining, so that a fold that knows the type pays for no generic code.
  /// - Throws: ``Wire/WireError`` when the bytes are not this message; unknown fields are kept.
  @inlinable
  public init(decoding bytes: Span<UInt8>) throws(WireError) {
    self.init()
    let table = Self.schema.readers
    // Looked at where they lie: a reader that is taken out of its array counts a reference for each field.
    let readers = table.span
    var reader = WireReader(bytes)
    while true {
      let start = reader.offset
      guard let field = try reader.nextField() else { return }
      if field.number < readers.count, readers[field.number].types != 0 {
        guard readers[field.number].types & 1 << field.type.rawValue != 0 else {
          throw .wrongType(field: field.number)
        }
        try readers[field.number].decode(&self, &reader, field.type)
      } else {
        try reader.skip(field.type)
        unknown.append(bytes, start..<reader.offset)
      }
    }
  }

  /// Appends the message: known fields in the order of their numbers, then those it did not know.
  ///
  /// Open to inlining, so that a caller who knows the type pays for no generic code.
  @inlinable
  public func encode(into writer: inout WireWriter) {
    var message = self
    for field in Self.schema.writers { field.write(&message, &writer) }
    if !unknown.bytes.isEmpty { writer.append(contentsOf: unknown.bytes) }
  }

  /// The message in protobuf wire format; equal values give equal bytes.
  public var encoded: [UInt8] {
    var writer = WireWriter(capacity: 128)
    encode(into: &writer)
    return writer.bytes
  }
}

/// The bytes of fields that a later version wrote, key and value, in the order in which they stood.
public struct UnknownFields: Hashable, Sendable {
  /// The bytes; empty for a message that this version knows completely.
  public private(set) var bytes: [UInt8] = []

  /// No unknown field.
  public init() {}

  @usableFromInline
  mutating func append(_ span: Span<UInt8>, _ range: Range<Int>) {
    for index in range { bytes.append(span[index]) }
  }

  mutating func append(_ number: Int, _ code: UInt64) {
    var writer = WireWriter(capacity: 12)
    writer.field(number, uint64: code)
    bytes += writer.bytes
  }
}

/// Names of words by their codes: asking a value for the name of its case takes a microsecond.
private let wordNames = Mutex<[ObjectIdentifier: [String]]>([:])

/// A closed list of words, each with a number that stands in the record and keeps its meaning for ever.
public protocol Word: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == UInt8 {
  /// The word for people.
  var words: Phrase { get }
}

extension Word {
  /// The word for programs, such as `wrongPlace`.
  public var name: String { wordNames.withLock { Self.name(rawValue, &$0) } }

  private static func name(_ code: UInt8, _ known: inout [ObjectIdentifier: [String]]) -> String {
    let list = ObjectIdentifier(Self.self)
    if let names = known[list] { return names[Int(code)] }
    var names = [String](repeating: "", count: 256)
    for word in allCases { names[Int(word.rawValue)] = String(describing: word) }
    known[list] = names
    return names[Int(code)]
  }

  /// The word as files write it: `next-working-day` for `nextWorkingDay`.
  public var fileName: String {
    var result = ""
    for character in name {
      if character.isUppercase {
        result += "-" + character.lowercased()
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// The word with this name, or `nil`.
  public init?(name: String) {
    guard let word = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = word
  }
}
