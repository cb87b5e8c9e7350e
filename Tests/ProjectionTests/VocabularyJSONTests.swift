import Hotline
import Projections
import TestKit
import Testing

@Suite("Events of every type as JSON")
struct VocabularyJSONTests {
  static let names = Vocabulary.types.map { $0.typeName }

  @Test("What is decoded by name encodes to the same bytes", arguments: names)
  func roundTrip(_ name: String) throws {
    let description = try #require(Vocabulary.description(of: name))
    for seed in 1...10 as ClosedRange<UInt64> {
      var generator = PayloadGenerator(seed: seed)
      let bytes = generator.payload(description)
      let fields = PayloadFields.decode(name, bytes)
      #expect(fields.isKnown && fields.isReadable)
      #expect(fields.fields.map(\.name) == description.fields.map(\.name))
      #expect(try PayloadFields.encode(name, .object(fields.fields)) == bytes)
    }
  }

  @Test("Fields and words of a later version are shown by their numbers", arguments: names)
  func unknown(_ name: String) throws {
    let description = try #require(Vocabulary.description(of: name))
    var generator = PayloadGenerator(seed: 1)
    generator.addsUnknownFields = true
    generator.addsUnknownWords = true
    let fields = PayloadFields.decode(name, generator.payload(description))
    #expect(fields.text("field\(PayloadGenerator.unknownField)") == "6c61746572")
    let later = JSONValue.unsigned(PayloadGenerator.unknownWord)
    for field in description.fields {
      guard case .word = field.kind else { continue }
      if case .array(let words) = fields[field.name] {
        #expect(words.last == later)
      } else {
        #expect(fields[field.name] == later)
      }
    }
  }

  @Test("Every field has a name and a text in every language", arguments: names)
  func words(_ name: String) throws {
    let description = try #require(Vocabulary.description(of: name))
    var generator = PayloadGenerator(seed: 6)
    let fields = PayloadFields.decode(name, generator.payload(description))
    for language in Language.allCases {
      #expect(EventWords.type(name, language) == description.words(language))
      for member in fields.fields {
        let field = try #require(description.field(named: member.name))
        #expect(EventWords.field(member.name, of: name, language) == field.words(language))
        let texts = EventWords.values(member, of: name, language)
        #expect(!texts.isEmpty && texts.allSatisfy { !$0.isEmpty })
      }
    }
  }

  @Test("Words, answers and disclosures are shown in the reader's language")
  func shown() {
    let outcome = JSONValue.Member("outcome", "abandoned")
    #expect(EventWords.values(outcome, of: "CallEnded", .simplifiedChinese) == ["排队放弃"])
    let marks = JSONValue.Member("marks", .array(["idTruncated", .unsigned(40)]))
    #expect(
      EventWords.values(marks, of: "IntakeRecorded", .traditionalChinese)
        == ["案件編號在來源處遭截斷：其他案件可能編號相同", "40"])
    let settled = JSONValue.Member("settled", .bool(true))
    #expect(EventWords.values(settled, of: "ThreeWayCallHeld", .english) == ["yes"])
    #expect(EventWords.disclosure("address", of: "IntakeRecorded", .english) == "address")
    #expect(EventWords.disclosure("address", of: "IntakeRecorded", .simplifiedChinese) == "地址")
    #expect(EventWords.disclosure("x", of: "NoteAdded", .english) == "x")
    #expect(EventWords.field("x", of: "NoteAdded", .english) == "x")
  }

  @Test("Values that say what their absence says are left out, and too large ones refused")
  func canonical() throws {
    let quiet = JSONValue.object([
      .init("sourceId", ""), .init("confidential", .bool(false)), .init("occurrence", .integer(0)),
    ])
    #expect(try PayloadFields.encode("IntakeRecorded", quiet) == [])
    let marks = JSONValue.object([.init("marks", .array(["idTruncated", "repeatedRow"]))])
    #expect(try PayloadFields.encode("IntakeRecorded", marks) == [0x42, 2, 2, 4])
    let large = JSONValue.object([.init("occurrence", .integer(1 << 32))])
    let error = #expect(throws: PayloadEncodingError.self) {
      try PayloadFields.encode("IntakeRecorded", large)
    }
    #expect(error?.pointer == "/occurrence")
    #expect(error?.reason.contains("2^32") == true)
  }
}
