import EventStore
import FaultShim
import Glibc

/// Concurrent appenders on streams of their own and on a shared one, until the process is killed.
struct Appending {
  let options: Options

  init(_ options: Options) {
    self.options = options
  }

  func run() throws {
    let directory = try openOrCreate()
    let log = try directory.openLog(.writer, configuration: options.configuration)
    say("open \(log.head)")
    let options = self.options
    let clients = (0..<options.clients).map { client in
      WorkerThread { Self.appendForEver(to: log, client, options.seed) }
    }
    for client in clients { client.join() }
    throw ProbeError("every client stopped before the process was killed")
  }

  /// Appends a request and dies when the header page of a file is written: committed, and nobody was told.
  func dieOfCommit(of file: String) throws {
    let log = try openOrCreate().openLog(.writer, configuration: options.configuration)
    var chance = Chance(options.seed)
    for number in 1...3 {
      _ = try log.appendAndWait(Self.makeRequest("before-\(options.seed)-\(number)", 0, &chance))
    }
    say("open \(log.head)")
    guard anjuan_fault_arm(ANJUAN_FAULT_META | ANJUAN_FAULT_DIE, 1, EIO, file, 0) == 0 else {
      throw ProbeError("\(file) is too long")
    }
    var request = try Self.makeRequest("last-\(options.seed)", 0, &chance)
    for index in request.streams.indices {
      for event in request.streams[index].events.indices {
        if let salt = Salt([UInt8](repeating: 7, count: 32)) {
          request.streams[index].events[event].disclosures = [
            Disclosure(path: "note", salt: salt, value: Array("last".utf8))
          ]
        }
      }
    }
    _ = try log.appendAndWait(request)
    throw ProbeError("the header page of \(file) was not written")
  }

  /// A kill may have struck before the directory was complete; then it is not there, and is made now.
  private func openOrCreate() throws -> DataDirectory {
    do throws(LogError) {
      return try DataDirectory.open(options.data)
    } catch {
      guard case .notFound = error else { throw error }
      return try DataDirectory.create(options.data, origin: "probe.example/log", simulation: nil)
    }
  }

  private static func appendForEver(to log: some EventLog, _ client: Int, _ seed: UInt64) {
    var chance = Chance(seed &* 1000 &+ UInt64(client))
    var number = 0
    while true {
      number += 1
      let name = "\(seed)-\(client)-\(number)"
      do {
        let request = try makeRequest(name, client, &chance)
        let count = request.streams.reduce(0) { $0 + $1.events.count }
        say("try \(name) \(count)")
        let receipt = try log.appendAndWait(request)
        let hash = receipt.leafHashes.last?.hex ?? "none"
        say("ack \(name) \(receipt.first) \(receipt.last) \(hash)")
      } catch {
        say("refused \(name) \(error)")
        return
      }
    }
  }

  /// One to five events on one or two streams; some carry personal values, some a payload too long for its page.
  private static func makeRequest(
    _ name: String, _ client: Int, _ chance: inout Chance
  ) throws -> AppendRequest {
    var streams = [
      StreamAppend(
        try StreamID("case/probe-\(client)-\(chance.below(50))"),
        events: try makeEvents(1 + chance.below(4), name, &chance))
    ]
    if chance.below(4) == 0 {
      streams.append(
        StreamAppend(try StreamID("case/shared"), events: try makeEvents(1, name, &chance)))
    }
    return AppendRequest(streams, key: try RequestKey(name))
  }

  private static func makeEvents(
    _ count: Int, _ name: String, _ chance: inout Chance
  ) throws -> [EventDraft] {
    var events: [EventDraft] = []
    for _ in 0..<count {
      let length = chance.below(16) == 0 ? 3000 + chance.below(20_000) : chance.below(300)
      var draft = EventDraft(
        id: EventID(high: chance.next(), low: chance.next()), type: try EventType("ProbeRecorded"),
        occurredAt: Instant(microseconds: 1_451_577_600_000_000), actor: name,
        tags: [try Tag("kind:\(chance.below(3))"), try Tag("unit:\(chance.below(20))")],
        payload: (0..<length).map { UInt8(truncatingIfNeeded: $0) })
      if chance.below(3) == 0 {
        let words = [chance.next(), chance.next(), chance.next(), chance.next()]
        let bytes = words.flatMap { word in
          (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
        if let salt = Salt(bytes) {
          draft.disclosures = [Disclosure(path: "note", salt: salt, value: Array(name.utf8))]
        }
      }
      events.append(draft)
    }
    return events
  }
}
