import EventStore
import Foundation
import TestSupport

@testable import replay

/// Builds logs as whoever has everything would: the files and the log's private key.
struct TamperBench {
  /// An event of a history that is to be written.
  struct Item {
    var stream: StreamID
    var draft: EventDraft
  }

  let origin: String
  let place = TemporaryDirectory()
  let keys: NoteKeyRing
  /// When the first event of each log is recorded.
  var start = Instant(microseconds: 0)

  init(_ origin: String) throws {
    self.origin = origin
    let seed = [UInt8](repeating: 5, count: 32)
    keys = try NoteKeyRing([try NoteSigner(name: origin, kind: .ed25519, seed: seed)])
  }

  func build(_ name: String, _ items: [Item]) throws -> String {
    let path = place.file(name)
    let directory = try DataDirectory.create(
      path, origin: origin,
      simulation: SimulationSettings(seed: 1, start: start))
    try append(items, to: directory)
    return path
  }

  func append(_ items: [Item], to directory: DataDirectory) throws {
    let log = try directory.openLog(.writer)
    defer { log.close() }
    for start in stride(from: 0, to: items.count, by: 500) {
      let part = items[start..<min(start + 500, items.count)]
      for item in part.dropLast() {
        log.submit(AppendRequest([StreamAppend(item.stream, events: [item.draft])])) { _ in }
      }
      // Requests are decided in order: when the last is answered, all are.
      if let last = part.last {
        _ = try log.appendAndWait(AppendRequest([StreamAppend(last.stream, events: [last.draft])]))
      }
    }
  }

  /// Signs the head as whoever has the key would, and gives the file of the checkpoint.
  func sign(_ path: String, _ name: String) throws -> String {
    let log = try DataDirectory.open(path).openLog(.writer)
    defer { log.close() }
    let note = try CheckpointIssue.issue(log, keys, at: 0)
    try FileSystem.replace(place.file(name), with: note.encoded)
    return place.file(name)
  }

  func verify(_ path: String, _ against: String) throws -> (code: Int32, text: String) {
    let tool = try Tool(directory: path)
    let result = try tool.run(
      "verify", "--full", "--lang", "en", "--width", "1000", "--against", against, "--key",
      keys.verifiers[0].text)
    return (result.code, result.lines.joined(separator: "\n"))
  }
}
