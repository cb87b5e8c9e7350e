import EventStore

/// Events whose records have 300 bytes, like those of a hotline: a stream per case, a unit, a category.
struct Events {
  /// Bytes of each record, on average.
  static let recordBytes = 300

  private let type: EventType
  private let actor = "importer:bench"
  private let units: [[Tag]]
  private let payload: [UInt8]

  init() throws {
    type = try EventType("IntakeRecorded")
    units = try (0..<50).map { number in
      [try Tag("category:noise"), try Tag("unit:BEN-\(100 + number)")]
    }
    // What the envelope leaves: found by measuring a record with an empty payload.
    payload = (0..<Self.payloadBytes).map { UInt8(truncatingIfNeeded: $0 &* 31) }
  }

  private static let payloadBytes = 135

  /// The `number`-th event.
  func draft(_ number: UInt64) -> EventDraft {
    EventDraft(
      id: EventID(high: 7, low: number), type: type,
      occurredAt: Instant(microseconds: 1_451_577_600_000_000 + Int64(number)), actor: actor,
      tags: units[Int(number % 50)], payload: payload)
  }

  /// A request of `count` events of one new case, `number` being its first.
  func request(_ number: UInt64, _ count: Int) throws -> AppendRequest {
    AppendRequest([
      StreamAppend(
        try StreamID("tpe-20160101-\(1_000_000_000_000 + number)"),
        events: (0..<UInt64(count)).map { draft(number + $0) })
    ])
  }

  /// A request of `count` events of new cases, `perCase` to each, `number` being its first.
  func request(_ number: UInt64, _ count: Int, perCase: Int) throws -> AppendRequest {
    var streams: [StreamAppend] = []
    for first in stride(from: 0, to: count, by: perCase) {
      streams += try request(number + UInt64(first), min(perCase, count - first)).streams
    }
    return AppendRequest(streams)
  }

  /// Fills a log with `count` events, five to a case, a thousand to a commit.
  func fill(_ log: LMDBEventLog, count: Int) throws {
    var number: UInt64 = 0
    while number < UInt64(count) {
      var streams: [StreamAppend] = []
      while streams.count < 200 {
        streams += try request(number, 5).streams
        number += 5
      }
      _ = try log.appendAndWait(AppendRequest(streams))
    }
  }
}
