import EventStore
import Projections
import TestSupport
import Testing

@testable import replay

@Suite("replay case, of a case that was handled")
struct RichCaseTextTests {
  @Test(
    "The text is as in the golden file, and fits its width",
    arguments: [80, 120], Language.allCases)
  func golden(width: Int, language: Language) throws {
    let text = try text(width, language)
    try Golden.expect(text, is: "case-rich-\(width)-\(language.rawValue).txt")
    SampleText.expect(text, fits: width)
  }

  @Test("As of a moment, only what was known then is told")
  func asOf() throws {
    let text = try text(80, .english, .position(Position(SampleCase.secondRules)))
    try Golden.expect(text, is: "case-rich-at-80-en.txt")
    #expect(!text.contains("2026-05-06"))
  }

  @Test("Before anything was recorded, the text says so, and how much came later")
  func nothingYet() throws {
    let text = try text(80, .english, .position(Position(1)))
    #expect(text.contains("nothing known by then"))
    #expect(text.contains("0 of 23 events, up to position 1"))
  }

  @Test("No line is wider than a narrow terminal", arguments: Language.allCases)
  func narrow(language: Language) throws {
    SampleText.expect(try text(60, language), fits: 60)
  }

  @Test("Numbers that were called are masked")
  func masking() throws {
    let text = try text(120, .english)
    #expect(!text.contains("0900000001"))
    #expect(!text.contains("0900000002"))
  }

  private func text(
    _ width: Int, _ language: Language, _ point: CasePoint = .now
  ) throws -> String {
    try SampleText.of(
      SampleCase.stream, in: try SampleCase.log(), Layout(width: width, language: language), point)
  }
}
