/// Where streams stand, found by name; the name's hash is worked out once by whoever hands a request in.
///
/// Open addressing over one array of entries: nothing is hashed or counted here, and dropping the table drops the array.
struct HeadTable {
  private struct Entry {
    var stream: StreamID
    /// `nil` for a stream that was noted and taken back.
    var head: TailHead?
  }

  private var entries: [Entry] = []
  private var slots = SlotTable()

  /// Whether no stream was noted.
  var isEmpty: Bool { entries.isEmpty }

  /// Where a stream stands, or `nil` when it was not noted.
  func head(of stream: StreamID, hash: Int) -> TailHead? {
    find(stream, hash).entry.flatMap { entries[$0].head }
  }

  /// Notes where a stream stands; `nil` takes it back.
  mutating func set(_ stream: StreamID, hash: Int, _ head: TailHead?) {
    let (slot, entry) = find(stream, hash)
    if let entry {
      entries[entry].head = head
      return
    }
    if head == nil { return }
    entries.append(Entry(stream: stream, head: head))
    slots.add(in: slot, hash, count: entries.count)
  }

  private func find(_ stream: StreamID, _ hash: Int) -> (slot: Int, entry: Int?) {
    let entries = self.entries.span
    return slots.find(hash) { entries[$0].stream == stream }
  }
}
