import EventStore

/// Holds a log that survived kills against what its writers said before they died.
struct Checking {
  private struct Attempt {
    var events: Int
    var acknowledged: Acknowledged?
  }

  private struct Acknowledged {
    let first: UInt64
    let last: UInt64
    let lastHash: String
  }

  private struct Stored {
    var first: UInt64
    var last: UInt64
    var count: Int
    var lastHash: String
  }

  private let options: Options
  private var attempts: [String: Attempt] = [:]
  private var order: [String] = []

  init(_ options: Options) throws {
    self.options = options
    let text = String(decoding: try FileSystem.read(options.acks), as: UTF8.self)
    for line in text.split(separator: "\n") { try read(line.split(separator: " ")) }
  }

  private mutating func read(_ words: [Substring]) throws {
    switch words.first {
    case "try" where words.count == 3:
      attempts[String(words[1])] = Attempt(events: Int(words[2]) ?? 0)
      order.append(String(words[1]))
    case "ack" where words.count == 5:
      guard let first = UInt64(words[2]), let last = UInt64(words[3]) else {
        throw ProbeError("the line '\(words.joined(separator: " "))' has no positions")
      }
      let acknowledged = Acknowledged(first: first, last: last, lastHash: String(words[4]))
      attempts[String(words[1])]?.acknowledged = acknowledged
    case "refused":
      throw ProbeError("an append was refused: \(words.dropFirst().joined(separator: " "))")
    default: break
    }
  }

  /// - Returns: one sentence with the counts.
  /// - Throws: one sentence naming the first contradiction.
  func run() throws -> String {
    guard FileSystem.exists(options.data) else {
      if attempts.isEmpty { return "sound: killed before the log was there" }
      throw ProbeError("the log is gone: there is nothing at \(options.data)")
    }
    let directory = try DataDirectory.open(options.data)
    let log = try directory.openLog(.writer, configuration: options.configuration)
    defer { log.close() }
    let stored = try log.withSnapshot { try readAll($0) }
    try compare(stored)
    try log.withSnapshot { try checkReceipts($0, stored) }
    let head = log.head
    log.close()
    let report = Verification.run(directory: options.data, full: true, progress: { _ in })
    guard report.isSound else { throw ProbeError("verification failed: \(report)") }
    let acknowledged = attempts.values.count { $0.acknowledged != nil }
    let kept = stored.count - acknowledged
    return "sound: \(head) events, \(acknowledged) requests acknowledged, \(kept) kept in flight, "
      + "\(attempts.count - stored.count) lost in flight"
  }

  /// Every request in the log by its name, with dense positions checked on the way.
  private func readAll(_ snapshot: borrowing LogSnapshot) throws -> [String: Stored] {
    var stored: [String: Stored] = [:]
    var expected: UInt64 = 1
    try snapshot.scan { event in
      let position = event.position.rawValue
      guard position == expected else {
        throw ProbeError("position \(expected) is missing: the log goes on with \(position)")
      }
      expected += 1
      let record = try RecordedEvent(event)
      let name = record.record.actor
      let hash = record.leafHash.hex
      if var entry = stored[name] {
        guard entry.last + 1 == position else {
          throw ProbeError("request \(name) is in the log twice: at \(entry.first) and \(position)")
        }
        entry.last = position
        entry.count += 1
        entry.lastHash = hash
        stored[name] = entry
      } else {
        stored[name] = Stored(first: position, last: position, count: 1, lastHash: hash)
      }
      return .next
    }
    guard expected == snapshot.head.rawValue + 1 else {
      throw ProbeError("the head is \(snapshot.head), but the last event is at \(expected - 1)")
    }
    return stored
  }

  /// acknowledged ⊆ log ⊆ acknowledged ∪ in flight, each request whole.
  private func compare(_ stored: [String: Stored]) throws {
    for name in order {
      guard let attempt = attempts[name] else { continue }
      let entry = stored[name]
      if let entry, entry.count != attempt.events {
        throw ProbeError("request \(name) has \(entry.count) of its \(attempt.events) events")
      }
      guard let promised = attempt.acknowledged else { continue }
      guard let entry else { throw ProbeError("acknowledged request \(name) is not in the log") }
      guard entry.first == promised.first, entry.last == promised.last else {
        throw ProbeError(
          "request \(name) was acknowledged at \(promised.first)…\(promised.last), "
            + "but lies at \(entry.first)…\(entry.last)")
      }
      guard entry.lastHash == promised.lastHash else {
        throw ProbeError("request \(name) has another leaf hash than its receipt")
      }
    }
    if let stranger = stored.keys.filter({ attempts[$0] == nil }).min() {
      throw ProbeError("request \(stranger) is in the log, but nobody sent it")
    }
  }

  /// A retry would get the receipt of the first time, and only for what is in the log.
  private func checkReceipts(
    _ snapshot: borrowing LogSnapshot, _ stored: [String: Stored]
  ) throws {
    for name in order.suffix(500) {
      let receipt = try snapshot.receipt(for: try RequestKey(name))
      let entry = stored[name]
      guard receipt?.first.rawValue == entry?.first, receipt?.last.rawValue == entry?.last else {
        throw ProbeError("the receipt kept for request \(name) does not match the log")
      }
      guard receipt?.leafHashes.last?.hex == entry?.lastHash else {
        throw ProbeError("the receipt kept for request \(name) has another leaf hash")
      }
    }
  }
}
