import EventStore
import Hotline
import TestSupport
import Testing

@Suite("A vault that does not hold to an erasure")
struct ErasedVaultTests {
  private static let parts = ["/vault/vault.mdb", "/vault/keys/000000.keys"]

  /// Erases every value of the sample case, with a note of the event.
  private func erase(_ directory: String) throws -> Position {
    let log = try DataDirectory.open(directory).openLog(.writer)
    defer { log.close() }
    let stream = try StreamID(SampleLog.caseStream)
    let values = try log.withSnapshot { snapshot in
      try snapshot.events(.stream(stream)).flatMap { event in
        event.record.disclosures.indices.map {
          ErasureRequest.Value(position: event.position, ordinal: $0)
        }
      }
    }
    var act = PersonalDataErased()
    act.basis = .request
    (act.requester, act.approver) = ("citizen-7", "office-2")
    let draft = EventDraft(
      act, id: EventID(high: 7, low: 7), occurredAt: Drafts.noon, actor: "office-2")
    let request = AppendRequest(
      [StreamAppend(stream, events: [draft])], key: try RequestKey("erase"))
    return try log.erase(ErasureRequest(stream: stream, values: values, request: request)).first
  }

  @Test("Values that an erasure took and that were put back are named with event and place")
  func putBack() throws {
    try Tool.withLog { tool in
      func verify(_ language: String = "en") throws -> (code: Int32, text: String) {
        let result = try tool.run("verify", "--full", "--lang", language, "--width", "1000")
        return (result.code, result.lines.joined(separator: "\n"))
      }
      let old = try Self.parts.map { try FileSystem.read(tool.directory + $0) }
      let event = try erase(tool.directory)
      let sound = try verify()
      #expect(sound.code == 20, "\(sound.text)")
      for (part, bytes) in zip(Self.parts, old) {
        try FileSystem.replace(tool.directory + part, with: bytes)
      }
      let found = try verify()
      #expect(found.code == 40, "\(found.text)")
      #expect(found.text.contains("vault at position"), "\(found.text)")
      #expect(found.text.contains("was erased by event \(event), and is there"), "\(found.text)")
      #expect(try verify("zh-Hant").text.contains("已由事件 \(event) 刪除，卻仍在"))
    }
  }
}
