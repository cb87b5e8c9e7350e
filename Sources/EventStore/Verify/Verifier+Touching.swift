extension Verifier {
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
}

extension SegmentReader {
  /// What the record at a position commits to.
  func commitment(at position: Position) throws -> Commitment {
    try show(position, .envelope) {
      Commitment(
        event: $0.record.id, stream: $0.record.streamNumber,
        disclosures: try $0.record.disclosures())
    }
  }
}

/// The personal values of an event, by their digests.
struct Commitment {
  var event: EventID
  var stream: StreamNumber
  var disclosures: [DisclosureDigest]
}
