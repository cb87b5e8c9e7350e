import Wire

extension AccountShelf {
  /// Places of a block, from which the first is taken again and again.
  struct Places: Sendable {
    /// A bit for each.
    var bits = Summary.Bits()

    mutating func insert(_ place: Int) { bits[place >> 6] |= 1 << UInt64(place & 63) }

    /// Takes the first; `nil` when none is left.
    mutating func popFirst() -> Int? {
      for word in bits.indices where bits[word] != 0 {
        let place = bits[word].trailingZeroBitCount
        bits[word] &= bits[word] &- 1
        return word << 6 | place
      }
      return nil
    }
  }

  /// 摘要: what is true of any ticket of a block, and which of them the common questions concern.
  struct Summary: Sendable {
    private var traits = TicketBrief.Traits()
    /// A bit for each slot, for each of ``TicketConcern/listed``.
    private var listed = [Bits](repeating: Bits(), count: TicketConcern.listed.count)

    /// Between which moments those were closed that the block lists as closed, and perhaps others that it listed before.
    private(set) var closings = (first: Int64.max, last: Int64.min)

    typealias Bits = SIMD4<UInt64>

    init(_ slots: [Slot] = []) {
      for place in slots.indices where !slots.span[place].brief.isEmpty {
        add(slots.span[place].brief, at: place)
      }
    }

    /// Notes the brief of a slot of which nothing was noted.
    mutating func add(_ brief: borrowing TicketBrief, at place: Int) {
      traits.formUnion(brief.traits)
      for (index, concern) in TicketConcern.listed.enumerated() where concern.includes(brief) {
        listed[index][place >> 6] |= 1 << UInt64(place & 63)
      }
      if brief.isClosed {
        closings = (min(closings.first, brief.closedAt), max(closings.last, brief.closedAt))
      }
    }

    /// A bit for each slot whose ticket is closed.
    var closed: Bits { listed[3] }

    /// Notes that a brief gave way to another.
    /// - Returns: whether that is all; else the block has to be summed up anew.
    mutating func replace(
      _ before: borrowing TicketBrief, by after: borrowing TicketBrief, at place: Int
    ) -> Bool {
      guard after.traits.isSuperset(of: before.traits) else { return false }
      for index in listed.indices { listed[index][place >> 6] &= ~(1 << UInt64(place & 63)) }
      add(after, at: place)
      return true
    }

    /// How many cases there are.
    var cases: Int {
      (0..<4).reduce(0) { $0 + listed[0][$1].nonzeroBitCount }
    }

    /// Whether a question may concern a ticket of the block.
    func mayConcern(_ concern: TicketConcern) -> Bool {
      concern.place.map { any(listed[$0]) } ?? concern.includes(traits)
    }

    private func any(_ bits: Bits) -> Bool { (bits[0] | bits[1] | bits[2] | bits[3]) != 0 }

    /// The places of the block whose tickets a question may concern.
    /// - Parameter slots: of the block; not looked at for what the block lists.
    func places(_ concern: TicketConcern, in slots: [Slot]) -> Places {
      if let index = concern.place { return Places(bits: listed[index]) }
      var places = Places()
      for place in slots.indices where concern.includes(slots.span[place].brief) {
        places.insert(place)
      }
      return places
    }

    /// Writes it: what is true of any, when they were closed, and each list.
    func keep(in part: inout WireWriter) {
      part.varint(UInt64(traits.marks.rawValue))
      part.varint(UInt64(traits.kinds))
      part.varint(closings.first.zigzag)
      part.varint(closings.last.zigzag)
      for bits in listed {
        for word in bits.indices { part.varint(bits[word]) }
      }
    }

    init(kept reader: inout WireReader) throws(WireError) {
      traits.marks = TicketBrief.Marks(
        rawValue: UInt16(truncatingIfNeeded: try reader.varint()))
      traits.kinds = UInt32(truncatingIfNeeded: try reader.varint())
      closings.first = Int64(zigzag: try reader.varint())
      closings.last = Int64(zigzag: try reader.varint())
      for index in listed.indices {
        for word in 0..<Bits.scalarCount { listed[index][word] = try reader.varint() }
      }
    }
  }
}
