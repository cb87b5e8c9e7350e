internal import CLMDB

/// A read transaction: one unchanging view of an environment. Ends when it goes out of scope.
// SAFETY: the handle is open from init to deinit, and values are lent for as long as the transaction is borrowed.
struct ReadTransaction: ~Copyable {
  fileprivate let handle: TransactionHandle

  init(_ handle: TransactionHandle) {
    self.handle = handle
  }

  deinit { handle.abort() }

  /// Gives the transaction's place back and takes the newest state of the file.
  ///
  /// The corresponding C functions are `mdb_txn_reset` and `mdb_txn_renew`. No value read before may be used after.
  mutating func renew() throws(LMDBError) {
    unsafe mdb_txn_reset(handle.raw)
    let bytes = try handle.environment.length()
    try LMDBError.check(unsafe mdb_txn_renew(handle.raw), "mdb_txn_renew")
    try handle.environment.checkLength(bytes)
  }

  /// The value under a key, or `nil`. The corresponding C function is `mdb_get`.
  @_lifetime(borrow self)
  func get(_ table: Table, _ key: Key) throws(LMDBError) -> Span<UInt8>? {
    let found = unsafe lookUp(handle.raw, table, key)
    guard let value = unsafe try LMDBError.found(found.code, found.value) else { return nil }
    // SAFETY: the bytes stay in the map, unchanged, until the transaction ends, and `self` is borrowed for that long.
    return unsafe _overrideLifetime(Span(_unsafeElements: value), borrowing: self)
  }

  /// The value under a key of any length, or `nil`.
  @_lifetime(borrow self)
  func get(_ table: Table, _ key: Span<UInt8>) throws(LMDBError) -> Span<UInt8>? {
    let found = unsafe lookUp(handle.raw, table, key)
    guard let value = unsafe try LMDBError.found(found.code, found.value) else { return nil }
    // SAFETY: as above.
    return unsafe _overrideLifetime(Span(_unsafeElements: value), borrowing: self)
  }

  /// A cursor over a table. The corresponding C function is `mdb_cursor_open`.
  @_lifetime(borrow self)
  func cursor(_ table: Table) throws(LMDBError) -> Cursor {
    try unsafe Cursor(handle.raw, table, owner: self)
  }

  /// Number of entries of a table. The corresponding C function is `mdb_stat`.
  func count(_ table: Table) throws(LMDBError) -> UInt64 {
    var stat = MDB_stat()
    // SAFETY: the transaction is open; the structure is filled before the call returns.
    try LMDBError.check(unsafe mdb_stat(handle.raw, table.raw, &stat), "mdb_stat")
    return UInt64(stat.ms_entries)
  }
}

/// The write transaction: nothing is changed until ``commit()``; going out of scope without it changes nothing.
// SAFETY: the handle is open until commit or deinit; key and value bytes outlive each call, and LMDB copies them.
struct WriteTransaction: ~Copyable {
  private let handle: TransactionHandle
  private let faults: (any FaultPlan)?
  private var isOpen = true

  init(_ handle: TransactionHandle, faults: (any FaultPlan)?) {
    self.handle = handle
    self.faults = faults
  }

  deinit {
    if isOpen { handle.abort() }
  }

  /// Writes an entry, replacing one with the same key. The corresponding C function is `mdb_put`.
  func put(_ table: Table, _ key: Key, _ value: Span<UInt8>) throws(LMDBError) {
    try put(table, key, value, flags: 0)
  }

  /// Writes an entry whose key is larger than every other (`MDB_APPEND`): the right-most leaf, no search.
  func append(_ table: Table, _ key: Key, _ value: Span<UInt8>) throws(LMDBError) {
    try put(table, key, value, flags: UInt32(MDB_APPEND))
  }

  /// A place to write many entries of one table.
  @_lifetime(borrow self)
  func writer(_ table: Table) throws(LMDBError) -> TableWriter {
    try unsafe TableWriter(handle.raw, table, faults, owner: self)
  }

