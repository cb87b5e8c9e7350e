/// 对账: What became of the rows of one file or of a whole import.
///
/// Invariant of a finished account: `read == accepted + duplicate + rejected`. ``recovered`` and
/// ``repeated`` are parts of the rows that were not rejected, not further rows.
public struct RowAccount: WireMessage {
  /// 读取: data rows read, the header not counted.
  public var read: UInt64 = 0
  /// 采纳: rows that became events now.
  public var accepted: UInt64 = 0
  /// 已有: rows whose event was in the log before.
  public var duplicate: UInt64 = 0
  /// 拒收: rows that could not become events.
  public var rejected: UInt64 = 0
  /// 修复: rows whose shifted columns were put back.
  public var recovered: UInt64 = 0
  /// 同文: rows with the content of an earlier row of their file.
  public var repeated: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// No row.
  public init() {}

  /// An account.
  public init(
    read: UInt64, accepted: UInt64 = 0, duplicate: UInt64 = 0, rejected: UInt64 = 0,
    recovered: UInt64 = 0, repeated: UInt64 = 0
  ) {
    self.read = read
    self.accepted = accepted
    self.duplicate = duplicate
    self.rejected = rejected
    self.recovered = recovered
    self.repeated = repeated
  }

  /// Whether every row that was read is accounted for.
  public var isBalanced: Bool { read == accepted + duplicate + rejected }

  /// The sum of two accounts.
  public static func + (left: RowAccount, right: RowAccount) -> RowAccount {
    RowAccount(
      read: left.read + right.read, accepted: left.accepted + right.accepted,
      duplicate: left.duplicate + right.duplicate, rejected: left.rejected + right.rejected,
      recovered: left.recovered + right.recovered, repeated: left.repeated + right.repeated)
  }

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RowAccount", Phrase("account of rows", "对账", "對帳"),
    "What became of rows: read = accepted + duplicate + rejected.",
    fields: [
      .number(
        1, "read", { $1(&$0.read) }, Phrase("read", "读取", "讀取"),
        "Data rows read, the header not counted."),
      .number(
        2, "accepted", { $1(&$0.accepted) }, Phrase("accepted", "采纳", "採納"),
        "Rows that became events now."),
      .number(
        3, "duplicate", { $1(&$0.duplicate) }, Phrase("duplicate", "已有", "已有"),
        "Rows whose event was in the log before."),
      .number(
        4, "rejected", { $1(&$0.rejected) }, Phrase("rejected", "拒收", "拒收"),
        "Rows that could not become events."),
      .number(
        5, "recovered", { $1(&$0.recovered) }, Phrase("recovered", "修复", "修復"),
        "Of the rows not rejected, those whose shifted columns were put back."),
      .number(
        6, "repeated", { $1(&$0.repeated) }, Phrase("repeated", "同文", "同文"),
        "Of the rows not rejected, those with the content of an earlier row of their file."),
    ])
}
