/// The vocabulary for people who read a log or write one: `docs/vocabulary.md`.
public enum VocabularyText {
  /// The whole page.
  public static var markdown: String {
    let catalog = SchemaCatalog(Vocabulary.types.map { $0.description })
    var text = head
    for family in EventFamily.allCases {
      let types = Vocabulary.types.filter { $0.family == family }
      text += "\n## \(title(family.words))\n\n"
      text += "| event | 中文 | what it says | source | disclosures |\n|---|---|---|---|---|\n"
      for type in types { text += summary(type) }
      for type in types { text += fields(type.description) }
    }
    text += "\n## Parts of events\n"
    for part in catalog.parts { text += "\n\(part.meaning)\n" + fields(part) }
    text += "\n## Words\n"
    for list in catalog.words { text += words(list) }
    return text
  }

  private static let head = """
    # Vocabulary

    Every type of event that the hotline records, and every field. Written from the vocabulary in the
    sources; do not edit. The same for programs: [schema/hotline.proto](schema/hotline.proto).

    Codes (units, categories, persons, reasons) are the city's own. A disclosure is a personal value
    that goes with an event: the record holds its salted digest, the vault its value.

    """

  private static func summary(_ type: any EventPayload.Type) -> String {
    let description = type.description
    let disclosures = type.disclosures.map { "`\($0.path)` \($0.words.simplified)" }
    let cells = [
      "[\(description.name)](#\(description.name.lowercased()))",
      chinese(description.words), description.meaning, type.source,
      disclosures.joined(separator: "<br>"),
    ]
    return row(cells)
  }

  private static func fields(_ message: MessageDescription) -> String {
    var text = "\n### \(message.name)\n\n"
    text += "| no. | field | type | 中文 | what it says |\n|---|---|---|---|---|\n"
    for field in message.fields {
      text += row([
        "\(field.number)", "`\(field.name)`", type(field), chinese(field.words), field.meaning,
      ])
    }
    return text
  }

  private static func words(_ list: WordList) -> String {
    var text = "\n### \(list.name)\n\n| code | word | 中文 | English |\n|---|---|---|---|\n"
    for entry in list.entries {
      text += row(["\(entry.number)", "`\(entry.name)`", chinese(entry.words), entry.words.english])
    }
    return text
  }

  private static func type(_ field: FieldDescription) -> String {
    let name =
      switch field.kind {
      case .text: "text"
      case .number: "number"
      case .flag: "yes or no"
      case .answer: "yes, no or absent"
      case .bytes: "bytes"
      case .instant: "time"
      case .importStream: "import"
      case .word(let list): link(list.name)
      case .message(let part): link(part().name)
      }
    return field.isRepeated ? "list of \(name)" : name
  }

  private static func link(_ name: String) -> String {
    "[\(name)](#\(name.lowercased()))"
  }

  /// Both scripts, or the one text that serves both.
  private static func chinese(_ words: Phrase) -> String {
    words.simplified == words.traditional
      ? words.simplified : "\(words.simplified) / \(words.traditional)"
  }

  private static func title(_ words: Phrase) -> String {
    words.english.prefix(1).uppercased() + words.english.dropFirst() + " · " + chinese(words)
  }

  private static func row(_ cells: [String]) -> String {
    let escaped = cells.map { cell in
      cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
    return "| " + escaped.joined(separator: " | ") + " |\n"
  }
}
