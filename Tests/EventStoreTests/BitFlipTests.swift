import Foundation
import TestSupport
import Testing

@testable import EventStore

/// One flipped bit anywhere in the log's file is found, with its place, or changes nothing that is ever read.
@Suite("A flipped bit shows")
struct BitFlipTests {
  /// What can be read of a log, as one digest: events in order, look-ups by position, and batches.
  private func content(_ directory: String) -> Digest? {
    guard let data = try? DataDirectory.open(directory), let log = try? data.openLog(.reader) else {
      return nil
    }
    defer { log.close() }
    var hash = SHA256Stream()
    do {
      for event in try log.all() {
        hash.update(event.bytes)
        hash.update(event.leafHash.bytes)
      }
    } catch {
      return nil
    }
    return hash.finalize()
  }

  /// Bits to flip: `ANJUAN_FLIPS` (2,000 in CI).
  private static let flips =
    Int(ProcessInfo.processInfo.environment["ANJUAN_FLIPS"] ?? "") ?? 2_000

  @Test("A sample of flips over events, tree nodes and batches")
  func sample() throws {
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(
      directory.file("data"), origin: "test.example/flip",
      simulation: SimulationSettings(seed: 5, start: Drafts.noon))
    let log = try data.openLog(.writer)
    for round in 0..<40 as Range<UInt64> {
      let events = (0..<20 as Range<UInt64>).map { index in
        Drafts.event(
          round * 20 + index, tags: ["unit:\(index % 5)"],
          payload: [UInt8](repeating: UInt8(index), count: index == 3 ? 5_000 : 60))
      }
      _ = try log.appendAndWait(
        AppendRequest(
          [StreamAppend(try StreamID("case-\(round % 9)"), events: events)],
          key: try RequestKey("round-\(round)")))
    }
    log.close()
    let path = data.path + "/log/" + Segment.fileName(1)
    let original = try FileSystem.read(path)
    let used = Int(try LMDBFileProbe.bytesInUse(original))
    let before = try #require(content(data.path))
    // `ANJUAN_SEED` tries another sample.
    let seed = UInt64(ProcessInfo.processInfo.environment["ANJUAN_SEED"] ?? "") ?? 2016
    var random = SeededGenerator(seed: seed)
    var found = 0
    var unread = 0
    let checker = FlipChecker(directory: data.path)
    for _ in 0..<Self.flips {
      // The first two pages are LMDB's own; a flip there makes the file another version of itself or unopenable.
      let bit = Int.random(in: 2 * 4096 * 8..<used * 8, using: &random)
      try FileBits.flip(path, bit)
      switch try checker.check() {
      case .clean:
        unread += 1
        #expect(content(data.path) == before, "seed \(seed): bit \(bit) changed a reading unseen")
      case .found(let hasPlace):
        found += 1
        #expect(hasPlace, "seed \(seed): bit \(bit) was found without a place")
      }
      try FileBits.flip(path, bit)
    }
    #expect(try FileSystem.read(path) == original)
    #expect(
      found > Self.flips / 4, "most flips hit something that is read: \(found), \(unread) unread")
    print("flips: \(found) found, \(unread) in bytes that nothing reads (seed \(seed))")
  }

  @Test("A record with a flipped bit is shown to nobody: whoever asks for it is told its position")
  func damagedRecord() throws {
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(directory.file("data"), origin: "test.example/flip")
    let log = try data.openLog(.writer)
    // In one commit, so that no older copy of a page holds the same bytes.
    let streams = try (0..<3 as Range<UInt64>).map { stream in
      StreamAppend(
        try StreamID("case-\(stream)"),
        events: (0..<13 as Range<UInt64>).map {
          Drafts.event(
            stream * 13 + $0, tags: ["unit:1"], payload: [UInt8](repeating: 7, count: 90))
        })
    }
    _ = try log.appendAndWait(AppendRequest(streams))
    let events = try log.all()
    log.close()
    let path = data.path + "/log/" + Segment.fileName(1)
    let file = Data(try FileSystem.read(path))
    var random = SeededGenerator(seed: 11)
    for event in events {
      let place = try #require(file.range(of: Data(event.bytes)))
      let bit = Int.random(in: place.lowerBound * 8..<place.upperBound * 8, using: &random)
      try FileBits.flip(path, bit)
      let damaged = try data.openLog(.reader)
      let stream = EventQuery.stream(event.record.stream)
      for read in [
        { _ = try damaged.all() },
        { _ = try damaged.all(stream) },
        { _ = try damaged.withSnapshot { try $0.event(at: event.position) } },
        { _ = try damaged.withSnapshot { try $0.visit(event.position) { _ in } } },
      ] {
        let error = #expect(throws: LogError.self, "bit \(bit)") { try read() }
        if case .corrupt(let position, _)? = error {
          #expect(position == event.position)
        } else {
          Issue.record("bit \(bit): \(String(describing: error))")
        }
      }
      damaged.close()
      try FileBits.flip(path, bit)
    }
  }

  @Test("A file cut anywhere is refused with a sentence")
  func truncation() throws {
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(directory.file("data"), origin: "test.example/cut")
    let log = try data.openLog(.writer)
    for id in 0..<300 as Range<UInt64> {
      _ = try log.appendAndWait(Drafts.request("a", Drafts.event(id)))
    }
    log.close()
    let path = data.path + "/log/" + Segment.fileName(1)
    let original = try FileSystem.read(path)
    let used = Int(try LMDBFileProbe.bytesInUse(original))
    for length in [0, 1, 100, 4_096, 8_192, 12_288, used / 2, used - 4_096, used - 1] {
      try FileSystem.replace(path, with: Array(original[0..<length]))
      #expect(throws: LogError.self, "length \(length)") { try data.openLog(.writer) }
      #expect(throws: LogError.self, "length \(length)") { try data.openLog(.reader) }
      let report = Verification.run(directory: data.path, full: true)
      #expect(!report.isSound, "length \(length)")
    }
  }
}

/// Runs the verification in a child process, since LMDB may die of what it reads.
private struct FlipChecker {
  let directory: String

  enum Outcome {
    case clean
    case found(hasPlace: Bool)
  }

  func check() throws -> Outcome {
    var lines: [String] = []
    let exit = try ChildProcess.run(
      executable: try #require(CrashTests.probePath()), arguments: ["verify", "--data", directory]
    ) { lines.append($0) }
    if case .exited(code: 0) = exit { return .clean }
    // A dead child has named the position it was about to read; a finding names its own. The state record, the
    // tree's edge and LMDB's list of tables belong to no position: they, or the file, are named.
    let hasPlace = lines.contains { line in
      ["position", "verified", "state record", "edge", "root", "file:"].contains {
        line.contains($0)
      }
    }
    return .found(hasPlace: hasPlace)
  }
}

enum LMDBFileProbe {
  /// Bytes of pages in use, as the newest meta page says.
  static func bytesInUse(_ file: [UInt8]) throws -> UInt64 {
    func number(_ offset: Int) -> UInt64 {
      file[offset..<(offset + 8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let newest = number(144) >= number(4096 + 144) ? 0 : 4096
    return (number(newest + 136) + 1) * 4096
  }
}
