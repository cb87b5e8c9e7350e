/// 构成: a whole and its parts, as counts. Each part's share is rounded from the two counts when it is printed.
public struct ShareTable: Hashable, Sendable {
  /// The whole.
  public let total: Int64
  /// The parts, largest first, then by code.
  public let rows: [Row]

  /// One part.
  public struct Row: Hashable, Sendable {
    /// Code; empty for what the source does not say.
    public let code: String
    /// How many.
    public let count: Int64
  }

  /// A table of counts by code.
  public init(_ counts: [String: Int64]) {
    let rows = counts.map { Row(code: $0.key, count: $0.value) }.filter { $0.count != 0 }
    self.rows = rows.sorted { left, right in
      left.count == right.count
        ? left.code.utf8.lexicographicallyPrecedes(right.code.utf8) : left.count > right.count
    }
    total = rows.reduce(0) { $0.addingClamped($1.count) }
  }

  init(_ sums: [CityCells.Sum]) {
    var counts: [String: Int64] = [:]
    for sum in sums { counts[sum.text, default: 0] += sum.cell.count }
    self.init(counts)
  }

  /// A part's share of the whole.
  public func share(_ row: Row) -> Rate { Rate(row.count, of: total) }

  /// The count of a code; 0 where it has none.
  public func count(_ code: String) -> Int64 {
    rows.first { $0.code.utf8.elementsEqual(code.utf8) }?.count ?? 0
  }
}
