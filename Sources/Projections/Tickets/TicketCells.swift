/// The cells of all streams, in blocks: the list grows without copying what it holds, which is most of the memory of a
/// large import.
struct TicketCells: Sendable {
  private static let blockBits = 14
  private static let blockSize = 1 << blockBits

  private var blocks: [[TicketCell]] = []
  /// Number of cells.
  private(set) var count = 0

  /// Adds a cell at the end.
  mutating func append(_ cell: TicketCell) {
    if count == blocks.count << Self.blockBits {
      var block: [TicketCell] = []
      block.reserveCapacity(Self.blockSize)
      blocks.append(block)
    }
    blocks[count >> Self.blockBits].append(cell)
    count += 1
  }

  /// The cell of a stream number.
  subscript(index: Int) -> TicketCell {
    get { blocks[index >> Self.blockBits][index & (Self.blockSize - 1)] }
    set { blocks[index >> Self.blockBits][index & (Self.blockSize - 1)] = newValue }
  }

  /// Calls `body` with each block in turn.
  func forEachBlock(_ body: (Span<TicketCell>) throws -> Void) rethrows {
    for block in blocks { try body(block.span) }
  }

  /// Calls `body` with each cell in turn.
  func forEach(_ body: (TicketCell) throws -> Void) rethrows {
    for block in blocks { for cell in block { try body(cell) } }
  }
}
