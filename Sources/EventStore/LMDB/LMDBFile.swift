/// Checks of an LMDB data file that must come before it is opened: LMDB itself answers a cut file with a signal.
enum LMDBFile {
  /// Bytes at the start of each page before its content.
  private static let pageHeaderBytes = 16
  /// `MDB_MAGIC` and `MDB_DATA_VERSION` of LMDB 0.9.
  private static let magic: UInt64 = 0xBEEF_C0DE
  private static let version: UInt64 = 1

  /// What one of the two meta pages says.
  private struct Meta {
    var pageBytes: UInt64
    var lastPage: UInt64
    var transaction: UInt64
  }

  /// Refuses a file that is not LMDB 0.9, or shorter than its newest meta page says.
  static func check(_ path: String) throws(LogError) {
    guard let size = FileSystem.size(of: path) else {
      throw .notFound("there is no file \(path); restore it from a backup")
    }
    let head = try FileSystem.readPrefix(path, bytes: 65_536 + 256)
    guard let first = meta(in: head, at: 0) else {
      throw .unusable(
        "\(path) is not a data file of this program (no LMDB header); restore it from a backup")
    }
    guard [4096, 8192, 16_384, 32_768, 65_536].contains(first.pageBytes),
      let second = meta(in: head, at: Int(first.pageBytes)), second.pageBytes == first.pageBytes
    else {
      throw .unusable("the header of \(path) is damaged; restore it from a backup")
    }
    let newest = first.transaction >= second.transaction ? first : second
    let (needed, overflow) = (newest.lastPage &+ 1).multipliedReportingOverflow(
      by: newest.pageBytes)
    guard !overflow, size >= needed else {
      throw .unusable(
        "\(path) is cut short: it has \(size) bytes and its header speaks of \(needed); "
          + "restore it from a backup")
    }
  }

  private static func meta(in bytes: [UInt8], at page: Int) -> Meta? {
    func number(_ offset: Int, _ width: Int) -> UInt64? {
      let start = page + offset
      guard start + width <= bytes.count else { return nil }
      return bytes[start..<(start + width)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    guard let flags = number(10, 2), flags & 0x08 != 0,
      number(pageHeaderBytes, 4) == magic, number(pageHeaderBytes + 4, 4) == version,
      let pageBytes = number(pageHeaderBytes + 24, 4),
      let lastPage = number(pageHeaderBytes + 120, 8),
      let transaction = number(pageHeaderBytes + 128, 8)
    else { return nil }
    return Meta(pageBytes: pageBytes, lastPage: lastPage, transaction: transaction)
  }
}
