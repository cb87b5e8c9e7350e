import Wire

/// A set of marks, in the order of their numbers.
public struct IntakeMarks: OptionSet, Hashable, Sendable {
  /// Bit n stands for the mark with number n; bit 0 is never set.
  public let rawValue: UInt64

  /// The set with these bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The set of one mark.
  public init(_ mark: IntakeMark) {
    rawValue = 1 << UInt64(mark.rawValue)
  }

  /// Adds a mark.
  public mutating func insert(_ mark: IntakeMark) {
    formUnion(IntakeMarks(mark))
  }

  /// Whether a mark is in the set.
  public func contains(_ mark: IntakeMark) -> Bool {
    isSuperset(of: IntakeMarks(mark))
  }

  /// The known marks of the set, in the order of their numbers.
  public var marks: [IntakeMark] {
    IntakeMark.allCases.filter { contains($0) }
  }

  /// The numbers of the set, those of a later version included, in ascending order.
  var codes: [UInt8] {
    // Most rows have none, and a million of them pass here.
    rawValue == 0 ? [] : (1..<64).filter { rawValue & (1 << UInt64($0)) != 0 }
  }

  /// Adds the mark with this number, known or not; a number without a bit is left to the caller.
  mutating func insert(code: UInt64) -> Bool {
    guard code > 0, code < 64 else { return false }
    formUnion(IntakeMarks(rawValue: 1 << code))
    return true
  }
}

extension FieldSchema {
  /// A set of marks, packed in ascending order. Marks of a later version keep their bit.
  static func marks(
    _ number: Int, _ name: String, _ lens: @escaping FieldLens<Message, IntakeMarks>,
    _ words: Phrase,
    _ meaning: String
  ) -> Self {
    Self(number, name, words, meaning, .word(WordList(IntakeMark.self)), isRepeated: true) {
      message, writer in
      lens(&message) { writer.blob(number, $0.codes) }
    } decode: { (message, reader, type) throws(WireError) in
      for code in try reader.codes(type) {
        var isKnown = false
        lens(&message) { isKnown = $0.insert(code: code) }
        if !isKnown { message.unknown.append(number, code) }
      }
    }
  }
}
