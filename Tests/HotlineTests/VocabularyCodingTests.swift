import Hotline
import TestKit
import Testing
import Wire

@Suite("Payloads of every type")
struct VocabularyCodingTests {
  static let names = Vocabulary.types.map { $0.typeName }

  /// Decodes bytes as a type and encodes the value again.
  private func expectSame<E: EventPayload>(
    _ type: E.Type, _ bytes: [UInt8], isKnown: Bool = true
  ) throws {
    let value = try E(decoding: bytes)
    let again = value.encoded
    #expect(again == bytes)
    let back = try E(decoding: again)
    #expect(back == value)
    #expect(value.unknown.bytes.isEmpty == isKnown)
    var writer = WireWriter()
    value.encode(into: &writer)
    #expect(writer.bytes == bytes)
  }

  @Test("Every field comes back as it was written, to the byte", arguments: names)
  func roundTrip(_ name: String) throws {
    let type = try #require(Vocabulary.type(named: name))
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = PayloadGenerator(seed: seed)
      let bytes = generator.payload(type.description)
      try expectSame(type, bytes)
    }
    try expectSame(type, type.init().encoded)
  }

  @Test("Fields of a later version survive, in events and in their parts", arguments: names)
  func unknownFields(_ name: String) throws {
    let type = try #require(Vocabulary.type(named: name))
    var generator = PayloadGenerator(seed: 2)
    generator.addsUnknownFields = true
    let bytes = generator.payload(type.description)
    try expectSame(type, bytes, isKnown: false)
  }

  @Test("Words of a later version survive beside those that are known", arguments: names)
  func unknownWords(_ name: String) throws {
    let type = try #require(Vocabulary.type(named: name))
    var generator = PayloadGenerator(seed: 3)
    generator.addsUnknownWords = true
    let bytes = generator.payload(type.description)
    let hasWords = type.description.fields.contains {
      if case .word = $0.kind { return true }
      return false
    }
    try expectSame(type, bytes, isKnown: !hasWords)
  }

  @Test("A cut or flipped payload is decoded or refused, never a trap", arguments: names)
  func damage(_ name: String) throws {
    let type = try #require(Vocabulary.type(named: name))
    var generator = PayloadGenerator(seed: 4)
    let bytes = generator.payload(type.description)
    var refused = 0
    // A rule set takes thousands of bytes: there, not every cut and bit is tried.
    let step = 1 + bytes.count / 300
    for end in stride(from: 0, to: bytes.count, by: step) {
      if !survives(type, Array(bytes[..<end])) { refused += 1 }
    }
    for bit in stride(from: 0, to: bytes.count * 8, by: step * 2 - 1) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      if !survives(type, damaged) { refused += 1 }
    }
    #expect(refused > 0)
  }

  /// Whether bytes are read; what is read must be written so that it reads the same.
  private func survives<E: EventPayload>(_ type: E.Type, _ bytes: [UInt8]) -> Bool {
    guard let value = try? E(decoding: bytes) else { return false }
    let back = try? E(decoding: value.encoded)
    #expect(back == value)
    return true
  }

  @Test("The view that reads an intake in place sees what the schema reads")
  func intakeView() throws {
    for seed in 1...50 as ClosedRange<UInt64> {
      var generator = PayloadGenerator(seed: seed)
      generator.addsUnknownFields = true
      let bytes = generator.payload(IntakeRecorded.description)
      let intake = try IntakeRecorded(decoding: bytes)
      let view = try IntakeView(bytes.span)
      let texts = [
        [UInt8](copying: view.sourceID), [UInt8](copying: view.categoryText),
        [UInt8](copying: view.category), [UInt8](copying: view.district),
        [UInt8](copying: view.channel), [UInt8](copying: view.kind),
      ]
      let expected = [
        intake.sourceID, intake.categoryText, intake.category, intake.district, intake.channel,
        intake.kind,
      ]
      #expect(texts == expected.map { Array($0.utf8) })
      #expect(view.marks == intake.marks)
      #expect(view.timePrecision == intake.timePrecision)
      #expect(view.occurrence == intake.occurrence)
      #expect(view.provenance?.importStream == intake.provenance?.importStream)
      #expect(view.provenance?.row == intake.provenance?.row)
    }
  }
}
