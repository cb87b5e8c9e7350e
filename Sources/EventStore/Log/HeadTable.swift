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
  private var slots = SlotTable()

  /// Whether no stream was noted.
  var isEmpty: Bool { entries.isEmpty }

  /// Where a stream stands, or `nil` when it was not noted.
  func head(of stream: StreamID, hash: Int) -> TailHead? {
    slots.entry(in: slot(of: stream, hash)).flatMap { entries[$0].head }
  }

  /// Notes where a stream stands; `nil` takes it back.
  mutating func set(_ stream: StreamID, hash: Int, _ head: TailHead?) {
    let slot = slot(of: stream, hash)
    if let entry = slots.entry(in: slot) {
      entries[entry].head = head
      return
    }
    if head == nil { return }
    entries.append(Entry(stream: stream, hash: hash, head: head))
    slots.add(in: slot, count: entries.count) { [entries] in entries[$0].hash }
  }

  /// The slot that holds a stream, or the free one where it belongs.
  private func slot(of stream: StreamID, _ hash: Int) -> Int {
    let entries = self.entries.span
    var slot = slots.first(hash)
    while let entry = slots.entry(in: slot) {
      if entries[entry].hash == hash, entries[entry].stream == stream { break }
      slot = slots.next(slot)
    }
    return slot
  }
}
