public import Wire

/// 导入开始: an import of legacy files began. Schema: `ImportStarted` in `docs/schema/hotline.proto`.
///
/// The list of files with their digests says what exactly was read, so that anyone who has the
/// files can repeat it.
public struct ImportStarted: Hashable, Sendable {
  /// 映射名: name of the mapping that turned rows into events.
  public var mapping: String
  /// 映射摘要: SHA-256 of the mapping file, 32 bytes.
  public var mappingDigest: [UInt8]
  /// 第几次: 1 for the first run over these files, 2 when they are imported again, …
  public var run: UInt32
  /// 文件: what is read, in order.
  public var files: [File]
  /// 每批行数: rows of one append request at most; a resumed run keeps to it.
  public var rowsPerRequest: UInt32

  /// One file as it lay there.
  public struct File: Hashable, Sendable {
    /// Name without its directory.
    public var name: String
    /// SHA-256 of the file as it lies, packed or not, 32 bytes.
    public var digest: [UInt8]
    /// Its size in bytes.
    public var byteCount: UInt64

    /// One file.
    public init(name: String, digest: [UInt8], byteCount: UInt64) {
      self.name = name
      self.digest = digest
      self.byteCount = byteCount
    }

    func encode(into writer: inout WireWriter) {
      writer.text(1, name)
      writer.blob(2, digest)
      writer.number(3, byteCount)
    }

    init(_ bytes: Span<UInt8>) throws(WireError) {
      self.init(name: "", digest: [], byteCount: 0)
      var reader = WireReader(bytes)
      while let field = try reader.nextField() {
        switch (field.number, field.type) {
        case (1, .lengthDelimited): name = try reader.string()
        case (2, .lengthDelimited): digest = try reader.byteArray()
        case (3, .varint): byteCount = try reader.varint()
        case (1...3, _): throw .wrongType(field: field.number)
        default: try reader.skip(field.type)
        }
      }
    }
  }

  /// The start of an import.
  public init(
    mapping: String, mappingDigest: [UInt8], run: UInt32, files: [File], rowsPerRequest: UInt32
  ) {
    self.mapping = mapping
    self.mappingDigest = mappingDigest
    self.run = run
    self.files = files
    self.rowsPerRequest = rowsPerRequest
  }

  /// Appends the payload to `writer`.
  public func encode(into writer: inout WireWriter) {
    writer.text(1, mapping)
    writer.blob(2, mappingDigest)
    writer.number(3, UInt64(run))
    for file in files { writer.field(4, message: file.encode) }
    writer.number(5, UInt64(rowsPerRequest))
  }

  /// Decodes a payload.
  /// - Throws: ``Wire/WireError`` when the bytes are not this message; unknown fields are passed
  ///   over.
  public init(decoding payload: [UInt8]) throws(WireError) {
    self.init(mapping: "", mappingDigest: [], run: 0, files: [], rowsPerRequest: 0)
    var reader = WireReader(payload.span)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .lengthDelimited): mapping = try reader.string()
      case (2, .lengthDelimited): mappingDigest = try reader.byteArray()
      case (3, .varint): run = UInt32(clamping: try reader.varint())
      case (4, .lengthDelimited):
        files.append(try File(payload.span.extracting(try reader.lengthDelimited())))
      case (5, .varint): rowsPerRequest = UInt32(clamping: try reader.varint())
      case (1...5, _): throw .wrongType(field: field.number)
      default: try reader.skip(field.type)
      }
    }
  }
}