  /// Writes an entry under a key of any length.
  func put(_ table: Table, _ key: Span<UInt8>, _ value: Span<UInt8>) throws(LMDBError) {
    if let code = faults?.code(for: .put) { throw LMDBError(code, "mdb_put (injected)") }
    // SAFETY: both spans outlive the call; LMDB copies them.
    let code = unsafe key.withUnsafeBytes { keyBytes in
      unsafe value.withUnsafeBytes { valueBytes in
        var name = unsafe MDB_val(keyBytes)
        var data = unsafe MDB_val(valueBytes)
        return unsafe mdb_put(handle.raw, table.raw, &name, &data, 0)
      }
    }
    try LMDBError.check(code, "mdb_put")
  }

  private func put(
    _ table: Table, _ key: Key, _ value: Span<UInt8>, flags: UInt32
  ) throws(LMDBError) {
    if let code = faults?.code(for: .put) { throw LMDBError(code, "mdb_put (injected)") }
    var key = key
    // SAFETY: key and value outlive the call; LMDB copies them.
    let code = unsafe withUnsafeMutableBytes(of: &key.storage) { bytes in
      unsafe value.withUnsafeBytes { valueBytes in
        var name = unsafe MDB_val(mv_size: key.count, mv_data: bytes.baseAddress)
        var data = unsafe MDB_val(valueBytes)
        return unsafe mdb_put(handle.raw, table.raw, &name, &data, flags)
      }
    }
    try LMDBError.check(code, "mdb_put")
  }

  /// Removes an entry; a missing one is fine. The corresponding C function is `mdb_del`.
  func remove(_ table: Table, _ key: Key) throws(LMDBError) {
    var key = key
    // SAFETY: the key outlives the call.
    let code = unsafe withUnsafeMutableBytes(of: &key.storage) { bytes in
      var name = unsafe MDB_val(mv_size: key.count, mv_data: bytes.baseAddress)
      return unsafe mdb_del(handle.raw, table.raw, &name, nil)
    }
    if code != MDB_NOTFOUND { try LMDBError.check(code, "mdb_del") }
  }

  /// The value under a key as this transaction sees it, or `nil`; copied, since the next write may move it.
  func get(_ table: Table, _ key: Key) throws(LMDBError) -> [UInt8]? {
    let found = unsafe lookUp(handle.raw, table, key)
    guard let value = unsafe try LMDBError.found(found.code, found.value) else { return nil }
    return unsafe [UInt8](value)
  }

  /// The value under a key of any length as this transaction sees it, or `nil`; copied.
  func get(_ table: Table, _ key: Span<UInt8>) throws(LMDBError) -> [UInt8]? {
    let found = unsafe lookUp(handle.raw, table, key)
    guard let value = unsafe try LMDBError.found(found.code, found.value) else { return nil }
    return unsafe [UInt8](value)
  }

  /// The last key of a table that starts with a word, with its value, as this transaction sees it; copied.
  func last(_ table: Table, startingWith word: UInt64) throws(LMDBError) -> (
    key: [UInt8], value: [UInt8]
  )? {
    let cursor = unsafe try CursorHandle(handle.raw, table)
    defer { cursor.close() }
    guard
      let entry = unsafe try word == .max
        ? cursor.move(MDB_LAST) : cursor.seekBefore(Key(word + 1)),
      unsafe entry.key.count >= 8, unsafe Span(_unsafeElements: entry.key).word(at: 0) == word
    else { return nil }
    return unsafe ([UInt8](entry.key), [UInt8](entry.value))
  }

  /// Makes everything durable as one step. The corresponding C function is `mdb_txn_commit`.
  consuming func commit() throws(LMDBError) {
    isOpen = false
    if let code = faults?.code(for: .commit) {
      handle.abort()
      throw LMDBError(code, "mdb_txn_commit (injected)")
    }
    try LMDBError.check(handle.commit(), "mdb_txn_commit")
  }
}

