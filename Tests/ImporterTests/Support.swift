import EventStore
import Foundation
import Importers
import Synchronization

/// A directory of a test's own, removed with the value.
final class Scratch {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "anjuan-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  func file(_ name: String, _ content: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(content).write(to: URL(filePath: file))
    return file
  }

  func file(_ name: String, _ content: String) throws -> String {
    try file(name, Array(content.utf8))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: path + "/" + name), encoding: .utf8)
  }
}

/// Gzip with stored blocks: enough to test a reader without a compressor.
func gzip(_ content: [UInt8], blockBytes: Int = 65_535) -> [UInt8] {
  var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var at = 0
  repeat {
    let end = min(at + blockBytes, content.count)
    let length = UInt16(end - at)
    out.append(end == content.count ? 1 : 0)
    for value in [length, ~length] {
      out.append(UInt8(truncatingIfNeeded: value))
      out.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    out += content[at..<end]
    at = end
  } while at < content.count
  return out + littleEndian(crc32(content)) + littleEndian(UInt32(content.count))
}

/// The checksum of gzip and ZIP.
func crc32(_ content: [UInt8]) -> UInt32 {
  var crc: UInt32 = .max
  for byte in content {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}

func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
}

/// The header of Taipei's files.
let header = "案件編號,派工項目,案件地址,立案日期,立案時間\n"
let identityKey = [UInt8](repeating: 0x5A, count: 32)
let startedAt = Instant(microseconds: 1_700_000_000_000_000)

func simulatedLog() -> InMemoryEventLog {
  InMemoryEventLog(
    origin: "test.example/log",
    clock: SimulatedClock(start: startedAt, stepMicroseconds: 1_000))
}

func importer(
  _ log: any EventLog, mapping: String = "taipei-1999", rowsPerRequest: Int = 3
) throws -> Importer {
  importer(log, try Mapping.load(mapping), rowsPerRequest: rowsPerRequest)
}

func importer(_ log: any EventLog, _ mapping: Mapping, rowsPerRequest: Int = 3) -> Importer {
  Importer(
    log: log, mapping: mapping, identityKey: identityKey,
    entropy: SeededEntropy(seed: 1),
    options: ImportOptions(startedAt: startedAt, rowsPerRequest: rowsPerRequest))
}

/// Everything a log holds, for comparison.
struct Content: Equatable {
  var records: [[UInt8]] = []
  var disclosures: [[Disclosure]] = []
  var root = Digest.zero

  init(_ log: any EventLog) throws {
    self = try log.withSnapshot { snapshot in
      var content = Content()
      for event in try snapshot.events() {
        content.records.append(event.bytes)
        content.disclosures.append(try snapshot.disclosures(at: event.position))
      }
      content.root = try snapshot.root()
      return content
    }
  }

  private init() {}
}

func events(_ log: any EventLog, _ type: String) throws -> [Record] {
  try log.withSnapshot { snapshot in
    try snapshot.events(.matching(types: [EventType(type)])).map(\.record)
  }
}

/// A log that stops answering well after some requests, as if the process had died.
final class FailingLog: EventLog {
  enum Loss: Sendable, CaseIterable {
    /// The request is lost.
    case request
    /// The request is recorded, its answer is lost.
    case answer
  }

  private let log: any EventLog
  private let left: Mutex<Int>
  private let loss: Loss

  init(_ log: any EventLog, after requests: Int, loss: Loss) {
    self.log = log
    self.loss = loss
    left = Mutex(requests)
  }

  var origin: String { log.origin }
  var head: Position { log.head }

  func submit(
    _ request: AppendRequest, completion: @escaping @Sendable (Result<Receipt, AppendError>) -> Void
  ) {
    let rest = left.withLock { left in
      left -= 1
      return left
    }
    if rest >= 0 { return log.submit(request, completion: completion) }
    if rest == -1, loss == .answer {
      return log.submit(request) { _ in completion(.failure(.inDoubt("the test says so"))) }
    }
    completion(.failure(.closed))
  }

  func withSnapshot<Output>(_ body: (borrowing LogSnapshot) throws -> Output) throws -> Output {
    try log.withSnapshot(body)
  }

  func onGrowth(beyond position: Position, _ action: @escaping @Sendable () -> Void) {
    log.onGrowth(beyond: position, action)
  }
}

/// A log that answers from another thread, in order, some time later.
final class SlowLog: EventLog {
  private let log: any EventLog
  private let queue = DispatchQueue(label: "slow log")
  private let waiting = Mutex((now: 0, most: 0))

  init(_ log: any EventLog) {
    self.log = log
  }

  var origin: String { log.origin }
  var head: Position { log.head }
  /// Most requests that were in flight at once.
  var mostInFlight: Int { waiting.withLock { $0.most } }

  func submit(
    _ request: AppendRequest, completion: @escaping @Sendable (Result<Receipt, AppendError>) -> Void
  ) {
    waiting.withLock { state in
      state.now += 1
      state.most = max(state.most, state.now)
    }
    queue.async { [self] in
      Thread.sleep(forTimeInterval: 0.001)
      log.submit(request) { answer in
        self.waiting.withLock { $0.now -= 1 }
        completion(answer)
      }
    }
  }

  func withSnapshot<Output>(_ body: (borrowing LogSnapshot) throws -> Output) throws -> Output {
    try log.withSnapshot(body)
  }

  func onGrowth(beyond position: Position, _ action: @escaping @Sendable () -> Void) {
    log.onGrowth(beyond: position, action)
  }
}
