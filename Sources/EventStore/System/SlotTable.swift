/// Finds entries of a list by their hashes: open addressing over the entries' numbers; the list itself is its owner's.
package struct SlotTable: Sendable {
  /// Half of the hash, and the entry's number + 1; 0 where free. A power of two long.
  private var slots = [UInt64](repeating: 0, count: 64)

  /// A table of no entries.
  package init() {}

  /// The slot of the entry with a hash that `fits`, or the free one where it belongs, with `nil`.
  ///
  /// - Parameter fits: asked of entries whose hashes probably agree; nearly all others are passed over unread.
  @inline(__always)
  package func find(_ hash: Int, _ fits: (Int) -> Bool) -> (slot: Int, entry: Int?) {
    let slots = self.slots.span
    let half = UInt64(truncatingIfNeeded: hash) << 32
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] & ~0xFFFF_FFFF == half, fits(entry) { return (slot, entry) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, nil)
  }

  /// Notes the newest entry, the last of `count`, in the free slot that ``find(_:_:)`` gave.
  package mutating func add(in slot: Int, _ hash: Int, count: Int) {
    slots[slot] = UInt64(truncatingIfNeeded: hash) << 32 | UInt64(count)
    if count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for held in old where held != 0 {
      var slot = Int(held >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = held
    }
  }
}
