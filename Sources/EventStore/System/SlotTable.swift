/// Finds entries of a list by their hashes: open addressing over the entries' numbers; the list itself is its owner's.
struct SlotTable {
  /// Entry number + 1, or 0 where free; a power of two long.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// Where the search for a hash begins; it goes on to ``next(_:)`` until the entry fits, or the slot is free.
  @inline(__always)
  func first(_ hash: Int) -> Int { hash & (slots.count - 1) }

  /// The slot after one that holds another entry.
  @inline(__always)
  func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }

  /// The entry in a slot, or `nil` where it is free.
  @inline(__always)
  func entry(in slot: Int) -> Int? { slots[slot] == 0 ? nil : Int(slots[slot]) - 1 }

  /// Notes the newest entry, the last of `count`, in its slot.
  ///
  /// - Parameter hash: of any entry; asked when the table must grow.
  mutating func add(in slot: Int, count: Int, hash: (Int) -> Int) {
    slots[slot] = UInt32(count)
    if count * 2 <= slots.count { return }
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for entry in 0..<count {
      var slot = first(hash(entry))
      while slots[slot] != 0 { slot = next(slot) }
      slots[slot] = UInt32(entry + 1)
    }
  }
}
