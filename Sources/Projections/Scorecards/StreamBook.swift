import EventStore
import Synchronization

/// 流名册: the names of streams by their numbers, block by block, as they were first asked for.
///
/// The stream of a number never changes, so that copies of a shelf share it.
final class StreamBook: Sendable {
  /// The names of a block of a shelf, one after the other, each behind room for the seed of a lot.
  struct Block: Sendable {
    /// Bytes of a seed.
    static let seedBytes = 8
    /// All names together, and zeros before each.
    private(set) var bytes: [UInt8] = []
    /// Where each lies with its room; nothing where there is no account yet.
    private(set) var parts: [HashPart] = []

    /// Takes the next name; an empty one where there is no account yet.
    mutating func add(_ name: String) {
      let start = bytes.count
      if !name.isEmpty {
        bytes += repeatElement(0, count: Self.seedBytes)
        bytes += name.utf8
      }
      parts.append(HashPart(start..<bytes.count))
    }

    /// Whether it names a place.
    func names(_ place: Int) -> Bool { place < parts.count && !parts[place].range.isEmpty }
  }

  private let blocks = Mutex<[Int: Block]>([:])

  /// A block that names a place in it, made anew where what is known does not.
  func block(_ index: Int, naming place: Int, _ make: () throws -> Block) rethrows -> Block {
    if let known = blocks.withLock({ $0[index] }), known.names(place) { return known }
    let made = try make()
    blocks.withLock { $0[index] = made }
    return made
  }
}

extension AccountShelf {
  /// The names of the streams of the accounts at some numbers, ascending, which are not opened for it.
  /// - Parameter body: takes some of the numbers, all of one block, and the block's names.
  /// - Throws: ``EventStore/LogError`` when the log cannot be read.
  func forEachStreamBlock(
    _ numbers: [UInt32], _ body: (ArraySlice<UInt32>, StreamBook.Block) throws -> Void
  ) throws {
    var next = 0
    while next < numbers.count, Int(numbers[next]) < count {
      let index = Int(numbers[next]) / Self.blockSize
      let end = numbers[next...].firstIndex { Int($0) / Self.blockSize > index } ?? numbers.count
      let last = Int(numbers[end - 1]) % Self.blockSize
      let block = try streams.block(index, naming: last) { try names(ofBlock: index) }
      try body(numbers[next..<end], block)
      next = end
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
