import EventStore

/// The events that a row may become, before it is known which of them the log has.
struct CaseRow {
  /// Stream of its case.
  let stream: StreamID
  /// Its events, in the order in which they are recorded.
  var drafts: [EventDraft]
  /// Events that come after them when no further row of the case follows.
  var lastDrafts: [EventDraft]
  /// Whether an earlier row of its file has the same content.
  let isRepeated: Bool

  /// Bytes of payloads and disclosures, roughly.
  var bytes: Int {
    drafts.reduce(0) { sum, draft in
      sum + draft.payload.count + 160 + draft.disclosures.reduce(0) { $0 + $1.value.count }
    }
  }

  /// Says that no further row of the case follows.
  mutating func end() {
    drafts += lastDrafts
    lastDrafts = []
  }
}
