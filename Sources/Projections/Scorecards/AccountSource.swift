import EventStore
import Hotline
import Wire

/// 台账来源: the log, which keeps the accounts at rest of a shelf: their events, folded again, give them back.
struct AccountSource: Sendable {
  let log: any EventLog

  /// Beyond so many accounts the log is put in order once, instead of looking each stream up, and beyond one for so many events:
  /// looking a stream up takes as long as putting a hundred events in order.
  private static let (lookedUpMax, eventsPerLookUp) = (2_048, 100 as UInt64)

  init(_ log: any EventLog) {
    self.log = log
  }

  /// The account that a stream had after an event, or none.
  /// - Throws: ``EventStore/LogError``.
  func accounts(upTo last: Position) throws -> [TicketAccount] {
    try log.withSnapshot { try Self.accounts(upTo: last, $0) }
  }

  /// The account that a stream had after an event, or none.
  static func accounts(
    upTo last: Position, _ snapshot: borrowing LogSnapshot
  ) throws -> [TicketAccount] {
    let stream = try StreamID(stream(at: last, snapshot))
    var fold = StreamFold()
    try snapshot.scan(.stream(stream), ReadRange(upTo: last)) { event in
      fold.take(event)
      return .next
    }
    return fold.held
  }

  /// The stream of an event.
  static func stream(at position: Position, _ snapshot: borrowing LogSnapshot) throws -> String {
    var name: [UInt8] = []
    try snapshot.visit(position, content: .envelope) { name = [UInt8](copying: $0.record.stream) }
    return String(decoding: name, as: UTF8.self)
  }

  /// The account of a stream of which it is known where its events stand.
  static func accounts(
    upTo last: Position, at positions: some Sequence<Position>, _ snapshot: borrowing LogSnapshot
  ) throws -> [TicketAccount] {
    var fold = StreamFold()
    for position in positions where position <= last {
      try snapshot.visit(position) { fold.take($0) }
    }
    return fold.held
  }

  /// The events of the log, stream by stream; `nil` where looking each stream up is quicker, and for more events than are put in
  /// order at a time.
  /// - Parameters:
  ///   - left: how many accounts are wanted, and the latest event of any.
  ///   - count: stream numbers that there are.
  /// - Throws: ``EventStore/LogError``.
  func order(for left: (count: Int, last: Position), streams count: Int) throws -> StreamOrder? {
    let last = left.last
    let lookedUpMax = max(UInt64(Self.lookedUpMax), last.rawValue / Self.eventsPerLookUp)
    guard left.count > lookedUpMax, last.rawValue <= UInt64(StreamOrder.most) else { return nil }
    var streams: [UInt32] = []
    streams.reserveCapacity(Int(last.rawValue))
    try log.withSnapshot { snapshot in
      _ = try snapshot.scan(.all, ReadRange(upTo: last), content: .envelope) { event in
        let number = event.record.streamNumber.rawValue
        streams.append(number < UInt64(count) ? UInt32(number) : StreamOrder.none)
        return .next
      }
    }
    return StreamOrder(after: .start, streams, count: count)
  }
}

/// The account of one stream, told of its events.
private struct StreamFold {
  private(set) var held: [TicketAccount] = []
  private let teller = AccountTeller(nil)
  /// Noted when the events were first taken.
  private var unreadable: [Position] = []

  mutating func take(_ event: borrowing EventView) {
    let kind = VocabularyPlaces.place(of: event.record.type)
    if let kind, ReferenceData.isReference[kind] { return }
    _ = teller.take(event, kind, &held, &unreadable)
  }
}
