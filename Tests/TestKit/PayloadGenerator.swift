import Hotline
import Wire

/// Payloads with every field set, made from the published schemas alone, so that no type of event is
/// forgotten.
public struct PayloadGenerator {
  /// Adds to every message a field that no version knows.
  public var addsUnknownFields = false
  /// Adds to every message, for each of its words, one that no version knows.
  public var addsUnknownWords = false
  private var choices: SeededGenerator

  /// Number of the unknown field.
  public static let unknownField = 1999
  /// Number of the unknown word.
  public static let unknownWord: UInt64 = 120

  /// A generator; equal seeds give equal payloads.
  public init(seed: UInt64) {
    choices = SeededGenerator(seed: seed)
  }

  /// Wire format of a message with every field set to something that is not its default.
  public mutating func payload(_ message: MessageDescription) -> [UInt8] {
    var writer = WireWriter()
    for field in message.fields { append(field, to: &writer) }
    if addsUnknownWords {
      for field in message.fields {
        guard case .word = field.kind else { continue }
        writer.field(field.number, uint64: Self.unknownWord)
      }
    }
    if addsUnknownFields { writer.field(Self.unknownField, string: "later") }
    return writer.bytes
  }

  private mutating func append(_ field: FieldDescription, to writer: inout WireWriter) {
    let count = field.isRepeated ? below(3) + 1 : 1
    switch field.kind {
    case .text: for _ in 0..<count { writer.field(field.number, string: text()) }
    case .number(let bits): writer.field(field.number, uint64: number(bits))
    case .flag: writer.field(field.number, bool: true)
    case .answer: writer.field(field.number, bool: below(2) == 1)
    case .bytes: writer.field(field.number, bytes: (0...below(40)).map { _ in UInt8(below(256)) })
    case .instant: writer.field(field.number, sfixed64: instant())
    case .importStream:
      writer.field(field.number, sfixed64: Int64(bitPattern: choices.next()))
    case .word(let words) where field.isRepeated:
      writer.field(field.number, bytes: Set((0..<count).map { _ in code(words) }).sorted())
    case .word(let words): writer.field(field.number, uint64: UInt64(code(words)))
    case .message(let part):
      for _ in 0..<count { writer.field(field.number, bytes: payload(part())) }
    }
  }

  private static let texts = [
    "a", "street-tree", "路樹處理", "谎报处理结果", "a \"quoted\" \\ text", "two\nlines", "TPE-3#2", "🌳",
  ]

  private mutating func text() -> String {
    Self.texts[below(Self.texts.count)] + String(below(1000))
  }

  /// Of every length, small and large.
  private mutating func number(_ bits: Int) -> UInt64 {
    max(1, choices.next() >> UInt64(64 - bits + below(bits)))
  }

  /// A time of the years 1970 to 2096, to the microsecond.
  private mutating func instant() -> Int64 {
    Int64(choices.next() % 4_000_000_000_000_000)
  }

  private mutating func code(_ words: WordList) -> UInt8 {
    words.entries[below(words.entries.count)].number
  }

  private mutating func below(_ bound: Int) -> Int {
    Int(choices.next() % UInt64(bound))
  }
}
