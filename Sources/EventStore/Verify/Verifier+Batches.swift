extension Verifier {
  // MARK: Batches

  /// Batches must follow each other without a gap and cover exactly the events.
  mutating func checkBatches() {
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

  /// Reads every event, node and batch once, telling the position before each.
  func touchEverything(_ tell: (Position) -> Void) {
    for segment in segments.segments {
      guard let view = try? ReadView(segment.environment) else { continue }
      var next = Position(segment.start.base + 1)
      for table in [segment.tables.events, segment.tables.nodes] {
        tell(next)
        try? view.walk(table, unreachable: { _ in }) { key, value in
          let place = Position((key.word(at: 0) ?? next.rawValue) &+ 1)
          _ = value.isEmpty ? 0 : value[value.count - 1]
          tell(place)
        }
      }
      tell(next)
      try? view.walk(segment.tables.batches, unreachable: { _ in }) { _, value in
        if let batch = BatchRecord(decoding: [UInt8](copying: value)) { next = batch.last.next }
        tell(next)
      }
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
        report.add(.event, Self.position(key), "the event cannot be looked up")
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

  // MARK: Index

  /// The index, when there is one that belongs to this log.
  func openIndex() -> IndexReader? {
    guard let index = IndexDirectory.openForReading(directory, segments) else { return nil }
    return try? IndexReader(index)
  }

  /// Compares the index with what the scan saw.
  mutating func checkIndex(_ reader: IndexReader, _ expected: IndexSums) {
    var found = IndexSums()
    var labels: [UInt64: UInt64] = [:]
    do {
      let index = reader.index
      try reader.forEach(index.streams) { key, value in
        found.streams.add(
          key.word(at: 0) ?? .max, key.word(at: 8) ?? .max, value.word(at: 0) ?? .max)
      }
      try reader.forEach(index.streamNames) { key, value in
        found.names.add(SetSum.hash(key, seed: 0), value.word(at: 0) ?? .max)
      }
      try reader.forEach(index.labels) { key, value in
        guard key.count > 1 else { return }
        let text = key.extracting(1..<key.count)
        labels[value.word(at: 0) ?? .max] = SetSum.hash(text, seed: UInt64(key[0]))
      }
      try reader.forEach(index.postings) { key, value in
        let label = labels[key.word(at: 0) ?? .max] ?? 0
        for position in try PostingBlock.decode(first: key.word(at: 8) ?? 0, value) {
          found.postings.add(label, position)
        }
      }
    } catch {
      report.add(.index, nil, "it cannot be read (\(error)); remove index/, it will be rebuilt")
      return
    }
    let mend = "remove index/ while the server is stopped; it will be rebuilt"
    if found.streams != expected.streams {
      report.add(.index, nil, "its streams differ from the log; \(mend)")
    }
    if found.names != expected.names {
      report.add(.index, nil, "its stream names differ from the log; \(mend)")
    }
    if found.postings != expected.postings {
      report.add(.index, nil, "its tags and types differ from the log; \(mend)")
    }
  }
}

extension SegmentReader {
  /// The decoded record at a position.
  func record(at position: Position) throws -> Record {
    let view = try view(set.index(of: position))
    let transaction = view.transaction
    guard let value = try transaction.get(view.segment.tables.events, Key(position.rawValue))
    else { throw LogError.corrupt(position: position, "the event is missing") }
    return try show(value, at: position, in: view, .envelope) { try Record($0.record) }
  }
}
