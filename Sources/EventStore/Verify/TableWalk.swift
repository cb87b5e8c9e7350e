internal import Wire

extension ReadView {
  /// Walks a table from end to end and checks on the way that looking a key up finds an entry.
  ///
  /// A cursor follows page pointers, a look-up follows separator keys; a flipped bit may spoil one and not the other. The
  /// keys on both sides of each page boundary are looked up, which is enough to notice any wrong separator.
  ///
  /// - Parameters:
  ///   - unreachable: called with a key that the walk passes and a look-up does not find.
  ///   - body: called with each entry.
  func walk(
    _ table: Table, unreachable: ([UInt8]) -> Void,
    _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws -> Void
  ) throws {
    func lookUp(_ key: [UInt8]) throws(LMDBError) {
      if try get(table, key.span) == nil { unreachable(key) }
    }
    let cursor = try cursor(table)
    var last: [UInt8] = []
    last.reserveCapacity(16)
    var page: UInt = 0
    var entry = try cursor.move(.first)
    while let found = entry {
      if found.page != page {
        if !last.isEmpty { try lookUp(last) }
        try lookUp([UInt8](copying: found.key))
        page = found.page
      }
      last.removeAll(keepingCapacity: true)
      last.append(copying: found.key)
      try body(found.key, found.value)
      entry = try cursor.move(.next)
    }
    if !last.isEmpty { try lookUp(last) }
  }
}
