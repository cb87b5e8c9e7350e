import EventStore
import Hotline
import Projections

/// What came of checking a bundle: its evidence, its signatures, and every byte of the page.
struct BundleReport: VerdictReport {
  let verdict: Verdict
  private let facts: [VerdictFact]
  private let findings: [BundleFinding]

  /// Checks a file.
  /// - Throws: ``EventStore/LogError``.
  init(_ file: [UInt8], _ trust: Trust) throws {
    guard let text = CasePage.evidence(in: file) else {
      self.init(
        Phrase(
          "the page carries no evidence; pages that do come from `replay bundle`, and a bulletin is checked by "
            + "`replay verify --bulletin`",
          "页面中没有证据；证据包由 `replay bundle` 生成，通报用 `replay verify --bulletin` 核验",
          "頁面中沒有證據；證據包由 `replay bundle` 產生，通報用 `replay verify --bulletin` 核驗"))
      return
    }
    let bundle: CaseBundle
    do throws(EvidenceError) {
      bundle = try CaseBundle(text)
    } catch {
      self.init(error.words)
      return
    }
    let check = BundleCheck(bundle)
    let findings = check.findings + (try Self.pageFindings(file, bundle, check))
    let standing = trust.standing(of: bundle.checkpoint)
    let verdict = findings.isEmpty ? standing.verdict(bare: .unanchored) : .invalid
    let head = bundle.checkpoint.checkpoint
    let facts = [
      VerdictFact("origin", .log, head.origin),
      VerdictFact("stream", Phrase("case", "案件", "案件"), bundle.stream.text),
      VerdictFact("events", Phrase("events", "事件数", "事件數"), String(check.own.count)),
      VerdictFact("complete", Phrase("complete", "完整性", "完整性"), check.completenessWords),
      VerdictFact("treeSize", .treeSize, String(head.size)),
      VerdictFact("root", .root, head.root.hex),
      VerdictFact(
        "page", Phrase("page", "页面", "頁面"),
        findings.isEmpty
          ? Phrase(
            "written again from the records: equal to the last byte", "由记录重新生成，逐字节一致",
            "由紀錄重新產生，逐位元組一致")
          : Phrase("not as the records say", "与记录不符", "與紀錄不符")),
      VerdictFact("signatures", .signatures, standing.words),
    ]
    self.init(verdict, facts, findings)
  }

  private init(_ verdict: Verdict, _ facts: [VerdictFact], _ findings: [BundleFinding]) {
    self.verdict = verdict
    self.facts = facts
    self.findings = findings
  }

  private init(_ refusal: Phrase) {
    self.init(.invalid, [], [BundleFinding(position: nil, words: refusal)])
  }

  /// Writes the page again and says where the file differs.
  private static func pageFindings(
    _ file: [UInt8], _ bundle: CaseBundle, _ check: BundleCheck
  ) throws -> [BundleFinding] {
    guard bundle.page == CasePage.version else {
      return [
        BundleFinding(
          words: Phrase(
            "the page is of version \(bundle.page), this program writes version \(CasePage.version): "
              + "its text cannot be compared with the records, check it with the program that wrote it",
            "页面为第 \(bundle.page) 版，本程序生成第 \(CasePage.version) 版：无法比对文字，请用生成它的程序校验",
            "頁面為第 \(bundle.page) 版，本程式產生第 \(CasePage.version) 版：無法比對文字，請用產生它的程式校驗"))
      ]
    }
    guard let history = try bundle.history(check.events) else { return [] }
    let page = CasePage(bundle, check, history)
    guard let (name, id, at) = page.difference(from: file) else { return [] }
    let place = id.isEmpty ? "" : " (#\(id))"
    return [
      BundleFinding(
        words: Phrase(
          "the page differs from what the records say in \(name.english)\(place), at byte \(at)",
          "页面与记录不符：\(name.simplified)\(place)，第 \(at) 字节",
          "頁面與紀錄不符：\(name.traditional)\(place)，第 \(at) 位元組"))
    ]
  }

  var json: JSONValue {
    verdict.json(
      facts,
      [
        .init(
          "findings",
          .array(
            findings.map { finding in
              .object([
                .init("position", finding.position.map { .unsigned($0.rawValue) } ?? .null),
                .init("sentence", .string(finding.words.english)),
              ])
            }))
      ])
  }

  func lines(_ layout: Layout) -> [String] {
    let numbered = findings.enumerated().map { ("\($0 + 1)", $1.text(layout.language).printable) }
    return verdict.lines(facts.map { $0.pair(layout.language) } + numbered, layout)
  }
}
