private import CLMDB

/// An LMDB call that failed: LMDB's own code and sentence, and what was being done.
struct LMDBError: Error, Hashable, CustomStringConvertible {
  /// LMDB's code (negative) or the system's error number (positive).
  let code: Int32
  /// The C function that failed, or the fault point.
  let operation: String

  init(_ code: Int32, _ operation: String) {
    self.code = code
    self.operation = operation
  }

  /// A file that is shorter than its header says, found before its pages were touched.
  init(cutTo bytes: UInt64, of needed: UInt64) {
    code = Self.cutShort
    operation =
      "the file was cut short while it was open: it has \(bytes) bytes and its header speaks of \(needed)"
  }

  /// No code of LMDB's, which does not look.
  private static let cutShort: Int32 = -31_000

  /// The file was cut while it was open.
  var isCutShort: Bool { code == Self.cutShort }

  /// LMDB's sentence, such as `MDB_MAP_FULL: Environment mapsize limit reached`.
  var description: String {
    if isCutShort { return operation }
    // SAFETY: mdb_strerror returns a terminated text that is never freed.
    let text = unsafe mdb_strerror(code).map { unsafe String(cString: $0) } ?? "unknown error"
    return "\(operation): \(text)"
  }

  /// The system refuses this process, whatever the file is like.
  var isRefusal: Bool { FileSystem.isRefusal(code) }
  /// All places for readers are taken.
  var isReadersFull: Bool { code == MDB_READERS_FULL }
  /// A page is not what the pages before it say.
  var isDamage: Bool { [MDB_PAGE_NOTFOUND, MDB_CORRUPTED, MDB_PANIC].contains(code) }
  /// The system's "no space left on device".
  var isNoSpace: Bool { code == ENOSPC }

  /// Throws unless the code says success.
  static func check(_ code: Int32, _ operation: StaticString) throws(LMDBError) {
    if code != MDB_SUCCESS { throw LMDBError(code, "\(operation)") }
  }
}

/// "No space left on device" (POSIX).
private let ENOSPC: Int32 = 28
/// "Input/output error" (POSIX); what LMDB reports for a full disk, too.
let ioError: Int32 = 5

/// Operations that a test may make fail: the N-th put, commit or new-file step of one environment.
///
/// Faults below LMDB (a write or sync that the kernel refuses) are injected by the test suite's shim of the system calls;
/// this layer covers the wrapper's own calls.
protocol FaultPlan: AnyObject, Sendable {
  /// Returns an error code to fail with instead of calling LMDB, or `nil` to go on.
  func code(for operation: FaultPoint) -> Int32?
}

/// Where a ``FaultPlan`` is asked.
enum FaultPoint: Sendable, Hashable {
  /// Before `mdb_put`.
  case put
  /// Before `mdb_txn_commit`; the transaction is aborted instead.
  case commit
}
