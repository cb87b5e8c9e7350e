import EventStore
import Foundation
import TestSupport
import Testing

/// A key that follows from a number, so that a failing test fails again.
func testSigner(_ name: String, _ number: UInt8, _ kind: NoteKeyKind = .ed25519) throws
  -> NoteSigner
{
  try NoteSigner(name: name, kind: kind, seed: [UInt8](repeating: number, count: 32))
}

/// JSON of the public vectors, or `nil` with a message when they are not there.
func vectors(_ name: String) throws -> Any? {
  guard let shared = sharedDirectory else {
    print("skipped: no shared vectors; set ANJUAN_SHARED to the folder that holds vectors/")
    return nil
  }
  let data = try Data(contentsOf: URL(fileURLWithPath: shared + "/vectors/" + name))
  return try JSONSerialization.jsonObject(with: data)
}

/// Why something is refused, or `nil` when it is accepted.
func refusal(_ body: () throws(EvidenceError) -> Void) -> EvidenceError? {
  do throws(EvidenceError) {
    try body()
    return nil
  } catch {
    return error
  }
}

/// A clock that stands still.
struct HandClock: LogClock {
  let seconds: Int64

  init(_ seconds: Int64) { self.seconds = seconds }

  func now(for next: Position) -> Instant { Instant(microseconds: seconds * 1_000_000) }
}

extension Array where Element == UInt8 {
  var text: String { String(decoding: self, as: UTF8.self) }
}

/// A log of `count` small events.
func filledLog(_ kind: LogHarness.Kind, _ count: Int) throws -> LogHarness {
  let harness = try LogHarness(kind, eventsPerSegment: 600)
  try fill(harness.log, from: 1, through: count)
  return harness
}

/// Appends events to streams of their own kind, 50 a request.
func fill(_ log: any EventLog, from first: Int, through last: Int) throws {
  var next = first
  while next <= last {
    let end = min(last, next + 49)
    let drafts = (next...end).map { Drafts.event(UInt64($0), payload: [UInt8($0 & 255)]) }
    let append = StreamAppend(StreamID(unchecked: "s\(next % 7)"), events: drafts)
    _ = try log.appendAndWait(AppendRequest([append]))
    next = end + 1
  }
}

/// Makes a symbolic link.
func symlinked(_ target: String, _ link: String) -> Bool {
  (try? FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)) != nil
}
