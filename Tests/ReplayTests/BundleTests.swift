import EventStore
import Foundation
import Hotline
import Projections
import TestKit
import TestSupport
import Testing

@testable import replay

@Suite("Evidence bundles")
struct BundleTests {
  @Test("A bundle is checked without the log, and by the reader's own keys alone")
  func verdicts() throws {
    let sample = try BundleSample()
    let file = Array(try sample.page().html.utf8)
    let key = sample.key.verifier
    let stranger = try NoteSigner(
      name: sample.log.origin, kind: .ed25519, seed: [UInt8](repeating: 9, count: 32))
    for (trust, verdict) in [
      (Trust(), Verdict.unanchored), (Trust(keys: [key]), .consistent),
      (try sample.trust(), .witnessed), (Trust(keys: [stranger.verifier]), .invalid),
    ] {
      let found = try sample.check(file, trust)
      #expect(found.verdict == verdict, "\(found.text)")
    }
    let text = try sample.check(file).text
    #expect(text.contains("these are all 23 events of the case up to position 68"), "\(text)")
    let report = try BundleReport(file, try sample.trust())
    let traditional = Layout(width: 200, language: .traditionalChinese)
    #expect(report.lines(traditional).contains { $0.contains("本案全部事件即此 23 個") })
  }

  @Test("The page is the one that was accepted: raise CasePage.version with what it shows")
  func golden() throws {
    try Golden.expect(try BundleSample().page(.simplifiedChinese).html, is: "bundle.html")
  }

  @Test("The same bundle reads back from its text, in every language")
  func text() throws {
    let sample = try BundleSample()
    for language in Language.allCases {
      let page = try sample.page(language, disclosed: ["all"])
      #expect(try CaseBundle(page.bundle.text) == page.bundle)
      #expect(try sample.check(Array(page.html.utf8)).verdict == .witnessed)
    }
    let text = try sample.page().bundle.text
    for (from, to) in [
      ("page \(CasePage.version)", "page 0\(CasePage.version)"),
      ("anjuan-bundle@v1", "anjuan-bundle@v2"), ("as-of 1", "as-of +1"),
      ("\nevent ", "\nevents "), ("\ninventory ", "\nhash "), ("language en", "language xx"),
    ] {
      let changed = text.replacing(from, with: to, maxReplacements: 1)
      #expect(throws: EvidenceError.self, "\(from)") { try CaseBundle(changed) }
    }
  }

  @Test("A byte that is changed anywhere in the file is found, and the place is named")
  func flips() throws {
    let sample = try BundleSample()
    let good = Array(try sample.page(disclosed: ["address"]).html.utf8)
    let trust = try sample.trust()
    for at in stride(from: 3, to: good.count, by: 4_001) {
      var file = good
      file[at] ^= 1
      let found = try sample.check(file, trust)
      #expect(found.verdict == .invalid, "byte \(at): \(found.text)")
    }
    #expect(try sample.check(good + [0x0A]).verdict == .invalid)
    #expect(try sample.check(Array(good.dropLast())).verdict == .invalid)
    let html = String(decoding: good, as: UTF8.self)
    for (from, to, place) in [
      ("director", "dIrector", "event at position 11 (en) (#en-11), at byte"),
      ("信義區松仁路1號", "信義區松仁路2號", "event at position 5 (en)"),
      ("late by", "late bY", "(en)"), ("</body>", "</bodY>", "the script"),
      ("default-src 'none'", "default-src 'self'", "the frame"),
      ("max-width", "max-widtH", "the style sheet (#style)"),
    ] {
      let changed = try sample.check(Array(html.replacing(from, with: to, maxReplacements: 1).utf8))
      #expect(changed.verdict == .invalid && changed.text.contains(place), "\(changed.text)")
    }
  }

