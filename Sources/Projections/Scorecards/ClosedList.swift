import EventStore
import Wire

/// 结案名册: the tickets that are closed, in the order of their numbers, which is that of their first events; counted and
/// found by places, without being told one by one.
struct ClosedList: Sendable {
  /// A block of a shelf that has some.
  private struct Block: Sendable {
    let index: Int
    /// A bit for each slot whose ticket is one.
    let bits: AccountShelf.Summary.Bits
    /// How many there are up to here.
    let end: Int
  }

  private var blocks: [Block] = []

  /// How many there are.
  var count: Int { blocks.last?.end ?? 0 }

  /// Takes the next block.
  fileprivate mutating func add(_ bits: AccountShelf.Summary.Bits, ofBlock index: Int) {
    let ones = bits.indices.reduce(0) { $0 + bits[$1].nonzeroBitCount }
    if ones > 0 { blocks.append(Block(index: index, bits: bits, end: count + ones)) }
  }

  /// The ticket at a place, from 0.
  func number(at place: Int) -> StreamNumber {
    var range = blocks.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        blocks[middle].end > place
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    let block = blocks[range.lowerBound]
    var left = place - (range.lowerBound > 0 ? blocks[range.lowerBound - 1].end : 0)
    var word = 0
    while left >= block.bits[word].nonzeroBitCount {
      left -= block.bits[word].nonzeroBitCount
      word += 1
    }
    var bits = block.bits[word]
    for _ in 0..<left { bits &= bits - 1 }
    let slot = word << 6 | bits.trailingZeroBitCount
    return StreamNumber(UInt64(block.index * AccountShelf.blockSize + slot))
  }
}

extension AccountShelf {
  /// The cases that are closed.
  /// - Parameters:
  ///   - times: when they were closed last; `nil` for any time.
  ///   - unit: who answered for them then; `nil` for any.
  /// - Throws: ``EventStore/LogError`` when a unit can be told from another only by an account that the log cannot give back.
  /// - Complexity: O(streams / 256); where a unit is asked for, and in blocks that a time cuts, O(streams).
  func closedList(in times: Range<Instant>?, by unit: String?) throws -> ClosedList {
    var list = ClosedList()
    var number: UInt16?
    if let unit {
      number = names.units.known(unit.utf8.span)
      if number == nil, names.units.isFull { number = UInt16(NameTable.namesMax - 1) }
      // No ticket names it.
      if number == nil { return list }
    }
    let first = times?.lowerBound.microseconds ?? .min
    let last = times.map { $0.upperBound.microseconds - 1 } ?? .max
    for block in 0..<blockCount {
      let summary = summary(ofBlock: block)
      guard summary.mayConcern(.closed), summary.closings.first <= last,
        summary.closings.last >= first
      else { continue }
      var bits = summary.closed
      if number != nil || summary.closings.first < first || summary.closings.last > last {
        let slots = slots(ofBlock: block)
        bits = Self.bits(in: summary, slots) { brief in
          brief.closedAt >= first && brief.closedAt <= last
            && (number.map { brief.closer == $0 } ?? true)
        }
        if let unit, names.units.isFull { bits = try told(bits, block, unit) }
      }
      list.add(bits, ofBlock: block)
    }
    return list
  }

  /// The closed tickets of a block for whose briefs something holds.
  private static func bits(
    in summary: Summary, _ slots: [Slot], where holds: (borrowing TicketBrief) -> Bool
  ) -> Summary.Bits {
    var closed = summary.places(.closed, in: slots)
    var places = Places()
    while let place = closed.popFirst() {
      if holds(slots.span[place].brief) { places.insert(place) }
    }
    return places.bits
  }

  /// Those that a unit answered for, by their accounts: where there are too many names, the last number is of several.
  private func told(_ bits: Summary.Bits, _ block: Int, _ unit: String) throws -> Summary.Bits {
    var told = bits
    for place in 0..<Self.blockSize where bits[place >> 6] >> UInt64(place & 63) & 1 == 1 {
      let number = StreamNumber(UInt64(block * Self.blockSize + place))
      let closing = try account(number)?.last(.closed)
      if closing?.unit.hasSameBytes(as: unit) != true {
        told[place >> 6] &= ~(1 << UInt64(place & 63))
      }
    }
    return told
  }
}
