/// A read transaction shared by reference, for readers that keep one open across many calls.
///
/// What it returns is bound to the reference that was asked. ``renew()`` must not be called while such a value is in
/// use; readers call it only between two rows.
final class ReadView {
  private var transaction: ReadTransaction

  /// Begins a read transaction.
  init(_ environment: Environment) throws(LMDBError) {
    transaction = try environment.beginRead()
  }

  /// Takes the newest state of the file.
  func renew() throws(LMDBError) {
    try transaction.renew()
  }

  /// The value under a key, or `nil`.
  @_lifetime(borrow self)
  func get(_ table: Table, _ key: Key) throws(LMDBError) -> Span<UInt8>? {
    guard let value = try transaction.get(table, key) else { return nil }
    // SAFETY: the transaction lives as long as this object, and is not renewed while the value is used.
    return unsafe _overrideLifetime(value, borrowing: self)
  }

  /// The value under a key of any length, or `nil`.
  @_lifetime(borrow self)
  func get(_ table: Table, _ key: Span<UInt8>) throws(LMDBError) -> Span<UInt8>? {
    guard let value = try transaction.get(table, key) else { return nil }
    // SAFETY: as above.
    return unsafe _overrideLifetime(value, borrowing: self)
  }

  /// Number of entries of a table.
  func count(_ table: Table) throws(LMDBError) -> UInt64 { try transaction.count(table) }

  /// A cursor over a table.
  @_lifetime(borrow self)
  func cursor(_ table: Table) throws(LMDBError) -> Cursor {
    let cursor = try transaction.cursor(table)
    // SAFETY: as above.
    return unsafe _overrideLifetime(cursor, borrowing: self)
  }
}
