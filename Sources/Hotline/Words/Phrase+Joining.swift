extension Phrase {
  /// A text that is the same in every language, such as a code.
  public init(verbatim text: String) {
    self.init(text, text, text)
  }

  /// Phrases one after the other, with a separator between them.
  public static func joined(_ phrases: [Phrase], by separator: Phrase) -> Phrase {
    Phrase(
      phrases.map(\.english).joined(separator: separator.english),
      phrases.map(\.simplified).joined(separator: separator.simplified),
      phrases.map(\.traditional).joined(separator: separator.traditional))
  }

  /// The comma of a sentence.
  public static let comma = Phrase(", ", "，", "，")
  /// The comma of a list.
  public static let listComma = Phrase(", ", "、", "、")
}
