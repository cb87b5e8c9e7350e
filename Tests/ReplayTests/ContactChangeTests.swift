import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import replay

/// A number that is swapped before the callback is a sign of fraud: that it was must show, to whom it belongs must not.
@Suite("Contact details that change")
struct ContactChangeTests {
  private static let numbers = ["0900000001", "0900000002"]

  private func expectChange(_ text: String, _ words: [String], _ place: String) {
    for word in words { #expect(text.contains(word), "\(place): \(word)") }
    for number in Self.numbers {
      #expect(!text.contains(number) && !text.contains(number.suffix(7)), "\(place): \(number)")
    }
  }

  @Test("The case's text tells the change in every language, without the numbers")
  func text() throws {
    for (language, words) in [
      (Language.english, "contact details changed"), (.simplifiedChinese, "变更联系方式"),
      (.traditionalChinese, "變更聯絡方式"),
    ] {
      let text = try SampleText.of(
        SampleCase.stream, in: try SampleCase.log(), Layout(width: 120, language: language), .now)
      expectChange(text, [words, "PWD:clerk-3"], language.rawValue)
    }
  }

  @Test("Roles that may not see the numbers see the change, also where values are asked for")
  func roles() throws {
    let log = try SampleCase.log()
    let history = try log.withSnapshot { snapshot in
      try #require(
        try CaseHistory.load(
          try StreamID(SampleCase.stream), from: snapshot, origin: log.origin, withValues: true))
    }
    let whole = JSONWriter.text(history.json(isRevealed: true))
    for number in Self.numbers { #expect(whole.contains(number)) }
    for role in [ViewerRole.department, .citizen, .importer, .witness] {
      let viewer = Viewer(
        code: "v", role: role, unit: "unit-of-nobody", purpose: "p", through: "test")
      let (seen, paths) = history.seen(by: viewer)
      #expect(paths.isEmpty)
      let json = JSONWriter.text(seen.json(isRevealed: true))
      expectChange(json, ["ContactDetailsChanged", "caller.phone", "PWD:clerk-3"], role.name)
    }
  }

  @Test("A bundle without disclosures proves the change, and holds the numbers in no form")
  func bundle() throws {
    let sample = try BundleSample()
    let page = try sample.page()
    expectChange(page.html, ["contact details changed", "变更联系方式", "變更聯絡方式"], "page")
    #expect(try sample.check(Array(page.html.utf8)).verdict == .witnessed)
    let changed = page.check.own.filter {
      $0.record.type.text == ContactDetailsChanged.typeName
    }
    #expect(changed.count == 1 && changed.first?.record.disclosures.map(\.path) == ["caller.phone"])
    for item in page.bundle.items {
      #expect(item.values.isEmpty)
      for number in Self.numbers {
        #expect(!FileSearch.contains(item.record, Array(number.utf8)), "\(item.position)")
      }
    }
  }
}