  @Test("Whoever writes the page anew around changed evidence is found by the proofs")
  func forgeries() throws {
    let sample = try BundleSample()
    let own = try sample.page().check.own
    let (middle, last) = (own[11].position, try #require(own.last).position)
    func expect(_ part: String, _ change: (inout CaseBundle) throws -> Void) throws {
      let found = try sample.check(try sample.forged(change))
      #expect(found.verdict == .invalid && found.text.contains(part), "\(found.text)")
    }
    try expect("event 12 is due") { bundle in bundle.items.removeAll { $0.position == middle } }
    try expect("did not have exactly these 22 events") { bundle in
      bundle.items.removeAll { $0.position == last }
    }
    try expect("event at position \(middle): entry") { bundle in
      let at = try #require(bundle.items.firstIndex { $0.position == middle })
      bundle.items[at].record[bundle.items[at].record.count - 1] ^= 1
    }
    try expect("is not an inventory") { $0.inventory?.position = last }
    try expect("was recorded after the time") { $0.asOf = Instant(microseconds: 1) }
    try expect("belongs to another case") { bundle in
      let (event, path) = try sample.log.withSnapshot {
        (try $0.event(at: Position(30)), try $0.inclusionProof(of: Position(30), treeSize: $0.size))
      }
      let item = CaseBundle.Item(
        position: Position(30), record: try #require(event).bytes, path: path)
      bundle.items.insert(item, at: bundle.items.firstIndex { $0.position.rawValue > 30 } ?? 0)
    }
    try expect("is of version 99") { $0.page = 99 }
    try expect("does not verify") { bundle in
      let head = bundle.checkpoint.checkpoint
      let other = Checkpoint(origin: head.origin, size: head.size, root: .zero)
      bundle.checkpoint = try SignedCheckpoint(
        SignedNote(text: other.text, signatures: bundle.checkpoint.note.signatures))
    }
  }

  @Test("Rules and units that tell the case are enclosed, and others are not")
  func context() throws {
    let page = try BundleSample().page()
    let types = page.check.events.map(\.record.type.text)
    #expect(types.count { $0 == UnitCreated.typeName } == 2)
    #expect(types.count { $0 == RuleSetAdopted.typeName } == 2)
    #expect(types.contains(CalendarAdopted.typeName) && types.contains(InventoryTaken.typeName))
    #expect(!types.contains("Noted"))
  }

  @Test("No personal value is in the file but those that were named")
  func disclosures() throws {
    let sample = try BundleSample()
    let (address, phone) = ("信義區松仁路1號", "0900000001")
    let closed = try sample.page()
    #expect(!closed.html.contains(address) && !closed.html.contains(phone))
    #expect(closed.bundle.items.flatMap(\.values).isEmpty)
    let open = try sample.page(disclosed: ["address"])
    #expect(open.html.contains(address) && !open.html.contains(phone))
    let forged = try sample.forged { bundle in
      let value = try #require(open.bundle.items.flatMap(\.values).first)
      let at = try #require(bundle.items.firstIndex { $0.position == Position(5) })
      bundle.items[at].values = [
        Disclosure(path: value.path, salt: value.salt, value: Array("elsewhere".utf8))
      ]
    }
    #expect(try sample.check(forged).text.contains("the value of address does not have the digest"))
  }

  @Test("Without an inventory a bundle says that nothing proves it complete")
  func incomplete() throws {
    let sample = try BundleSample(withInventory: false)
    let found = try sample.check(Array(try sample.page().html.utf8))
    #expect(found.verdict == .witnessed && found.text.contains("not proved: no inventory"))
  }

  @Test("The page's own script finds what is changed, and nothing in a page that is sound")
  func script() throws {
    let node = ["/usr/bin/node", "/usr/local/bin/node"].first { FileSystem.exists($0) }
    guard let node else {
      print("skipped: node is not here; the script of bundles was not run")
      return
    }
    let place = TemporaryDirectory()
    let file = place.file("bundle.html")
    let page = try BundleSample().page(disclosed: ["address"])
    try FileSystem.replace(file, with: Array(page.html.utf8))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: node)
    process.arguments = [
      GoldenFile.root.appending(path: "Tests/acceptance/bundle.js").path, file, "487",
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
