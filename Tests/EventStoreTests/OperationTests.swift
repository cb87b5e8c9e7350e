import Synchronization
import TestSupport
import Testing

@testable import EventStore

/// Opening, refusing, copying and following a log on disk.
@Suite("A log on disk")
struct OperationTests {
  private let directory = TemporaryDirectory()

  private func create(_ name: String = "data") throws -> DataDirectory {
    try DataDirectory.create(directory.file(name), origin: "test.example/log")
  }

  private func fill(
    _ data: DataDirectory, _ ids: Range<UInt64>, eventsPerSegment: UInt64 = 50
  ) throws -> LogHead {
    var configuration = LMDBEventLog.Configuration()
    configuration.eventsPerSegment = eventsPerSegment
    let log = try data.openLog(.writer, configuration: configuration)
    defer { log.close() }
    for id in ids {
      let value = Disclosure(path: "address", salt: sha256([1]), value: [UInt8(id & 255)])
      _ = try log.appendAndWait(
        Drafts.request("case-\(id % 7)", Drafts.event(id, disclosures: [value])))
    }
    return LogHead(size: log.head.rawValue, root: try log.root())
  }

  @Test("64 appenders on one stream: exactly one wins each revision")
  func contention() async throws {
    let log = try create().openLog(.writer)
    defer { log.close() }
    let wins = await withTaskGroup(of: [UInt64].self) { group in
      for client in 0..<64 as Range<UInt64> {
        group.addTask {
          var won: [UInt64] = []
          for revision in 0..<40 as Range<UInt64> {
            let expected: ExpectedRevision = revision == 0 ? .none : .exactly(Revision(revision))
            let request = Drafts.request("one", expected, Drafts.event(client << 32 | revision))
            if (try? await log.append(request)) != nil { won.append(revision) }
          }
          return won
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(wins).count == wins.count, "no revision was won twice")
    #expect(wins.count == Int(log.head.rawValue))
    #expect(try log.all().map(\.record.revision.rawValue) == Array(1...log.head.rawValue))
  }

  @Test("A second writer is refused with a sentence, readers are not")
  func secondWriter() throws {
    let data = try create()
    let log = try data.openLog(.writer)
    defer { log.close() }
    _ = try log.appendAndWait(Drafts.request("a", Drafts.event(1)))
    let error = #expect(throws: LogError.self) { try data.openLog(.writer) }
    #expect("\(try #require(error))".contains("another process writes"))
  }

  @Test("A copy older than a known head is refused, and so is another history")
  func rolledBack() throws {
    let data = try create()
    let old = try fill(data, 0..<60)
    _ = try Backup.run(from: data, to: directory.file("backup"))
    let new = try fill(data, 60..<80)
    try Backup.restore(from: directory.file("backup"), to: directory.file("restored"))
    let restored = try DataDirectory.open(directory.file("restored"))
    var configuration = LMDBEventLog.Configuration()
    configuration.knownHead = new
    #expect(throws: LogError.self) { try restored.openLog(.writer, configuration: configuration) }
    configuration.knownHead = LogHead(size: 30, root: sha256([9]))
    #expect(throws: LogError.self) { try restored.openLog(.writer, configuration: configuration) }
    configuration.knownHead = old
    let log = try restored.openLog(.writer, configuration: configuration)
    #expect(try log.root() == old.root)
    #expect(try log.withSnapshot { try $0.disclosures(at: Position(60)) }.count == 1)
    log.close()
  }

  @Test("A backup copies a sealed segment once")
  func backupOnce() throws {
    let data = try create()
    _ = try fill(data, 0..<230)
    let first = try Backup.run(from: data, to: directory.file("backup"))
    _ = try fill(data, 230..<250)
    let second = try Backup.run(from: data, to: directory.file("backup"))
    #expect(first.kept == 0 && first.copied >= 4)
    #expect(second.kept >= 3 && second.head.size == 250)
    let report = Verification.run(directory: directory.file("backup"), full: true)
    #expect(report.isSound, "\(report.findings)")
  }

  @Test("A backup is written over nothing but an earlier backup of the same log")
  func backupOverOthers() throws {
    let data = try create()
    let old = try fill(data, 0..<20)
    let copy = directory.file("backup")
    _ = try Backup.run(from: data, to: copy)
    let new = try fill(data, 20..<50)
    let other = try DataDirectory.create(
      directory.file("other"), origin: data.origin,
      simulation: SimulationSettings(seed: 99, start: Drafts.noon))
    let strange = try fill(other, 0..<30)
    func expectRefusal(from source: DataDirectory, to target: String, _ words: String) {
      let error = #expect(throws: LogError.self) { try Backup.run(from: source, to: target) }
      #expect("\(error.map { "\($0)" } ?? "")".contains(words))
    }
    // The wrong way round, onto another log of the same name, onto itself, and into itself.
    expectRefusal(from: try DataDirectory.open(copy), to: data.path, "wrong way round")
    expectRefusal(from: data, to: other.path, "no earlier backup")
    expectRefusal(from: other, to: copy, "no earlier backup")
    expectRefusal(from: data, to: data.path, "to be copied")
    expectRefusal(from: data, to: data.path + "/log/../backup", "to be copied")
    #expect(!FileSystem.exists(data.path + "/backup"))
    // A directory that is being written.
    let restored = directory.file("restored")
    try Backup.restore(from: copy, to: restored)
    let live = try DataDirectory.open(restored).openLog(.writer)
    expectRefusal(from: data, to: restored, "another process writes")
    live.close()
    for (place, head) in [(data.path, new), (copy, old), (other.path, strange)] {
      let log = try DataDirectory.open(place).openLog(.reader)
      defer { log.close() }
      #expect(try log.head.rawValue == head.size && log.root() == head.root)
    }
    #expect(try Backup.run(from: data, to: copy).head == new)
  }

  @Test("A directory of another format version, or of nothing, is refused")
  func foreignDirectory() throws {
    let data = try create()
    let file = data.path + "/anjuan-data"
    let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
    try FileSystem.replace(
      file, with: Array(text.replacing("format 1", with: "format 2").utf8))
    let error = #expect(throws: LogError.self) { try DataDirectory.open(data.path) }
    #expect("\(try #require(error))".contains("format 2"))
    #expect(throws: LogError.self) { try DataDirectory.open(directory.path) }
    #expect(throws: LogError.self) {
      try DataDirectory.create(data.path, origin: "test.example/other")
    }
  }

  @Test("Empty and overlong names are refused")
  func names() throws {
    #expect(throws: NameError.self) { try StreamID("") }
    #expect(throws: NameError.self) { try StreamID(String(repeating: "x", count: 512)) }
    #expect(throws: NameError.self) { try StreamID("a\u{0}b") }
    // Names are looked through eight bytes at a time: a control character shows at every place, its neighbours do not.
    for length in 1...20 {
      for place in 0..<length {
        for byte in [0x00, 0x01, 0x1F, 0x7F] as [UInt8] {
          var text = [UInt8](repeating: 0x20, count: length)
          text[place] = byte
          let name = String(decoding: text, as: UTF8.self)
          #expect(throws: NameError.self, "\(byte) at \(place)") { try StreamID(name) }
        }
        var good = [UInt8](repeating: 0x7E, count: length)
        good[place] = 0x20
        let name = String(decoding: good, as: UTF8.self)
        #expect(throws: Never.self) { try StreamID(name) }
      }
    }
    #expect(throws: Never.self) { try StreamID("案卷・€ÿ~ 一案一號 ünïcödé") }
    #expect(try StreamID(String(repeating: "x", count: 511)).text.count == 511)
    let log = try create().openLog(.writer)
    defer { log.close() }
    let name = String(repeating: "y", count: 511)
    _ = try log.appendAndWait(Drafts.request(name, .none, Drafts.event(1)))
    log.waitForIndex()
    #expect(try log.withSnapshot { try $0.streamHead(StreamID(name)) }?.revision == Revision(1))
  }

  @Test("A lost or foreign index is rebuilt to the same answers")
  func indexRebuild() throws {
    let data = try create()
    _ = try fill(data, 0..<150)
    let before = try data.openLog(.reader)
    let wanted = try before.all(.stream(StreamID("case-3")))
    before.close()
    let index = data.path + "/index/index.mdb"
    try FileSystem.remove(index)
    let scanned = try data.openLog(.reader)
    #expect(try scanned.all(.stream(StreamID("case-3"))) == wanted, "readers scan without an index")
    scanned.close()
    _ = try fill(data, 150..<151)
    let report = Verification.run(directory: data.path, full: true)
    #expect(report.isSound, "\(report.findings)")
    try FileSystem.replace(index, with: [1, 2, 3])
    _ = try fill(data, 151..<152)
    #expect(Verification.run(directory: data.path, full: true).isSound)
  }

  @Test("A subscription catches up and follows in one order, without gaps")
  func subscription() async throws {
    let log = try create().openLog(.writer)
    for id in 0..<700 as Range<UInt64> {
      _ = try await log.append(Drafts.request("a", Drafts.event(id)))
    }
    let reader = Task {
      var subscription = Subscription(log, after: Position(10))
      var seen: [UInt64] = []
      try await subscription.forEach { event in
        seen.append(event.position.rawValue)
        return seen.count == 1_290 ? .stop : .next
      }
      return seen
    }
    for id in 700..<1_300 as Range<UInt64> {
      _ = try await log.append(Drafts.request("a", Drafts.event(id)))
    }
    #expect(try await reader.value == Array(11...1_300))
    log.close()
  }

  @Test("After close, appends and reads are refused")
  func closed() throws {
    let log = try create().openLog(.writer)
    log.close()
    #expect(throws: AppendError.closed) {
      try log.appendAndWait(Drafts.request("a", Drafts.event(1)))
    }
    #expect(throws: LogError.closed) { try log.all() }
  }
}
