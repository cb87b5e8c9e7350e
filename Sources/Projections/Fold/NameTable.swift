import Wire

/// Numbers short byte strings in order of first appearance; number 0 is the empty string.
///
/// Looking a name up hashes its bytes in place and copies nothing. The order of numbers depends on
/// the order of calls alone, never on the hash.
struct NameTable: Sendable {
  /// The names by number.
  private(set) var names: [[UInt8]] = [[]]
  /// Open addressing: number + 1, or 0 where free; a power of two long.
  private var slots: [UInt16] = [UInt16](repeating: 0, count: 256)

  /// Most names; what comes later shares the last number, so that a flood of names cannot exhaust
  /// memory.
  static let namesMax = 65_535

  init() {
    slots[Int(Self.hash([UInt8]().span) & 255)] = 1
  }

  /// Rebuilds a table from its names, or `nil` when they could not have come from one.
  init?(names: [[UInt8]]) {
    guard names.first == [], names.count <= Self.namesMax else { return nil }
    self.init()
    for (index, name) in names.enumerated() where number(of: name.span) != UInt16(index) {
      return nil
    }
  }

  /// The number of a name, a new one when it is seen for the first time.
  mutating func number(of name: Span<UInt8>) -> UInt16 {
    if name.isEmpty { return 0 }
    let (slot, known) = find(name)
    if let known { return known }
    guard names.count < Self.namesMax else { return UInt16(Self.namesMax - 1) }
    let number = UInt16(names.count)
    names.append([UInt8](copying: name))
    slots[slot] = number + 1
    if names.count * 2 > slots.count { grow() }
    return number
  }

  /// Whether the last number may stand for several names.
  var isFull: Bool { names.count >= Self.namesMax }

  /// The number of a name that is in the table, or `nil`.
  func known(_ name: Span<UInt8>) -> UInt16? {
    name.isEmpty ? 0 : find(name).number
  }

  /// Where a name stands, or the free slot where it would.
  private func find(_ name: Span<UInt8>) -> (slot: Int, number: UInt16?) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(name)) & mask
    let known = names.span
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if Self.equal(known[Int(number)].span, name) { return (slot, number) }
      slot = (slot + 1) & mask
    }
    return (slot, nil)
  }

  /// The text of a number.
  func text(_ number: UInt16) -> String {
    Int(number) < names.count ? String(decoding: names[Int(number)], as: UTF8.self) : ""
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = [UInt16](repeating: 0, count: mask + 1)
    for (number, name) in names.enumerated() {
      var slot = Int(truncatingIfNeeded: Self.hash(name.span)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt16(number) + 1
    }
  }

  private static func equal(_ name: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    let count = other.count
    guard name.count == count else { return false }
    if count < 8 {
      for index in 0..<count where name[index] != other[index] { return false }
      return true
    }
    var place = 0
    while place < count - 8 {
      if word(name, at: place) != word(other, at: place) { return false }
      place += 8
    }
    return word(name, at: count - 8) == word(other, at: count - 8)
  }

  /// After FNV-1a, 64 bits, but eight bytes at a time; the last eight may be taken with some before them once more.
  private static func hash(_ name: Span<UInt8>) -> UInt64 {
    let count = name.count
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(count)
    func take(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    if count < 8 {
      var word: UInt64 = 0
      for index in 0..<count { word = word << 8 | UInt64(name[index]) }
      take(word)
    } else {
      var place = 0
      while place < count - 8 {
        take(word(name, at: place))
        place += 8
      }
      take(word(name, at: count - 8))
    }
    return hash
  }

  /// Eight bytes as a number.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
    var reader = WireReader(bytes.extracting(place..<(place + 8)))
    return UInt64(bitPattern: (try? reader.sfixed64()) ?? 0)
  }
}