// SAFETY: an MDB_val lends its bytes; every caller keeps their owner alive for as long as it uses them.
extension MDB_val {
  fileprivate init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.init(
      mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  fileprivate var buffer: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(
      start: mv_data?.assumingMemoryBound(to: UInt8.self), count: mv_size)
  }
}

// SAFETY: the value was filled by the call whose code is success, and points into the map.
extension LMDBError {
  fileprivate static func found(
    _ code: Int32, _ value: MDB_val
  ) throws(LMDBError) -> UnsafeBufferPointer<UInt8>? {
    if code == MDB_NOTFOUND { return nil }
    try check(code, "mdb_get")
    return unsafe value.buffer
  }
}

private func lookUp(
  _ transaction: OpaquePointer?, _ table: Table, _ key: Key
) -> (code: Int32, value: MDB_val) {
  var key = key
  var value = unsafe MDB_val()
  // SAFETY: the key outlives the call; LMDB points `value` into the map.
  let code = unsafe withUnsafeMutableBytes(of: &key.storage) { bytes in
    var name = unsafe MDB_val(mv_size: key.count, mv_data: bytes.baseAddress)
    return unsafe mdb_get(transaction, table.raw, &name, &value)
  }
  return unsafe (code, value)
}

private func lookUp(
  _ transaction: OpaquePointer?, _ table: Table, _ key: Span<UInt8>
) -> (code: Int32, value: MDB_val) {
  var value = unsafe MDB_val()
  // SAFETY: the key outlives the call; LMDB points `value` into the map.
  let code = unsafe key.withUnsafeBytes { bytes in
    var name = unsafe MDB_val(bytes)
    return unsafe mdb_get(transaction, table.raw, &name, &value)
  }
  return unsafe (code, value)
}

// SAFETY: the handle is open until close; what it returns stays in the map until the transaction ends.
/// An `MDB_cursor` with raw results; callers bind their lifetime to the transaction.
@safe
struct CursorHandle {
  private let raw: OpaquePointer?

  init(_ transaction: OpaquePointer?, _ table: Table) throws(LMDBError) {
    var cursor: OpaquePointer?
    // SAFETY: the transaction is open; `cursor` is filled before the call returns.
    try LMDBError.check(
      unsafe mdb_cursor_open(transaction, table.raw, &cursor), "mdb_cursor_open")
    unsafe raw = cursor
  }

  func close() { unsafe mdb_cursor_close(raw) }

  /// Writes an entry; the cursor stands on it afterwards.
  func put(_ key: MDB_val, _ value: inout MDB_val, _ flags: Int32) -> Int32 {
    var key = unsafe key
    // SAFETY: the cursor is open and of a write transaction; the caller keeps the bytes alive for the call.
    return unsafe mdb_cursor_put(raw, &key, &value, UInt32(flags))
  }

  typealias Entry = (key: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)

  func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Entry? {
    var key = unsafe MDB_val()
    var value = unsafe MDB_val()
    // SAFETY: the cursor is open; LMDB points key and value into the map.
    let code = unsafe mdb_cursor_get(raw, &key, &value, operation)
    if code == MDB_NOTFOUND { return nil }
    try LMDBError.check(code, "mdb_cursor_get")
    return unsafe (key.buffer, value.buffer)
  }

  /// First entry at or after a key (`MDB_SET_RANGE`).
  func seek(_ key: Key) throws(LMDBError) -> Entry? {
    var key = key
    var value = unsafe MDB_val()
    var name = unsafe MDB_val()
    // SAFETY: the key outlives the call; LMDB then points key and value into the map.
    let code = unsafe withUnsafeMutableBytes(of: &key.storage) { bytes in
      unsafe name = MDB_val(mv_size: key.count, mv_data: bytes.baseAddress)
      return unsafe mdb_cursor_get(raw, &name, &value, MDB_SET_RANGE)
    }
    if code == MDB_NOTFOUND { return nil }
    try LMDBError.check(code, "mdb_cursor_get")
    return unsafe (name.buffer, value.buffer)
  }

