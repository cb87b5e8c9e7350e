import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import replay

@Suite("The command cases")
struct CasesCommandTests {
  @Test("A list fits its columns, in three languages", arguments: [80, 120])
  func fits(width: Int) throws {
    let log = try SampleCase.log()
    let ledger = try log.withSnapshot { try ScoreLedger($0) }
    let now = try #require(ledger.recordedAt)
    let list = try CaseList(CaseQuestion(), ledger, at: Viewpoint(), now: now)
    for language in Language.allCases {
      let text = CaseListText(layout: Layout(width: width, language: language), list: list)
      let lines = text.lines()
      #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(lines)")
      #expect(lines.contains { $0.contains(SampleCase.stream) })
    }
  }

  @Test("The program lists cases as text and JSON, page by page; what is unknown ends with 4 or 1")
  func program() throws {
    try Tool.withLog { tool in
      let text = try tool.run("cases", "--lang", "en", "--limit", "1")
      #expect(text.code == 0)
      #expect(text.lines.first?.hasPrefix("Cases · 1–1 of 3") == true, "\(text.lines)")
      let cursor = try #require(text.lines.last?.split(separator: " ").last.map(String.init))
      let next = try tool.run("cases", "--after", cursor, "--format", "jsonl")
      #expect(next.code == 0 && next.lines.first?.contains(#""offset":1"#) == true)
      #expect(try tool.run("cases", "--after", cursor, "--state", "open").code == 1)
      #expect(try tool.run("cases", "--unit", "nobody").code == 4)
      #expect(try tool.run("cases", "--state", "asleep").code == 1)
      #expect(try tool.run("cases", "--opened-to", "1999-01-01").code == 4)
      #expect(try tool.run("cases", "--sort", "-recorded", "--by", "occurred").code == 0)
      #expect(try tool.run("cases", "--limit", "0").code == 1)
    }
  }

  @Test("Versions of the figures are named, and one that is not there ends with 4")
  func versions() throws {
    try Tool.withLog { tool in
      let text = try tool.run("versions", "--lang", "en", "--check")
      #expect(text.code == 0 && text.lines.first == "figures are computed by scores@1")
      #expect(try tool.run("versions", "--compare", "2").code == 4)
    }
  }

  @Test("Statistics tell how far views are behind, and with --views where they stop")
  func health() throws {
    try Tool.withLog { tool in
      let quick = try tool.run("stat", "--lang", "en")
      #expect(quick.code == 0)
      #expect(quick.lines.contains { $0.contains("deadlines@2: nothing kept") }, "\(quick.lines)")
      let folded = try tool.run("stat", "--views", "--format", "jsonl")
      #expect(folded.code == 2)
      #expect(folded.lines.first?.contains(#""lastError":{"position":8"#) == true)
    }
  }
}
