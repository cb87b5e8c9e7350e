import EventStore
import Synchronization

/// 流名册: the names of streams by their numbers, block by block, as they were first asked for.
///
/// The stream of a number never changes, so that copies of a shelf share it.
final class StreamBook: Sendable {
  /// The names of a block of a shelf, one after the other.
  struct Block: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    /// Takes the next name; an empty one where there is no account yet.
    mutating func add(_ name: String) {
      bytes += name.utf8
      ends.append(UInt32(clamping: bytes.count))
    }

    /// Where a name lies in ``bytes``.
    func range(_ place: Int) -> Range<Int> {
      guard place < ends.count else { return 0..<0 }
      return (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
    }

    /// All names together.
    var all: [UInt8] { bytes }
  }

  private let blocks = Mutex<[Int: Block]>([:])

  /// A block that names a place in it, made anew where what is known does not.
  func block(_ index: Int, naming place: Int, _ make: () throws -> Block) rethrows -> Block {
    if let known = blocks.withLock({ $0[index] }), !known.range(place).isEmpty { return known }
    let made = try make()
    blocks.withLock { $0[index] = made }
    return made
  }
}

extension AccountShelf {
  /// The names of the streams of the accounts at some numbers, ascending, which are not opened for it.
  /// - Throws: ``EventStore/LogError`` when the log cannot be read.
  func forEachStream(_ numbers: [UInt32], _ body: (UInt32, Span<UInt8>) throws -> Void) throws {
    var index = -1
    var block = StreamBook.Block()
    for number in numbers where Int(number) < count {
      let place = Int(number) % Self.blockSize
      if index != Int(number) / Self.blockSize || block.range(place).isEmpty {
        index = Int(number) / Self.blockSize
        block = try streams.block(index, naming: place) { try names(ofBlock: index) }
      }
      let range = block.range(place)
      if range.isEmpty { continue }
      let bytes = block.all
      let name = bytes.span.extracting(range)
      try body(number, name)
    }
  }

  /// Reads the names of all streams, which a spot check would else wait for.
  /// - Throws: ``EventStore/LogError`` when the log cannot be read.
  func nameStreams() throws {
    _ = try WorkShare.all(2) { share in
      for index in share.stretch(of: blockCount) {
        let last = min(Self.blockSize, count - index * Self.blockSize) - 1
        _ = try streams.block(index, naming: last) { try names(ofBlock: index) }
      }
    }
  }

  private func names(ofBlock index: Int) throws -> StreamBook.Block {
    let slots = slots(ofBlock: index)
    var block = StreamBook.Block()
    guard let source, slots.contains(where: \.isInLog) else {
      for slot in slots { block.add(slot.stream ?? "") }
      return block
    }
    try source.log.withSnapshot { snapshot in
      for slot in slots {
        if slot.isInLog, !slot.brief.isEmpty {
          block.add(try AccountSource.stream(at: slot.brief.last, snapshot))
        } else {
          block.add(slot.stream ?? "")
        }
      }
    }
    return block
  }
}
