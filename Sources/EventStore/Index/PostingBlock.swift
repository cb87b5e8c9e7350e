internal import Wire

/// A sorted run of positions, packed: the first is the key's second half, the others are differences as varints.
///
/// Two to four bytes a posting, against 52 for a plain key.
enum PostingBlock {
  /// A block that has reached this size is left alone and a new one begins.
  static let bytesMax = 1_000

  /// Appends positions larger than the block's last; `last` is updated.
  static func append(_ position: UInt64, after last: inout UInt64, to block: inout WireWriter) {
    block.varint(position - last)
    last = position
  }

  /// All positions of a block.
  static func decode(first: UInt64, _ block: Span<UInt8>) throws(WireError) -> [UInt64] {
    var positions: [UInt64] = []
    positions.reserveCapacity(block.count + 1)
    try forEach(first: first, block) { positions.append($0) }
    return positions
  }

  /// Shows all positions of a block, in order.
  static func forEach(
    first: UInt64, _ block: Span<UInt8>, _ body: (UInt64) -> Void
  ) throws(WireError) {
    var last = first
    body(last)
    var reader = WireReader(block)
    while !reader.isAtEnd {
      last &+= try reader.varint()
      body(last)
    }
  }
}
