import Hotline

/// Texts and the codes they stand for, found by exact bytes.
///
/// Bytes, not `String`: texts that Unicode calls equal may differ in code points, and the table
/// lists each variant. Complexity: O(length) a look-up, without an allocation.
struct ValueTable: Sendable {
  /// One text of the table.
  struct Entry: Sendable {
    /// The text as it stands in files.
    var text: String
    /// The code it stands for.
    var code: String
    /// What the text tells about the row.
    var mark: IntakeMark?
    fileprivate var bytes: [UInt8]
  }

  /// The texts, in the order of the mapping.
  private(set) var entries: [Entry] = []
  private var slots: [Int32] = [Int32](repeating: -1, count: 16)

  /// Adds a text; `false` when the table has it.
  mutating func add(_ text: String, code: String, mark: IntakeMark?) -> Bool {
    let bytes = Array(text.utf8)
    if find(bytes.span) != nil { return false }
    entries.append(Entry(text: text, code: code, mark: mark, bytes: bytes))
    if entries.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      for index in entries.indices { place(index) }
    } else {
      place(entries.count - 1)
    }
    return true
  }

  /// Index of the entry with exactly these bytes.
  func find(_ bytes: Span<UInt8>) -> Int? {
    var slot = Self.hash(bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if Self.equal(entries[index].bytes, bytes) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func place(_ index: Int) {
    var slot = Self.hash(of: entries[index].bytes) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }

  private static func hash(of bytes: [UInt8]) -> Int {
    hash(bytes.span)
  }

  private static func equal(_ known: [UInt8], _ right: Span<UInt8>) -> Bool {
    let left = known.span
    guard left.count == right.count else { return false }
    var at = 0
    while at + 8 <= left.count {
      if left.word(at: at) != right.word(at: at) { return false }
      at += 8
    }
    while at < left.count {
      if left[at] != right[at] { return false }
      at += 1
    }
    return true
  }

  private static func hash(_ bytes: Span<UInt8>) -> Int {
    var hash = UInt64(bytes.count)
    var at = 0
    while at + 8 <= bytes.count {
      hash = (hash ^ bytes.word(at: at)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      at += 8
    }
    while at < bytes.count {
      hash = (hash ^ UInt64(bytes[at])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      at += 1
    }
    return Int(truncatingIfNeeded: hash >> 1)
  }
}
