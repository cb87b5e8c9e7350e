import EventStore
import Hotline
import TestSupport
import Wire

/// A complaint and a report of each of two units, all with personal values, in a log whose head is signed.
enum PersonalSample {
  struct Case {
    var id: String
    var unit: String
    var isReport: Bool
    var values: [(path: String, value: String)]
  }

  /// The number that the source gave to every one of them.
  static let sharedNumber = "source-4711"

  static let cases: [Case] = [("U1", false), ("U2", false), ("U1", true), ("U2", true)]
    .enumerated().map { number, kind in
      // No two values have a part in common that a search could take for the other.
      let word = ["Quartz", "Willow", "Falcon", "Umbral"][number]
      let digits = String(repeating: "\(number)", count: 7)
      return Case(
        id: "matrix-case-\(number)\(number)\(number)", unit: kind.0, isReport: kind.1,
        values: [
          ("caller.name", word + "person"), ("caller.phone", "138\(digits)9"),
          ("address", word + "lane-12"), ("text", word + "-whispers"),
        ])
    }

  /// How a value may stand in a file: as it is, or inside base64 or hexadecimal digits.
  static func forms(of value: String) -> [String] {
    let bytes = Array(value.utf8)
    let shifted = (0..<3).map { shift in
      // Whole groups of three bytes that lie inside the value.
      let rest = bytes.dropFirst(shift)
      return base64(Array(rest.prefix(rest.count / 3 * 3)))
    }
    let digits = bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.utf8.count < 2 ? "0" + text : text
    }
    return [value, digits.joined()] + shifted
  }

  /// Makes the log on disk and calls `body`.
  static func withLog(_ body: (Tool) throws -> Void) throws {
    let temporary = TemporaryDirectory()
    let path = temporary.file("data")
    let directory = try DataDirectory.create(path, origin: SampleLog.origin)
    let log = try directory.openLog(.writer)
    for (number, sample) in cases.enumerated() {
      var intake = IntakeRecorded()
      intake.kind = sample.isReport ? "report" : "complaint"
      intake.sourceID = sharedNumber
      var dispatched = Dispatched()
      dispatched.lead = sample.unit
      try record(log, sample, intake, UInt64(number * 2), sample.values)
      try record(log, sample, dispatched, UInt64(number * 2 + 1), [])
    }
    let signer = try NoteSigner(
      name: log.origin, kind: .ed25519, seed: [UInt8](repeating: 1, count: 32))
    try log.keep(try CheckpointIssue.issue(log, try NoteKeyRing([signer]), at: 0))
    log.close()
    try withExtendedLifetime(temporary) { try body(try Tool(directory: path)) }
  }

  private static func record(
    _ log: LMDBEventLog, _ sample: Case, _ event: any Hotline.CaseEvent, _ number: UInt64,
    _ values: [(path: String, value: String)]
  ) throws {
    let draft = EventDraft(
      event, id: EventID(high: 3, low: number), occurredAt: Drafts.noon, actor: "operator:1",
      disclosures: values.map {
        Disclosure(
          path: $0.path, salt: sha256(Array($0.value.utf8)), value: Array($0.value.utf8))
      })
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID(sample.id), events: [draft])]))
  }
}
