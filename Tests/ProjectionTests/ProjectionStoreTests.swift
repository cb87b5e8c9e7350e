import EventStore
import TestSupport
import Testing

@testable import Projections

@Suite("A projection's snapshot")
struct ProjectionStoreTests {
  /// The same projection, one version later.
  private struct NextVersion: Projection {
    static let name = TicketProjection.name
    static let version = TicketProjection.version + 1
    init() {}
    mutating func apply(_ event: borrowing EventView) {}
    var unreadableCount: Int { 0 }
    func canonicalBytes() -> [UInt8] { [] }
    init?(canonicalBytes: [UInt8]) {}
  }

  @Test("What was saved is found again and goes on to the same digest")
  func roundTrip() throws {
    try inDirectory { directory in
      var generated = GeneratedLog(seed: 11)
      try generated.grow(by: 200)
      var runner = ProjectionRunner<TicketProjection>()
      try runner.advance(generated.log)
      let store = ProjectionStore<TicketProjection>(directory: directory)
      let saved = try store.save(runner, of: generated.log)
      try generated.grow(by: 100)
      guard case .found(let state, let header) = try store.load(for: generated.log) else {
        Issue.record("the snapshot was not found")
        return
      }
      var resumed = ProjectionRunner(state: state, position: header.position)
      #expect(header == saved)
      #expect(try header.digest == runner.state.digest())
      try resumed.advance(generated.log)
      try runner.advance(generated.log)
      #expect(try resumed.state.digest() == runner.state.digest())
    }
  }

  @Test("No file is no snapshot")
  func missing() throws {
    try inDirectory { directory in
      let store = ProjectionStore<TicketProjection>(directory: directory)
      let generated = GeneratedLog(seed: 12)
      guard case .missing = try store.load(for: generated.log) else {
        Issue.record("something was found")
        return
      }
      #expect(try store.resume(for: generated.log).position == .start)
    }
  }

  @Test("A snapshot of another log, a longer log or another version is thrown away")
  func otherLogs() throws {
    try inDirectory { directory in
      var generated = GeneratedLog(seed: 13)
      try generated.grow(by: 100)
      let store = try save(generated, directory)
      var otherHistory = GeneratedLog(seed: 14)
      try otherHistory.grow(by: 100)
      #expect(try reason(store, otherHistory.log).contains("another root"))
      var shorter = GeneratedLog(seed: 13)
      try shorter.grow(by: 99)
      #expect(try reason(store, shorter.log).contains("beyond the end"))
      var otherOrigin = GeneratedLog(seed: 13, origin: "other.example/log")
      try otherOrigin.grow(by: 100)
      #expect(try reason(store, otherOrigin.log).contains("belongs to the log"))
      let next = ProjectionStore<NextVersion>(directory: directory)
      guard case .rejected(let why) = try next.load(for: generated.log) else {
        Issue.record("another version was accepted")
        return
      }
      #expect(why.contains("version 1"))
    }
  }

  @Test("A snapshot with a bit changed, or cut off anywhere, is thrown away")
  func damage() throws {
    try inDirectory { directory in
      var generated = GeneratedLog(seed: 15)
      try generated.grow(by: 60)
      let store = try save(generated, directory)
      let intact = try FileSystem.read(store.path)
      for index in stride(from: 0, to: intact.count, by: 5) {
        var bytes = intact
        bytes[index] ^= 1 << UInt8(index % 8)
        try FileSystem.replace(store.path, with: bytes, durable: false)
        #expect(try !reason(store, generated.log).isEmpty, "byte \(index)")
      }
      for length in [0, 1, 20, intact.count / 2, intact.count - 1] {
        try FileSystem.replace(store.path, with: Array(intact.prefix(length)), durable: false)
        #expect(try !reason(store, generated.log).isEmpty, "length \(length)")
      }
      #expect(try store.resume(for: generated.log).position == .start)
    }
  }

  private func save(
    _ generated: GeneratedLog, _ directory: String
  ) throws -> ProjectionStore<TicketProjection> {
    var runner = ProjectionRunner<TicketProjection>()
    try runner.advance(generated.log)
    let store = ProjectionStore<TicketProjection>(directory: directory)
    try store.save(runner, of: generated.log)
    return store
  }

  private func reason(
    _ store: ProjectionStore<TicketProjection>, _ log: any EventLog
  ) throws -> String {
    if case .rejected(let why) = try store.load(for: log) { return why }
    return ""
  }

  private func inDirectory(_ body: (String) throws -> Void) throws {
    let temporary = TemporaryDirectory()
    try withExtendedLifetime(temporary) { try body(temporary.path) }
  }
}
