import EventStore

/// What the log recorded for a request key, beside a request that comes with the same key.
///
/// The log tells requests under one key apart by streams, ids, types, times and payloads. Who says so, tags and personal
/// values stand in no fingerprint, so that nobody can guess a value from it: they are compared with what was recorded.
struct RecordedAppend {
  /// What came with the key.
  let request: AppendRequest
  /// What was answered when the key came first.
  let receipt: Receipt

  /// Whether the request says what was recorded, as far as its values were not erased since and can be read.
  func isRepeated(_ snapshot: borrowing LogSnapshot) throws -> Bool {
    var position = receipt.first
    for draft in request.streams.flatMap(\.events) {
      guard let recorded = try snapshot.event(at: position)?.record else { return false }
      guard draft.actor == recorded.actor, draft.schemaVersion == recorded.schemaVersion,
        Set(draft.tags) == Set(recorded.tags),
        Set(draft.disclosures.map(\.path)) == Set(recorded.disclosures.map(\.path))
      else { return false }
      if !draft.disclosures.isEmpty {
        for kept in try snapshot.disclosures(at: position) {
          guard
            draft.disclosures.contains(where: { $0.path == kept.path && $0.value == kept.value })
          else { return false }
        }
      }
      position = position.next
    }
    return true
  }
}
