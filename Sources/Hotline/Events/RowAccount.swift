public import Wire

/// 对账: what became of the rows of one file or of a whole import.
///
/// Invariant of a finished account: `read == accepted + duplicate + rejected`. ``recovered`` and
/// ``repeated`` are parts of the rows that were not rejected, not further rows.
public struct RowAccount: Hashable, Sendable {
  /// 读取: data rows read, the header not counted.
  public var read: UInt64
  /// 采纳: rows that became events now.
  public var accepted: UInt64
  /// 已有: rows whose event was in the log before.
  public var duplicate: UInt64
  /// 拒收: rows that could not become events.
  public var rejected: UInt64
  /// 修复: rows whose shifted columns were put back.
  public var recovered: UInt64
  /// 同文: rows with the content of an earlier row of their file.
  public var repeated: UInt64

  /// An account.
  public init(
    read: UInt64 = 0, accepted: UInt64 = 0, duplicate: UInt64 = 0, rejected: UInt64 = 0,
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

  /// Appends the message `RowAccount` of `hotline.proto` to `writer`.
  public func encode(into writer: inout WireWriter) {
    writer.number(1, read)
    writer.number(2, accepted)
    writer.number(3, duplicate)
    writer.number(4, rejected)
    writer.number(5, recovered)
    writer.number(6, repeated)
  }

  init(_ bytes: Span<UInt8>) throws(WireError) {
    self.init()
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): read = try reader.varint()
      case (2, .varint): accepted = try reader.varint()
      case (3, .varint): duplicate = try reader.varint()
      case (4, .varint): rejected = try reader.varint()
      case (5, .varint): recovered = try reader.varint()
      case (6, .varint): repeated = try reader.varint()
      case (1...6, _): throw .wrongType(field: field.number)
      default: try reader.skip(field.type)
      }
    }
  }
}
