/// The different combinations of type and tags among some events, and which lists of positions each belongs to.
///
/// Thousands of events share a few combinations. They are told apart by a hash over the words of their texts, and compared
/// where the hashes agree: nothing is copied for one that is known.
struct LabelSets {
  private struct Known {
    var type: EventType
    var tags: [Tag]
    var lists: [Int]
  }

  private var sets: [Known] = []
  private var slots = SlotTable()

  /// The number of an event's combination, or `nil` when it is new.
  func find(_ entries: Span<IndexEntry>, _ index: Int) -> Int? {
    search(entries, index, Self.hash(entries, index)).entry
  }

  /// Adds an event's combination, which is new, and returns its number.
  mutating func add(_ entries: Span<IndexEntry>, _ index: Int, _ lists: [Int]) -> Int {
    let hash = Self.hash(entries, index)
    let slot = search(entries, index, hash).slot
    sets.append(Known(type: entries[index].type, tags: entries[index].tags, lists: lists))
    slots.add(in: slot, hash, count: sets.count)
    return sets.count - 1
  }

  /// The lists of a combination.
  func lists(_ number: Int) -> [Int] { sets[number].lists }

  private func search(
    _ entries: Span<IndexEntry>, _ index: Int, _ hash: Int
  ) -> (slot: Int, entry: Int?) {
    let sets = self.sets.span
    return slots.find(hash) { Self.isEqual(sets, $0, entries, index) }
  }

  private static func isEqual(
    _ sets: Span<Known>, _ set: Int, _ entries: Span<IndexEntry>, _ index: Int
  ) -> Bool {
    let known = sets[set].tags.span
    let tags = entries[index].tags.span
    guard known.count == tags.count, sets[set].type == entries[index].type else { return false }
    if known.isIdentical(to: tags) { return true }
    for tag in tags.indices where !known[tag].text.hasSameBytes(as: tags[tag].text) {
      return false
    }
    return true
  }

  private static func hash(_ entries: Span<IndexEntry>, _ index: Int) -> Int {
    var hash = UInt64(0x9E37_79B9_7F4A_7C15)
    mix(entries[index].type.text, into: &hash)
    let tags = entries[index].tags.span
    for tag in tags.indices { mix(tags[tag].text, into: &hash) }
    return Int(truncatingIfNeeded: hash ^ hash >> 29)
  }

  private static func mix(_ text: borrowing String, into hash: inout UInt64) {
    let bytes = text.utf8.span
    var offset = 0
    while let word = bytes.word(at: offset) {
      step(word, into: &hash)
      offset += 8
    }
    var rest = UInt64(bytes.count)
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    step(rest, into: &hash)
  }

  private static func step(_ word: UInt64, into hash: inout UInt64) {
    hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 32
  }
}
