import EventStore
import Hotline
import Projections
import TestSupport

@testable import replay

/// A log with a case that was handled, an inventory, and a head that its key and a witness signed.
struct BundleSample {
  let log: InMemoryEventLog
  let key: NoteSigner
  let witness: NoteSigner

  init(withInventory: Bool = true) throws {
    log = try SampleCase.log()
    key = try NoteSigner(
      name: log.origin, kind: .ed25519, seed: [UInt8](repeating: 1, count: 32))
    witness = try NoteSigner(
      name: "w.example", kind: .cosignature, seed: [UInt8](repeating: 2, count: 32))
    for number in UInt64(1)...40 {
      _ = try log.appendAndWait(Drafts.request("other-\(number % 9)", Drafts.event(number)))
    }
    if withInventory, let taken = try log.withSnapshot({ try Inventories.due($0) }) {
      let draft = Drafts.event(99, type: InventoryTaken.typeName, payload: taken.encoded)
      _ = try log.appendAndWait(Drafts.request("inventory", draft))
    }
    _ = try log.appendAndWait(Drafts.request("other-1", Drafts.event(100)))
    let signed = try CheckpointIssue.issue(log, try NoteKeyRing([key]), at: 0)
    try log.keep(signed.adding(try witness.sign(signed.note.text, at: 1_790_000_000)))
  }

  /// The page of the case.
  func page(
    _ language: Language = .english, disclosed: [String] = [], isSigned: Bool = true
  ) throws -> CasePage {
    try log.withSnapshot { snapshot in
      var making = BundleMaking(stream: try StreamID(SampleCase.stream), language: language)
      making.disclosed = disclosed
      if isSigned { making.keys = [key.verifier, witness.verifier] }
      return try making.page(snapshot)
    }
  }

  /// The file of a bundle as somebody would write it who has this program and changed the bundle.
  func forged(_ change: (inout CaseBundle) throws -> Void) throws -> [UInt8] {
    var bundle = try page().bundle
    try change(&bundle)
    let check = BundleCheck(bundle)
    guard let history = try bundle.history(check.events) else { return [] }
    return Array(CasePage(bundle, check, history).html.utf8)
  }

  /// What an auditor believes who has the log's key and the witness's.
  func trust() throws -> Trust {
    let policy =
      "log \(key.verifier.text)\nwitness w \(witness.verifier.text)\nquorum w\n"
    return Trust(policy: try WitnessPolicy(Array(policy.utf8)))
  }

  /// The report on a file, and its English lines.
  func check(_ file: [UInt8], _ trust: Trust? = nil) throws -> (verdict: Verdict, text: String) {
    let report = try BundleReport(file, try trust ?? self.trust())
    let layout = Layout(width: 1_000, language: .english)
    return (report.verdict, report.lines(layout).joined(separator: "\n"))
  }
}
