import EventStore
import Projections

/// Which events of one view of the log a client may see; each case is judged once.
struct CaseSight {
  private let caller: Caller
  private var known: [StreamID: Bool] = [:]

  /// Nothing judged yet.
  init(_ caller: Caller) {
    self.caller = caller
  }

  /// Whether the client may see an event: it belongs to a case that the client may know of.
  mutating func shows(_ event: RecordedEvent, in snapshot: borrowing LogSnapshot) throws -> Bool {
    guard caller.seesSomeOnly else { return true }
    let stream = event.record.stream
    if let answer = known[stream] { return answer }
    let answer = try caller.sees(stream, in: snapshot)
    known[stream] = answer
    return answer
  }
}
