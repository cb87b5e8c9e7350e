import EventStore
import Projections
import Testing

@testable import replay

@Suite("replay case, as text")
struct CaseTextTests {
  @Test(
    "The text is as in the golden file, and fits its width",
    arguments: [80, 120], Language.allCases)
  func golden(width: Int, language: Language) throws {
    let text = try text(SampleLog.caseStream, width, language)
    try Golden.expect(text, is: "case-\(width)-\(language.rawValue).txt")
    SampleText.expect(text, fits: width)
  }

  @Test("A recovered day is shown as a day, with its marks in words")
  func recovered() throws {
    let text = try text("tpe-20190102-9z8y7x6w5v4t3", 80, .english)
    try Golden.expect(text, is: "case-recovered-80-en.txt")
    #expect(text.contains("the day was recovered from"))
    #expect(!text.contains("某處"))
  }

  @Test("A history as of a time says what it hides")
  func asOf() throws {
    let instant = try #require(Instant(iso8601: "2026-05-04T09:05:00+08:00"))
    let text = try text(SampleLog.caseStream, 80, .english, point: .recorded(by: instant))
    try Golden.expect(text, is: "case-as-of-80-en.txt")
    #expect(text.contains("2 of 5 events"))
  }

  @Test("Addresses are masked unless revealed")
  func masking() throws {
    let masked = try text(SampleLog.caseStream, 120, .english)
    #expect(masked.contains("大安區＊＊＊"))
    #expect(!masked.contains("第三路"))
    let revealed = try text(SampleLog.caseStream, 120, .english, isRevealed: true)
    #expect(revealed.contains("大安區第三路一段12號"))
  }

  @Test("Several cases with one source id are listed")
  func candidates() throws {
    let log = try SampleLog.inMemory()
    let (candidates, count) = try log.withSnapshot {
      try CaseFinder.find(sourceID: SampleLog.sourceID, in: $0)
    }
    let layout = Layout(width: 80, language: .english)
    let lines = CaseText(layout: layout, isRevealed: false).lines(candidates, count)
    try Golden.expect(lines.joined(separator: "\n") + "\n", is: "case-candidates-80-en.txt")
    #expect(count == 2)
  }

  @Test("Colour changes nothing but colour")
  func colour() throws {
    let plain = try text(SampleLog.caseStream, 80, .english)
    var coloured = try text(SampleLog.caseStream, 80, .english, isColoured: true)
    #expect(coloured.contains("\u{1B}[1m"))
    while let start = coloured.firstIndex(of: "\u{1B}"),
      let end = coloured[start...].firstIndex(of: "m")
    {
      coloured.removeSubrange(start...end)
    }
    #expect(coloured == plain)
  }

  private func text(
    _ stream: String, _ width: Int, _ language: Language, point: CasePoint = .now,
    isRevealed: Bool = false, isColoured: Bool = false
  ) throws -> String {
    let layout = Layout(width: width, language: language, isColoured: isColoured)
    return try SampleText.of(
      stream, in: try SampleLog.inMemory(), layout, point, isRevealed: isRevealed)
  }
}
