internal import CLMDB
private import Synchronization

/// One LMDB file, opened. The corresponding C type is `MDB_env`.
///
/// The file is opened as a single file (`MDB_NOSUBDIR`) and readers are not tied to threads (`MDB_NOTLS`).
final class Environment: Sendable {
  /// How the file is opened.
  struct Options {
    /// Largest size the file may grow to, in bytes; address space, not disk.
    var mapBytes: UInt64 = 64 << 30
    /// Most named tables.
    var tablesMax: UInt32 = 8
    /// No writes at all.
    var isReadOnly = false
    /// Readers take no place in the lock file: only for files that nobody writes any more.
    var isSealed = false
    /// Commits are not synced: only for what can be rebuilt.
    var isUnsynced = false
  }

  /// The path of the data file.
  let path: String
  let isReadOnly: Bool
  private let handle: EnvironmentHandle
  private let resident: ResidentPages?
  private let reserved = Mutex<UInt64>(0)
  private let faults: (any FaultPlan)?

  /// Opens the file; a missing one is created unless `options` forbid writing.
  ///
  /// Never call it on an existing log without ``LMDBFile/check(_:)`` first: LMDB dies of a signal on a cut file.
  init(_ path: String, _ options: Options, faults: (any FaultPlan)? = nil) throws(LMDBError) {
    self.path = path
    self.faults = faults
    isReadOnly = options.isReadOnly || options.isSealed
    handle = try Self.open(path, options)
    resident = ResidentPages(ofFile: path)
    if isReadOnly { return }
    try settleLastCommit()
    try reserve(bytes: 0)
  }

  /// Makes the last commit known to the readers of this process when its writer died before it could note it in the lock file.
  ///
  /// Readers take the number of the last commit from there, and a lock file that another process has open is not made anew: they would
  /// see the log of one commit before. Whoever takes the lock of a writer that died looks at the header pages instead.
  private func settleLastCommit() throws(LMDBError) {
    try TransactionHandle(self, handle, isReadOnly: false).abort()
  }

  /// Opens the file, also one of a copy that nobody may write any more, and beside which no reader can enter itself.
  private static func open(
    _ path: String, _ options: Options
  ) throws(LMDBError) -> EnvironmentHandle {
    do throws(LMDBError) {
      return try EnvironmentHandle(path, options)
    } catch {
      guard options.isReadOnly, error.isRefusal, let mode = FileSystem.mode(of: path),
        mode & 0o222 == 0
      else { throw error }
      var sealed = options
      sealed.isSealed = true
      return try EnvironmentHandle(path, sealed)
    }
  }

  /// Begins a read transaction. The corresponding C function is `mdb_txn_begin` with `MDB_RDONLY`.
  /// - Throws: also when the file was cut short since it was opened: a page beyond its end would end this process by a signal.
  func beginRead() throws(LMDBError) -> ReadTransaction {
    let bytes = try length()
    let transaction = try ReadTransaction(TransactionHandle(self, handle, isReadOnly: true))
    try checkLength(bytes)
    return transaction
  }

  /// Begins the write transaction; blocks while another is open. The corresponding C function is `mdb_txn_begin`.
  /// - Throws: also when the file was cut short, as for ``beginRead()``.
  func beginWrite() throws(LMDBError) -> WriteTransaction {
    let bytes = try length()
    let transaction = try WriteTransaction(
      TransactionHandle(self, handle, isReadOnly: false), faults: faults)
    try checkLength(bytes)
    return transaction
  }

  /// The file's length, which must be that of its two header pages before they are looked at.
  func length() throws(LMDBError) -> UInt64 {
    let bytes = FileSystem.size(ofDescriptor: handle.descriptor) ?? 0
    if bytes < headerBytes { throw LMDBError(cutTo: bytes, of: headerBytes) }
    return bytes
  }

  /// Refuses a file that had fewer bytes than its header speaks of, and has not grown since.
  func checkLength(_ bytes: UInt64) throws(LMDBError) {
    let needed = try bytesInUse()
    if bytes >= needed { return }
    let now = try length()
    if now < needed { throw LMDBError(cutTo: now, of: needed) }
  }

  /// Two pages: LMDB keeps to the system's page size, which is at least this.
  private var headerBytes: UInt64 { 2 * 4_096 }

  /// Opens named tables, creating them when the environment is writable and `create` is true.
  func openTables(_ names: [String], create: Bool) throws(LMDBError) -> [Table] {
    let transaction = try TransactionHandle(self, handle, isReadOnly: !create)
    var tables: [Table] = []
    for name in names {
      var table = MDB_dbi()
      // SAFETY: the transaction is open; the name lives for the call.
      let code = unsafe mdb_dbi_open(transaction.raw, name, create ? UInt32(MDB_CREATE) : 0, &table)
      if code != MDB_SUCCESS {
        transaction.abort()
        throw LMDBError(code, "mdb_dbi_open(\(name))")
      }
      tables.append(Table(raw: table))
    }
    // A read-only transaction must be committed, not aborted, for its table handles to stay open.
    try LMDBError.check(transaction.commit(), "mdb_txn_commit")
    return tables
  }

  /// Writes every buffered page to disk. The corresponding C function is `mdb_env_sync`.
  func sync() throws(LMDBError) {
    // SAFETY: the environment is open for as long as this object lives.
    try LMDBError.check(unsafe mdb_env_sync(handle.raw, 1), "mdb_env_sync")
  }

