public import Hotline

/// Names of events, fields and words for people, as the vocabulary's schemas give them.
public enum EventWords {
  /// An event type's name in a language; the type itself where none is known.
  public static func type(_ type: String, _ language: Language) -> String {
    Vocabulary.description(of: type)?.words(language) ?? type
  }

  /// An event type for a mixed audience: the type with its Chinese name, in traditional characters
  /// for English readers.
  public static func typeWithChinese(_ type: String, _ language: Language) -> String {
    guard let words = Vocabulary.description(of: type)?.words else { return type }
    return "\(type) \(language == .english ? words.traditional : words(language))"
  }

  /// The name of a field of a type in a language; the field itself where none is known.
  public static func field(_ name: String, of type: String, _ language: Language) -> String {
    Vocabulary.description(of: type)?.field(named: name)?.words(language) ?? name
  }

  /// The name of a disclosure of a type in a language; its path where none is known.
  public static func disclosure(_ path: String, of type: String, _ language: Language) -> String {
    let known = Vocabulary.type(named: type)?.disclosures.first { $0.path == path }
    return known?.words(language) ?? path
  }

  /// A field's value in words, or those of its elements one by one: codes as words, parts of a
  /// message with their names.
  public static func values(
    _ member: JSONValue.Member, of type: String, _ language: Language
  ) -> [String] {
    let field = Vocabulary.description(of: type)?.field(named: member.name)
    guard case .array(let values) = member.value else {
      return [text(member.value, field, language)]
    }
    return values.map { text($0, field, language) }
  }

  private static func text(
    _ value: JSONValue, _ field: FieldDescription?, _ language: Language
  ) -> String {
    switch (field?.kind, value) {
    case (.word(let words), .string(let name)): return words.words(of: name)?(language) ?? name
    case (_, .bool(let isTrue)):
      return (isTrue ? Phrase("yes", "是", "是") : Phrase("no", "否", "否"))(language)
    case (_, .array(let values)):
      return values.map { text($0, field, language) }
        .joined(separator: language == .english ? ", " : "、")
    case (.message(let part), .object(let members)):
      let description = part()
      return members.map { self.part($0, description, language) }
        .joined(separator: language == .english ? ", " : "，")
    default: return value.plainText
    }
  }

  private static func part(
    _ member: JSONValue.Member, _ message: MessageDescription, _ language: Language
  ) -> String {
    let field = message.field(named: member.name)
    let value = text(member.value, field, language)
    // An import's name says by itself what it is.
    if case .importStream = field?.kind { return value }
    return "\(field?.words(language) ?? member.name) \(value)"
  }
}
