/// The kinds of event the hotline records, by the name that stands in each record.
///
/// A name is never given a second meaning; a changed payload gets a higher schema version instead.
public enum HotlineEventType: String, Sendable, CaseIterable {
  /// 受理: a citizen's matter was taken in.
  case intakeRecorded = "IntakeRecorded"
  /// 导入开始: an import of legacy files began.
  case importStarted = "ImportStarted"
  /// 文件导入完毕: every row of one file of an import is accounted for.
  case fileImported = "FileImported"
  /// 拒收行: a row of a legacy file could not become an event.
  case rowRejected = "RowRejected"
  /// 导入结束: an import accounted for every row of every file.
  case importFinished = "ImportFinished"

  /// Name as in the record.
  public var name: String { rawValue }

  /// Version of the payload's schema that this source writes.
  public var schemaVersion: UInt32 { 1 }
}