  /// Last entry before a key.
  func seekBefore(_ key: Key) throws(LMDBError) -> Entry? {
    if unsafe try seek(key) == nil { return unsafe try move(MDB_LAST) }
    return unsafe try move(MDB_PREV)
  }
}

/// Writes entries of one table one after the other, from where the last one was written: an entry at the table's end needs no
/// search, and one beside the last no walk from the root.
// SAFETY: a writer cannot outlive its transaction, whose handle is open; key and value bytes outlive each call, and LMDB
// copies them.
struct TableWriter: ~Copyable, ~Escapable {
  private let cursor: CursorHandle
  private let faults: (any FaultPlan)?

  @_lifetime(borrow owner)
  fileprivate init(
    _ transaction: OpaquePointer?, _ table: Table, _ faults: (any FaultPlan)?,
    owner: borrowing WriteTransaction
  ) throws(LMDBError) {
    unsafe cursor = try CursorHandle(transaction, table)
    self.faults = faults
  }

  deinit { cursor.close() }

  /// Writes an entry. The corresponding C function is `mdb_cursor_put`.
  /// - Parameter isLast: whether its key is larger than every other (`MDB_APPEND`); refused when it is not.
  func put(_ key: Key, _ value: Span<UInt8>, isLast: Bool) throws(LMDBError) {
    try check()
    var key = key
    // SAFETY: key and value outlive the call; LMDB copies them.
    let code = unsafe withUnsafeMutableBytes(of: &key.storage) { bytes in
      unsafe value.withUnsafeBytes { valueBytes in
        let name = unsafe MDB_val(mv_size: key.count, mv_data: bytes.baseAddress)
        var data = unsafe MDB_val(valueBytes)
        return unsafe cursor.put(name, &data, isLast ? MDB_APPEND : 0)
      }
    }
    try LMDBError.check(code, "mdb_cursor_put")
  }

  /// Writes an entry under a key of any length.
  func put(_ key: Span<UInt8>, _ value: Span<UInt8>) throws(LMDBError) {
    try check()
    // SAFETY: both spans outlive the call; LMDB copies them.
    let code = unsafe key.withUnsafeBytes { keyBytes in
      unsafe value.withUnsafeBytes { valueBytes in
        var data = unsafe MDB_val(valueBytes)
        return unsafe cursor.put(MDB_val(keyBytes), &data, 0)
      }
    }
    try LMDBError.check(code, "mdb_cursor_put")
  }

  /// Appends an entry whose value is a half-word, a digest and bytes, one after the other (`MDB_RESERVE`): nothing is copied
  /// twice.
  func append(
    _ key: Key, _ half: UInt16, _ digest: Digest, _ bytes: Span<UInt8>
  ) throws(LMDBError) {
    try check()
    var key = key
    var value = unsafe MDB_val(mv_size: 34 + bytes.count, mv_data: nil)
    // SAFETY: `key` outlives the call; LMDB sets `value` to room for exactly the three pieces, valid until the next write.
    let code = unsafe withUnsafeMutableBytes(of: &key.storage) { bytes in
      let name = unsafe MDB_val(mv_size: key.count, mv_data: bytes.baseAddress)
      return unsafe cursor.put(name, &value, MDB_APPEND | MDB_RESERVE)
    }
    try LMDBError.check(code, "mdb_cursor_put")
    let room = unsafe UnsafeMutableRawBufferPointer(start: value.mv_data, count: value.mv_size)
    let words = digest.words
    // SAFETY: the room has 34 bytes more than the last piece, as asked for above; stores may be unaligned.
    unsafe room.storeBytes(of: half.bigEndian, as: UInt16.self)
    unsafe room.storeBytes(of: words.0.bigEndian, toByteOffset: 2, as: UInt64.self)
    unsafe room.storeBytes(of: words.1.bigEndian, toByteOffset: 10, as: UInt64.self)
    unsafe room.storeBytes(of: words.2.bigEndian, toByteOffset: 18, as: UInt64.self)
    unsafe room.storeBytes(of: words.3.bigEndian, toByteOffset: 26, as: UInt64.self)
    // SAFETY: as above; both buffers are used only inside the closure.
    unsafe bytes.withUnsafeBytes {
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[34...]).copyMemory(from: $0)
    }
  }

  private func check() throws(LMDBError) {
    if let code = faults?.code(for: .put) { throw LMDBError(code, "mdb_cursor_put (injected)") }
  }
}

