import EventStore
import Hotline

/// Requests of rows that become events of cases.
///
/// They are sent one at a time: what a request contains depends on what the log has, and the log
/// must have all of the requests before. So a run that goes on where another stopped sends what that
/// one would have sent.
extension RequestPipeline {
  /// Sends what the log lacks of a request's rows, and accounts for them.
  mutating func sendCases(_ chunk: ImportChunk) throws(ImportError) {
    while !inFlight.isEmpty { try settleOldest() }
    let file = begin(chunk)
    let key = requestKey(file)
    if !plan.isDryRun, let receipt = try recall(key) {
      // Requests without an event are not sent, so one that is not found says nothing of the next.
      return settle(chunk.rows, recorded: try ids(of: receipt), file: file)
    }
    mayRecall = plan.isResumed
    // A stream is looked for in the index, and event by event in what is not indexed yet.
    (log as? LMDBEventLog)?.waitForIndex()
    let missing = try missing(chunk.rows)
    settle(chunk.rows, recorded: missing.ids, file: file)
    if plan.isDryRun { return counted.formUnion(missing.ids) }
    submit(missing.streams, chunk, key, cases: 0)
  }

  /// Counts the rows of which an event is among those that were recorded; each event once.
  private mutating func settle(
    _ rows: [CaseRow], recorded ids: Set<EventID>, file: UInt32
  ) {
    var left = ids
    var accepted = 0
    for row in rows {
      var isAccepted = false
      for draft in row.drafts where left.remove(draft.id) != nil { isAccepted = true }
      if isAccepted { accepted += 1 }
    }
    settle(rows.count, skipped: rows.count - accepted, file: file)
  }

  /// The events of rows that the log lacks, by stream in the order of first appearance.
  private func missing(
    _ rows: [CaseRow]
  ) throws(ImportError) -> (streams: [StreamAppend], ids: Set<EventID>) {
    var known = plan.isDryRun ? counted : []
    var places: [StreamID: Int] = [:]
    var streams: [StreamAppend] = []
    var ids: Set<EventID> = []
    do {
      try log.withSnapshot { snapshot in
        for row in rows {
          if places[row.stream] == nil {
            places[row.stream] = streams.count
            streams.append(
              StreamAppend(
                row.stream, expected: try Self.look(at: row.stream, snapshot, &known), events: []))
          }
          for draft in row.drafts where known.insert(draft.id).inserted {
            ids.insert(draft.id)
            if let place = places[row.stream] { streams[place].events.append(draft) }
          }
        }
      }
    } catch {
      throw .log("the log cannot be read: \(error)")
    }
    return (streams.filter { !$0.events.isEmpty }, ids)
  }

  /// Adds the ids of a stream's events, and says where it stands.
  private static func look(
    at stream: StreamID, _ snapshot: borrowing LogSnapshot, _ known: inout Set<EventID>
  ) throws -> ExpectedRevision {
    guard let head = try snapshot.streamHead(stream) else { return .none }
    try snapshot.scan(.stream(stream)) { view in
      known.insert(try RecordedEvent(view).record.id)
      return .next
    }
    return .exactly(head.revision)
  }

  /// Ids of the events that a request recorded.
  private func ids(of receipt: Receipt) throws(ImportError) -> Set<EventID> {
    var ids: Set<EventID> = []
    if receipt.leafHashes.isEmpty { return ids }
    let range = ReadRange(
      after: Position(receipt.first.rawValue - 1), upTo: receipt.last)
    do {
      try log.withSnapshot { snapshot in
        _ = try snapshot.scan(.all, range) { view in
          ids.insert(try RecordedEvent(view).record.id)
          return .next
        }
      }
    } catch {
      throw .log("the events of an earlier run cannot be read: \(error)")
    }
    return ids
  }
}
