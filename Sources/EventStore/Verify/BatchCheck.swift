/// Checks the batches, and that the events of each segment stand in its table without a gap.
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
        var unreachable = 0
        try view.walk(segment.tables.batches) { _ in
          unreachable += 1
        } _: { key, value in
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
      } catch {
        report.add(.batch, last.next, "batches in \(segment.path) cannot be read (\(error))")
      }
      checkBounds(of: segment, last)
    }
    report.batches = number
    if number != state.batches || last.rawValue != state.size {
      report.add(
        .batch, last.next,
        "\(number) batches end at position \(last), the log says \(state.batches) and \(state.size)"
      )
    }
  }

  private mutating func checkBounds(of segment: Segment, _ last: Position) {
    do {
      let view = try ReadView(segment.environment)
      let end = try segment.state(in: view)
      if end.size != last.rawValue {
        report.add(.batch, last, "segment \(end.segment) says it ends at \(end.size)")
      }
      var next = Position(segment.start.base + 1)
      var unreachable: [[UInt8]] = []
      var misplaced: [Position] = []
      try view.walk(segment.tables.events) {
        unreachable.append($0)
      } _: { key, _ in
        if key.word(at: 0) != next.rawValue || key.count != 8 { misplaced.append(next) }
        next = next.next
      }
      for key in unreachable {
        report.add(.event, Verifier.position(key), "the event cannot be looked up")
      }
      for position in misplaced {
        report.add(.event, position, "the event is missing or out of place")
      }
      if next.rawValue != end.size + 1 {
        report.add(.event, next, "segment \(end.segment) has events beyond its end, or lacks some")
      }
    } catch {
      report.add(.file, nil, "\(segment.path) cannot be read (\(error))")
    }
  }
}