/// A cursor over one table; entries are views into the map, valid while the transaction is borrowed.
// SAFETY: a cursor cannot outlive its transaction, which keeps every byte it shows in the map.
struct Cursor: ~Copyable, ~Escapable {
  private let handle: CursorHandle

  @_lifetime(borrow owner)
  fileprivate init(
    _ transaction: OpaquePointer?, _ table: Table, owner: borrowing ReadTransaction
  ) throws(LMDBError) {
    unsafe handle = try CursorHandle(transaction, table)
  }

  deinit { handle.close() }

  /// Where to move.
  enum Move {
    case first, last, next, previous

    fileprivate var operation: MDB_cursor_op {
      switch self {
      case .first: MDB_FIRST
      case .last: MDB_LAST
      case .next: MDB_NEXT
      case .previous: MDB_PREV
      }
    }
  }

  /// Moves and returns the entry there, or `nil` at the end.
  @_lifetime(borrow self)
  func move(_ move: Move) throws(LMDBError) -> Entry? {
    guard let raw = unsafe try handle.move(move.operation) else { return nil }
    return unsafe entry(raw)
  }

  /// Moves to the first entry at or after a key.
  @_lifetime(borrow self)
  func seek(_ key: Key) throws(LMDBError) -> Entry? {
    guard let raw = unsafe try handle.seek(key) else { return nil }
    return unsafe entry(raw)
  }

  /// Moves to the last entry before a key.
  @_lifetime(borrow self)
  func seekBefore(_ key: Key) throws(LMDBError) -> Entry? {
    guard let raw = unsafe try handle.seekBefore(key) else { return nil }
    return unsafe entry(raw)
  }

  @_lifetime(borrow self)
  private func entry(_ raw: CursorHandle.Entry) -> Entry {
    // SAFETY: the bytes stay in the map until the transaction ends, which this cursor's lifetime is bound to.
    let key = unsafe _overrideLifetime(Span(_unsafeElements: raw.key), borrowing: self)
    let value = unsafe _overrideLifetime(Span(_unsafeElements: raw.value), borrowing: self)
    // SAFETY: the address is only compared, never followed.
    return Entry(key: key, value: value, page: unsafe UInt(bitPattern: raw.key.baseAddress) >> 12)
  }

  /// A key and its value, in the map.
  struct Entry: ~Escapable {
    let key: Span<UInt8>
    let value: Span<UInt8>

    /// Tells entries of one page from those of another.
    let page: UInt

    @_lifetime(copy key, copy value)
    init(key: Span<UInt8>, value: Span<UInt8>, page: UInt) {
      self.key = key
      self.value = value
      self.page = page
    }

    /// Asks the processor for the entry after the next one, for a walk forward through a table that was appended to.
    func fetchAfterNext() {
      // SAFETY: the address is a hint to the processor, which reads what is there and never faults.
      unsafe key.withUnsafeBufferPointer { key in
        unsafe prefetch_after_next(key.baseAddress, key.count + value.count)
      }
    }
  }
}
