import EventStore
import Hotline
import Projections
import TestSupport
import Testing

/// Every role × every field × own and others' cases, reports included: what must not be seen is in no form of the history.
@Suite("Who sees what of personal values")
struct SightTests {
  private static let values: [(path: String, text: String)] = [
    ("caller.name", "欧阳无名"), ("caller.phone", "13812345678"), ("address", "大安區第三路12號"),
    ("text", "邻居夜间施工，说话人是某某"),
  ]
  private static let unit = "unit-7"
  private static let salt = sha256([9])

  /// A log with one case: an intake with values, dispatched to a unit.
  private func log(isReport: Bool, asked: Bool = false) throws -> InMemoryEventLog {
    let log = InMemoryEventLog(
      origin: "test.example/sight",
      clock: SimulatedClock(start: Drafts.noon, stepMicroseconds: 1_000_000))
    var intake = IntakeRecorded()
    intake.kind = isReport ? "report" : "complaint"
    var dispatched = Dispatched()
    dispatched.lead = Self.unit
    var events: [any Hotline.CaseEvent] = [intake, dispatched]
    if asked { events.append(ConfidentialityRequested()) }
    for (index, event) in events.enumerated() {
      let values = index > 0 ? [] : Self.values
      let draft = EventDraft(
        event, id: EventID(high: 1, low: UInt64(index)), occurredAt: Drafts.noon, actor: "op",
        disclosures: values.map {
          Disclosure(path: $0.path, salt: Self.salt, value: Array($0.text.utf8))
        })
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("case/1"), events: [draft])]))
    }
    return log
  }

  private func history(
    _ log: InMemoryEventLog, at point: CasePoint = .now
  ) throws -> CaseHistory {
    try log.withSnapshot {
      try #require(
        try CaseHistory.load(
          try StreamID("case/1"), from: $0, origin: log.origin, point: point, withValues: true))
    }
  }

  private func viewer(_ role: ViewerRole, isOwn: Bool) throws -> Viewer {
    var viewer = Viewer(code: "v", role: role, purpose: "p", through: "test")
    if role == .citizen { viewer.ownCase = try StreamID(isOwn ? "case/1" : "case/2") }
    if role != .citizen { viewer.unit = isOwn ? Self.unit : "unit-8" }
    return viewer
  }

  @Test("What a client calls by a path of its own beneath caller is no free text")
  func ownPaths() {
    let paths: [(String, ValueClass)] = [
      ("caller.idNumber", .name), ("caller", .name), ("caller.Phone", .phone),
      ("caller.home.address", .address), ("note", .text), ("publicAnswer", .text),
    ]
    for (path, field) in paths { #expect(ValueClass(path: path) == field, "\(path)") }
  }

  /// What may be seen, said a second time, by hand: role, own, report → name, phone, address, text.
  private static let allowed: [String: String] = [
    "citizen own": "fmff", "citizen own report": "fmff",
    "department own": "mmff",
    "operator own": "ffff", "operator other": "ffff",
    "operator own report": "mfmf", "operator other report": "mfmf",
    "supervision own": "mmff", "supervision other": "mmff",
    "auditor own": "ffff", "auditor other": "ffff",
    "auditor own report": "ffff", "auditor other report": "ffff",
  ]
  private static let partly = ["欧＊＊", "138****5678", "大安區＊＊＊", ""]

  @Test("The negative matrix", arguments: ViewerRole.allCases)
  func matrix(_ role: ViewerRole) throws {
    for isReport in [false, true] {
      for isOwn in [false, true] {
        for asked in [false, true] where !(isReport && asked) {
          let name =
            "\(role.name) \(isOwn ? "own" : "other")" + (isReport || asked ? " report" : "")
          let history = try history(try log(isReport: isReport, asked: asked))
          let (seen, paths) = history.seen(by: try viewer(role, isOwn: isOwn))
          let text = JSONWriter.text(seen.json(isRevealed: true))
          let marks = Self.allowed[name] ?? "hhhh"
          for (index, mark) in marks.enumerated() {
            let (path, value) = Self.values[index]
            let part = Self.partly[index]
            #expect(text.contains(value) == (mark == "f"), "\(name) \(path)")
            #expect((!part.isEmpty && text.contains(part)) == (mark == "m"), "\(name) \(path)")
            #expect(paths.contains(path) == (mark != "h"), "\(name) \(path)")
          }
          let salt = Self.salt
          #expect(!text.contains(salt.hex) && !text.contains(base64(salt.bytes)))
          let silent = JSONWriter.text(history.json())
          for (_, value) in Self.values { #expect(!silent.contains(value)) }
        }
      }
    }
  }

  @Test("The moment before confidence was asked for opens nothing")
  func past() throws {
    let log = try log(isReport: false, asked: true)
    let before = try history(log, at: .position(Position(2)))
    #expect(before.events.count == 2)
    let (_, paths) = before.seen(by: try viewer(.department, isOwn: true))
    #expect(paths.isEmpty)
  }

  @Test("Restricted and erased values are shown to no role", arguments: ViewerRole.allCases)
  func decided(_ role: ViewerRole) throws {
    for isErasure in [false, true] {
      let log = try log(isReport: false)
      var restricted = PersonalDataRestricted()
      restricted.paths = ["caller"]
      var erased = PersonalDataErased()
      erased.paths = ["caller"]
      let act: any Hotline.CaseEvent = isErasure ? erased : restricted
      let draft = EventDraft(
        act, id: EventID(high: 2, low: 1), occurredAt: Drafts.noon, actor: "op")
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("case/1"), events: [draft])]))
      for point in [CasePoint.now, .position(Position(2))] {
        let (seen, paths) = try history(log, at: point).seen(by: try viewer(role, isOwn: true))
        let text = JSONWriter.text(seen.json(isRevealed: true))
        #expect(!text.contains(Self.values[0].text) && !text.contains(Self.values[1].text))
        #expect(!paths.contains { $0.hasPrefix("caller") })
      }
    }
  }

  @Test("Every path of the vocabulary has a class, and a value that is too short shows nothing")
  func classes() {
    for type in Vocabulary.types {
      for disclosure in type.disclosures {
        let last = disclosure.path.split(separator: ".").last.map(String.init)
        let isText = ValueClass(path: disclosure.path) == .text
        #expect(isText == !["name", "phone", "address"].contains(last), "\(disclosure.path)")
      }
    }
    #expect(Masking.partly("123", .phone) == Masking.hidden)
    #expect(Masking.partly("call me at 13812345678", .phone) == Masking.hidden)
    #expect(Masking.partly("王", .name) == Masking.hidden)
  }
}
