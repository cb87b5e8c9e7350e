/// The different combinations of type and tags among some events, and which lists of positions each belongs to.
///
/// Thousands of events share a few combinations. They are told apart by a hash over the words of their texts, and compared
/// where the hashes agree: nothing is copied for one that is known.
struct LabelSets {
  private struct Known {
    var hash: Int
    var type: EventType
    var tags: [Tag]
    var lists: [Int]
  }

  private var sets: [Known] = []
  private var slots = SlotTable()

  /// The number of an event's combination, or `nil` when it is new.
  func find(_ entries: Span<IndexEntry>, _ index: Int) -> Int? {
    slots.entry(in: slot(entries, index, Self.hash(entries, index)))
  }

  /// Adds an event's combination, which is new, and returns its number.
  mutating func add(_ entries: Span<IndexEntry>, _ index: Int, _ lists: [Int]) -> Int {
    let hash = Self.hash(entries, index)
    let slot = slot(entries, index, hash)
    sets.append(
      Known(hash: hash, type: entries[index].type, tags: entries[index].tags, lists: lists))
    slots.add(in: slot, count: sets.count) { [sets] in sets[$0].hash }
    return sets.count - 1
  }

  /// The lists of a combination.
  func lists(_ number: Int) -> [Int] { sets[number].lists }

  /// The slot of a combination, or the free one where it belongs.
  private func slot(_ entries: Span<IndexEntry>, _ index: Int, _ hash: Int) -> Int {
    let sets = self.sets.span
    var slot = slots.first(hash)
    while let set = slots.entry(in: slot) {
      if sets[set].hash == hash, Self.isEqual(sets, set, entries, index) { break }
      slot = slots.next(slot)
    }
    return slot
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
