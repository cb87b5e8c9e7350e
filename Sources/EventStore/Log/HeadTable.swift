/// Where streams stand, found by name; the name's hash is worked out once by whoever hands a request in.
///
/// Open addressing over one array of entries: nothing is hashed or counted here, and dropping the table drops the array.
struct HeadTable {
  private struct Entry {
    var stream: StreamID
    var hash: Int
    /// `nil` for a stream that was noted and taken back.
    var head: TailHead?
  }

  private var entries: [Entry] = []
  /// Entry number + 1, or 0 where free; a power of two long.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// Whether no stream was noted.
  var isEmpty: Bool { entries.isEmpty }

  /// Where a stream stands, or `nil` when it was not noted.
  func head(of stream: StreamID, hash: Int) -> TailHead? {
    let slot = slot(of: stream, hash)
    return slots[slot] == 0 ? nil : entries[Int(slots[slot]) - 1].head
  }

  /// Notes where a stream stands; `nil` takes it back.
  mutating func set(_ stream: StreamID, hash: Int, _ head: TailHead?) {
    let slot = slot(of: stream, hash)
    if slots[slot] != 0 {
      entries[Int(slots[slot]) - 1].head = head
      return
    }
    if head == nil { return }
    entries.append(Entry(stream: stream, hash: hash, head: head))
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { grow() }
  }

  /// The slot that holds a stream, or the free one where it belongs.
  private func slot(of stream: StreamID, _ hash: Int) -> Int {
    let slots = self.slots.span
    let entries = self.entries.span
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      if entries[entry].hash == hash, entries[entry].stream == stream { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = [UInt32](repeating: 0, count: mask + 1)
    for number in entries.indices {
      var slot = entries[number].hash & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
