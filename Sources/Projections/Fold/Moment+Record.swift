import EventStore
import Hotline

extension Moment {
  /// When a recorded event happened and was recorded, and which of its case it is.
  init(_ record: borrowing RecordView) {
    self.init(
      occurredAt: record.occurredAt, recordedAt: record.recordedAt,
      revision: record.revision.rawValue)
  }

  /// When a recorded event happened and was recorded, and which of its case it is.
  init(_ record: Record) {
    self.init(
      occurredAt: record.occurredAt, recordedAt: record.recordedAt,
      revision: record.revision.rawValue)
  }
}
