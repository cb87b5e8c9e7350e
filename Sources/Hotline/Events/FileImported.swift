public import Wire

/// 文件导入完毕: every row of one file of an import is accounted for. Schema: `FileImported` in
/// `docs/schema/hotline.proto`.
public struct FileImported: Hashable, Sendable {
  /// 第几次: the run of the import.
  public var run: UInt32
  /// 文件序号: number of the file in ``ImportStarted/files``, from 1.
  public var file: UInt32
  /// 对账: what became of its rows.
  public var account: RowAccount
  /// 批数: append requests its rows took.
  public var requests: UInt32

  /// The account of one file.
  public init(run: UInt32, file: UInt32, account: RowAccount, requests: UInt32) {
    self.run = run
    self.file = file
    self.account = account
    self.requests = requests
  }

  /// Appends the payload to `writer`.
  public func encode(into writer: inout WireWriter) {
    writer.number(1, UInt64(run))
    writer.number(2, UInt64(file))
    writer.field(3, message: account.encode)
    writer.number(4, UInt64(requests))
  }

  /// Decodes a payload.
  /// - Throws: ``Wire/WireError`` when the bytes are not this message; unknown fields are passed
  ///   over.
  public init(decoding payload: [UInt8]) throws(WireError) {
    self.init(run: 0, file: 0, account: RowAccount(), requests: 0)
    var reader = WireReader(payload.span)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): run = UInt32(clamping: try reader.varint())
      case (2, .varint): file = UInt32(clamping: try reader.varint())
      case (3, .lengthDelimited):
        account = try RowAccount(payload.span.extracting(try reader.lengthDelimited()))
      case (4, .varint): requests = UInt32(clamping: try reader.varint())
      case (1...4, _): throw .wrongType(field: field.number)
      default: try reader.skip(field.type)
      }
    }
  }
}

/// 导入结束: an import accounted for every row of every file. Schema: `ImportFinished` in
/// `docs/schema/hotline.proto`.
public struct ImportFinished: Hashable, Sendable {
  /// 第几次: the run of the import.
  public var run: UInt32
  /// 文件数: how many files were read.
  public var files: UInt32
  /// 对账: the sum over all files.
  public var account: RowAccount

  /// The end of an import.
  public init(run: UInt32, files: UInt32, account: RowAccount) {
    self.run = run
    self.files = files
    self.account = account
  }

  /// Appends the payload to `writer`.
  public func encode(into writer: inout WireWriter) {
    writer.number(1, UInt64(run))
    writer.number(2, UInt64(files))
    writer.field(3, message: account.encode)
  }

  /// Decodes a payload.
  /// - Throws: ``Wire/WireError`` when the bytes are not this message; unknown fields are passed
  ///   over.
  public init(decoding payload: [UInt8]) throws(WireError) {
    self.init(run: 0, files: 0, account: RowAccount())
    var reader = WireReader(payload.span)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): run = UInt32(clamping: try reader.varint())
      case (2, .varint): files = UInt32(clamping: try reader.varint())
      case (3, .lengthDelimited):
        account = try RowAccount(payload.span.extracting(try reader.lengthDelimited()))
      case (1...3, _): throw .wrongType(field: field.number)
      default: try reader.skip(field.type)
      }
    }
  }
}
