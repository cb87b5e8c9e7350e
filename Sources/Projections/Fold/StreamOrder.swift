import EventStore

/// 流序: the events of a stretch of the log, stream by stream in the order of their numbers, each in the order of the log.
struct StreamOrder: Sendable {
  /// Most events of a stretch, so that putting them in order takes bounded memory: eight bytes for each of them.
  static let most = 1 << 24

  private let before: Position
  /// By stream number: where its events begin among ``places``; one more at the end.
  private var starts: [UInt32] = []
  /// Places of the events in the stretch, from 0.
  private var places: [UInt32] = []

  /// An order of the events after a position.
  /// - Parameters:
  ///   - streams: stream number of each event; ``none`` for one that is left out.
  ///   - count: stream numbers that there are.
  init(after before: Position, _ streams: [UInt32], count: Int) {
    self.before = before
    starts = [UInt32](repeating: 0, count: count + 1)
    for stream in streams where stream != Self.none { starts[Int(stream) + 1] += 1 }
    for number in 0..<count { starts[number + 1] += starts[number] }
    places = [UInt32](repeating: 0, count: Int(starts[count]))
    var next = starts
    for (place, stream) in streams.enumerated() where stream != Self.none {
      places[Int(next[Int(stream)])] = UInt32(place)
      next[Int(stream)] += 1
    }
  }

  /// Stands for an event that is of no stream.
  static let none = UInt32.max

  /// How many stream numbers there are.
  var streamCount: Int { starts.count - 1 }

  /// Whether a stream has events here.
  func has(_ number: Int) -> Bool { starts[number + 1] > starts[number] }

  /// Positions of a stream's events.
  func positions(_ number: Int) -> some Sequence<Position> {
    places[Int(starts[number])..<Int(starts[number + 1])].lazy.map {
      Position(before.rawValue + UInt64($0) + 1)
    }
  }
}