  /// Frees places of readers whose process died. The corresponding C function is `mdb_reader_check`.
  @discardableResult
  func clearDeadReaders() throws(LMDBError) -> Int {
    var dead: Int32 = 0
    // SAFETY: the environment is open; `dead` is filled before the call returns.
    try LMDBError.check(unsafe mdb_reader_check(handle.raw, &dead), "mdb_reader_check")
    return Int(dead)
  }

  /// Bytes of the file that hold pages in use, as of the last commit.
  func bytesInUse() throws(LMDBError) -> UInt64 {
    var info = unsafe MDB_envinfo()
    var stat = MDB_stat()
    // SAFETY: the environment is open; both structures are filled before the calls return.
    try LMDBError.check(unsafe mdb_env_info(handle.raw, &info), "mdb_env_info")
    // SAFETY: as above.
    try LMDBError.check(unsafe mdb_env_stat(handle.raw, &stat), "mdb_env_stat")
    return unsafe (UInt64(info.me_last_pgno) + 1) * UInt64(stat.ms_psize)
  }

  /// Keeps the file longer than its pages in use, so that a cut can be told from a page that was never written.
  ///
  /// LMDB does not write a page at the end of the file that was taken and freed in one transaction; without room ahead
  /// such a file would be shorter than its header says. The room is a hole: it takes no space on disk.
  /// - Parameter bytes: what the next commit adds, roughly.
  func reserve(bytes: UInt64) throws(LMDBError) {
    let needed = try bytesInUse() + bytes * 2 + (4 << 20)
    reserved.withLock { reserved in
      if needed <= reserved { return }
      reserved = (needed + (16 << 20)) & ~0xFFFF
      try? FileSystem.extend(path, to: reserved)
    }
  }

  /// Lets pages read so far go from this process's memory; the page cache keeps them.
  func letPagesGo() {
    if let bytes = try? bytesInUse() { resident?.letGo(bytes: bytes) }
  }

  /// Copies the file without free pages. The corresponding C function is `mdb_env_copy2` with `MDB_CP_COMPACT`.
  func copyCompactly(to target: String) throws(LMDBError) {
    // SAFETY: the environment is open; the path lives for the call.
    try LMDBError.check(
      unsafe mdb_env_copy2(handle.raw, target, UInt32(MDB_CP_COMPACT)), "mdb_env_copy2")
    // LMDB makes the copy readable by whom the process's mask allows.
    do throws(LogError) {
      try FileSystem.setMode(target, 0o600)
    } catch {
      throw LMDBError(ioError, error.description)
    }
  }
}

/// Owner of an `MDB_env`; closed when the last user is gone.
private final class EnvironmentHandle: Sendable {
  // SAFETY: LMDB environments opened with MDB_NOTLS may be used from any thread; the pointer never changes.
  nonisolated let address: UInt
  /// The data file, open for as long as the environment is.
  let descriptor: Int32

  var raw: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

  init(_ path: String, _ options: Environment.Options) throws(LMDBError) {
    var created: OpaquePointer?
    // SAFETY: `created` is filled before the call returns.
    try LMDBError.check(unsafe mdb_env_create(&created), "mdb_env_create")
    let environment = unsafe created
    var flags = MDB_NOSUBDIR | MDB_NOTLS
    if options.isReadOnly || options.isSealed { flags |= MDB_RDONLY }
    if options.isSealed { flags |= MDB_NOLOCK }
    if options.isUnsynced { flags |= MDB_NOSYNC }
    // SAFETY: the environment was created above and is not shared yet; the path lives for the call.
    var code = unsafe mdb_env_set_mapsize(environment, Int(options.mapBytes))
    if code == 0 { code = unsafe mdb_env_set_maxdbs(environment, options.tablesMax) }
    if code == 0 { code = unsafe mdb_env_set_maxreaders(environment, UInt32(Limits.readersMax)) }
    if code == 0 { code = unsafe mdb_env_open(environment, path, UInt32(flags), 0o600) }
    var descriptor: Int32 = -1
    // SAFETY: the environment is open; `descriptor` is filled before the call returns.
    if code == 0 { code = unsafe mdb_env_get_fd(environment, &descriptor) }
    if code != 0 {
      unsafe mdb_env_close(environment)
      throw LMDBError(code, "mdb_env_open(\(path))")
    }
    address = UInt(bitPattern: environment)
    self.descriptor = descriptor
  }

  // SAFETY: this object is the environment's only owner; transactions keep it alive.
  deinit { unsafe mdb_env_close(raw) }
}

/// Owner of an `MDB_txn`, with the environment kept alive.
@safe
struct TransactionHandle {
  let raw: OpaquePointer?
  let environment: Environment

  fileprivate init(
    _ environment: Environment, _ handle: EnvironmentHandle, isReadOnly: Bool
  ) throws(LMDBError) {
    var transaction: OpaquePointer?
    // SAFETY: the environment is open; `transaction` is filled before the call returns.
    try LMDBError.check(
      unsafe mdb_txn_begin(handle.raw, nil, isReadOnly ? UInt32(MDB_RDONLY) : 0, &transaction),
      "mdb_txn_begin")
    unsafe raw = transaction
    self.environment = environment
  }

  // SAFETY: LMDB ends a transaction once; the owners of a handle call commit or abort exactly once.
  func commit() -> Int32 { unsafe mdb_txn_commit(raw) }

  func abort() { unsafe mdb_txn_abort(raw) }
}

/// A named table of an environment. The corresponding C type is `MDB_dbi`.
struct Table: Sendable {
  let raw: UInt32
}
