/// Checks the batches, and that the events of each segment begin and end where its batches do.
///
/// What was committed after the state that is verified is left out: a log may grow meanwhile.
struct BatchCheck {
  let segments: SegmentSet
  let state: LogState
  /// What was found, and the number of batches.
  private(set) var report = VerificationReport()

  init(_ segments: SegmentSet, _ state: LogState) {
    self.segments = segments
    self.state = state
  }

  /// Batches must follow each other without a gap and cover exactly the events.
  mutating func run() {
    var number: UInt64 = 0
    var last = Position.start
    var committedAt = Int64.min
    for segment in segments.segments {
      do {
        let view = try ReadView(segment.environment)
        let end = try segment.state(in: view)
        var unreachable = 0
        try view.walk(segment.tables.batches) { _ in
          unreachable += 1
        } _: { key, value in
          if let own = key.word(at: 0), own >= state.batches, own < end.batches { return }
          defer { number += 1 }
          guard key.word(at: 0) == number,
            let batch = BatchRecord(decoding: [UInt8](copying: value))
          else {
            report.add(.batch, last.next, "batch \(number) is missing or does not fit its sum")
            return
          }
          if batch.before != last || batch.last < batch.before {
            report.add(.batch, last.next, "batch \(number) does not follow the one before it")
          }
          if batch.committedAt.microseconds < committedAt {
            report.add(.batch, last.next, "batch \(number) was committed before the one before it")
          }
          last = batch.last
          committedAt = batch.committedAt.microseconds
        }
        if unreachable > 0 {
          report.add(.batch, last, "\(unreachable) batches up to there cannot be looked up")
        }
        try checkBounds(of: segment, in: view, end, last)
      } catch {
        report.add(.batch, last.next, "batches in \(segment.path) cannot be read (\(error))")
      }
    }
    report.batches = number
    if number != state.batches || last.rawValue != state.size {
      report.add(
        .batch, last.next,
        "\(number) batches end at position \(last), the log says \(state.batches) and \(state.size)"
      )
    }
  }

  /// Holds the ends of a segment's table of events, and how many it says it has, against where the batches end; what lies
  /// between is for ``SegmentReader/walk(from:through:unreachable:_:)``.
  private mutating func checkBounds(
    of segment: Segment, in view: ReadView, _ end: LogState, _ last: Position
  ) throws {
    if min(end.size, state.size) != last.rawValue {
      report.add(.batch, last, "segment \(end.segment) says it ends at \(end.size)")
    }
    let base = segment.start.base
    let cursor = try view.cursor(segment.tables.events)
    let lowest = try cursor.move(.first)?.key.word(at: 0) ?? base + 1
    if lowest != base + 1 {
      report.add(.event, Position(base + 1), "segment \(end.segment) begins at \(lowest)")
    }
    let highest = try cursor.move(.last)?.key.word(at: 0) ?? base
    let count = try view.count(segment.tables.events)
    if highest != end.size || count != end.size &- base {
      report.add(
        .event, Position(min(highest, end.size)).next,
        "segment \(end.segment) has events beyond its end, or lacks some: \(count) up to \(highest)"
      )
    }
  }
}
