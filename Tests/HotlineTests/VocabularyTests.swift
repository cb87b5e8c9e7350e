import Hotline
import TestKit
import Testing

@Suite("Vocabulary")
struct VocabularyTests {
  /// Every event, and every message and list of words that events hold.
  static let events = Vocabulary.types.map { $0.description }
  static let parts = collected().parts
  static let words = collected().words

  private static func collected() -> (parts: [MessageDescription], words: [WordList]) {
    var parts: [MessageDescription] = []
    var words: [WordList] = []
    var open = events
    while let message = open.popLast() {
      for field in message.fields {
        if case .word(let list) = field.kind, !words.contains(where: { $0.name == list.name }) {
          words.append(list)
        }
        guard case .message(let part) = field.kind else { continue }
        let description = part()
        if !parts.contains(where: { $0.name == description.name }) {
          parts.append(description)
          open.append(description)
        }
      }
    }
    return (parts, words)
  }

  @Test("No two events, parts or lists of words share a name")
  func names() {
    let names = Self.events.map(\.name) + Self.parts.map(\.name) + Self.words.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Self.events.count == 89)
  }

  @Test("Every type is found by its name, and decodes as itself")
  func lookUp() throws {
    for type in Vocabulary.types {
      #expect(Vocabulary.type(named: type.typeName) == type)
      #expect(Vocabulary.description(of: type.typeName)?.name == type.typeName)
      let payload = try #require(try Vocabulary.decode(type.typeName, []))
      #expect(Swift.type(of: payload) == type)
    }
    #expect(Vocabulary.type(named: "NoteAdded") == nil)
    #expect(Vocabulary.description(of: "") == nil)
    #expect(try Vocabulary.decode("NoteAdded", [1]) == nil)
  }

  @Test("Events stand in the order of their families, and no family is empty")
  func families() {
    let families = Vocabulary.types.map { $0.family.rawValue }
    #expect(families == families.sorted())
    #expect(Set(families) == Set(EventFamily.allCases.map(\.rawValue)))
  }

  @Test("Every event, field, word and disclosure has its terms in three languages and a meaning")
  func terms() {
    for type in Vocabulary.types {
      #expect(!type.source.isEmpty, "\(type)")
      #expect(type.schemaVersion == 1, "\(type)")
      for disclosure in type.disclosures { expectTerms(disclosure.words, disclosure.path) }
    }
    for message in Self.events + Self.parts {
      expectTerms(message.words, message.name)
      #expect(!message.meaning.isEmpty, "\(message.name)")
      for field in message.fields {
        expectTerms(field.words, "\(message.name).\(field.name)")
        #expect(!field.meaning.isEmpty, "\(message.name).\(field.name)")
      }
    }
    for list in Self.words {
      for entry in list.entries { expectTerms(entry.words, "\(list.name).\(entry.name)") }
    }
    for family in EventFamily.allCases { expectTerms(family.words, family.name) }
  }

  private func expectTerms(_ words: Phrase, _ place: String) {
    for text in Language.allCases.map({ words($0) }) {
      #expect(!text.isEmpty, "\(place)")
      #expect(!text.contains("\n"), "\(place)")
    }
    for text in [words.simplified, words.traditional] where text != "SHA-256" {
      let hasHan = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(hasHan, "\(place): '\(text)' is not Chinese")
    }
  }

  @Test("No two fields of a message share a number or a name, and numbers ascend")
  func fields() {
    for message in Self.events + Self.parts {
      let numbers = message.fields.map(\.number)
      #expect(numbers == Set(numbers).sorted(), "\(message.name)")
      #expect(Set(message.fields.map(\.name)).count == message.fields.count, "\(message.name)")
      for field in message.fields {
        #expect(field.number > 0 && !(19_000...19_999).contains(field.number))
        if field.name == "due", field.isRepeated { #expect(field.number == 30) }
      }
    }
  }

  @Test("Words have distinct names and ascending codes of one byte")
  func wordCodes() {
    for list in Self.words {
      let codes = list.entries.map(\.number)
      #expect(codes == Set(codes).sorted(), "\(list.name)")
      #expect(codes.allSatisfy { (1..<128).contains($0) }, "\(list.name)")
      #expect(Set(list.entries.map(\.name)).count == list.entries.count, "\(list.name)")
      for entry in list.entries {
        #expect(list.number(of: entry.name) == entry.number)
        #expect(list.name(of: UInt64(entry.number)) == entry.name)
        #expect(list.words(of: entry.name) == entry.words)
      }
    }
  }

  @Test("No payload has a field for a personal value; those are disclosures")
  func personal() {
    let personal = [
      "phone", "telephone", "mobile", "caller", "callername", "citizen", "citizenname", "person",
      "address", "text", "note", "email", "idnumber", "wechat",
    ]
    for message in Self.events + Self.parts {
      for field in message.fields {
        #expect(!personal.contains(field.name.lowercased()), "\(message.name).\(field.name)")
      }
    }
    for type in Vocabulary.types {
      for disclosure in type.disclosures where disclosure.path != "row" {
        let last = disclosure.path.split(separator: ".").last.map(String.init)
        let clash = type.description.fields.contains { $0.name == last }
        #expect(!clash, "\(type.typeName) has \(disclosure.path) in its payload, too")
      }
    }
  }

  @Test("No part holds itself, so that a payload nests only as deep as its schema")
  func nesting() {
    for event in Self.events { #expect(depth(event, above: []) <= 6, "\(event.name)") }
  }

  private func depth(_ message: MessageDescription, above: [String]) -> Int {
    guard !above.contains(message.name) else { return .max / 2 }
    let depths = message.fields.map { field in
      guard case .message(let part) = field.kind else { return 0 }
      return depth(part(), above: above + [message.name])
    }
    return 1 + (depths.max() ?? 0)
  }
}
