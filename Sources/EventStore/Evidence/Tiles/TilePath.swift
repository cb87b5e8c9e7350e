/// Address of a part of the tree (c2sp.org/tlog-tiles): `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`.
public struct TilePath: Hashable, Sendable, CustomStringConvertible {
  /// What a tile holds.
  public enum Content: Hashable, Sendable {
    /// Hashes of a level: 0 holds leaf hashes, each next one the roots of full tiles below.
    case hashes(level: Int)
    /// The entries themselves.
    case entries
  }

  /// Hashes or entries of a full tile.
  public static let fullWidth = 256

  /// What it holds.
  public let content: Content
  /// Place of the tile in its level, from 0.
  public let index: UInt64
  /// How many hashes or entries: 1 to 255 for a partial tile, 256 for a full one.
  public let width: Int

  /// An address; `nil` when level or width are out of range.
  public init?(_ content: Content, index: UInt64, width: Int = TilePath.fullWidth) {
    guard (1...Self.fullWidth).contains(width) else { return nil }
    if case .hashes(let level) = content, !(0...63).contains(level) { return nil }
    self.content = content
    self.index = index
    self.width = width
  }

  /// The bundle that holds an entry, as wide as a tree of `treeSize` leaves makes it.
  public static func entries(holding entry: UInt64, treeSize: UInt64) -> TilePath? {
    guard entry < treeSize else { return nil }
    let index = entry / UInt64(fullWidth)
    let rest = treeSize - index * UInt64(fullWidth)
    return TilePath(.entries, index: index, width: Int(min(rest, UInt64(fullWidth))))
  }

  /// Reads an address; `nil` when it is not the one way to write one.
  public init?(path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard parts.popFirst() == "tile", let kind = parts.popFirst() else { return nil }
    let content: Content
    if kind == "entries" {
      content = .entries
    } else {
      guard let level = Int(kind) else { return nil }
      content = .hashes(level: level)
    }
    var width = Self.fullWidth
    if parts.count >= 2, parts[parts.endIndex - 2].hasSuffix(".p") {
      guard let number = Int(parts.removeLast()), number < Self.fullWidth else { return nil }
      width = number
      parts[parts.endIndex - 1] = parts[parts.endIndex - 1].dropLast(2)
    }
    var index: UInt64 = 0
    for part in parts {
      let digits = part.hasPrefix("x") ? part.dropFirst() : part
      guard digits.utf8.count == 3, let group = UInt64(digits) else { return nil }
      let (product, overflow) = index.multipliedReportingOverflow(by: 1_000)
      guard !overflow, product <= UInt64.max - group else { return nil }
      index = product + group
    }
    self.init(content, index: index, width: width)
    guard !parts.isEmpty, text.hasSameBytes(as: path) else { return nil }
  }

  /// The address.
  public var text: String {
    var digits = String(index)
    digits = String(repeating: "0", count: (3 - digits.count % 3) % 3) + digits
    var groups: [String] = []
    while !digits.isEmpty {
      groups.append((digits.count > 3 ? "x" : "") + digits.prefix(3))
      digits.removeFirst(3)
    }
    let place = groups.joined(separator: "/")
    let kind =
      switch content {
      case .hashes(let level): String(level)
      case .entries: "entries"
      }
    return "tile/\(kind)/\(place)" + (width == Self.fullWidth ? "" : ".p/\(width)")
  }

  /// The address.
  public var description: String { text }

  /// Leaves below the tile: of which position the first and last event are; `nil` beyond any log.
  var leaves: Range<UInt64>? {
    let level =
      switch content {
      case .hashes(let level): level
      case .entries: 0
      }
    guard level < 8 else { return nil }
    let each = TreeGroup.leaves(level: level)
    let (first, overflow) = index.multipliedReportingOverflow(by: each << 8)
    guard !overflow, level < 7 || index == 0, first <= UInt64(Int64.max) else { return nil }
    let (count, tooMany) = UInt64(width).multipliedReportingOverflow(by: each)
    guard !tooMany else { return nil }
    let (end, beyond) = first.addingReportingOverflow(count)
    return beyond ? nil : first..<end
  }
}

extension LogSnapshot {
  /// The bytes of a tile or entry bundle, or `nil` when this view of the log does not fill it.
  ///
  /// A tile of hashes is `width` × 32 bytes; a bundle is for each entry its length in two bytes, big-endian, and the
  /// record as stored and hashed.
  /// - Throws: ``LogError`` when the log cannot be read.
  public func tile(_ path: TilePath) throws -> [UInt8]? {
    guard let leaves = path.leaves, leaves.upperBound <= size else { return nil }
    var bytes: [UInt8] = []
    switch path.content {
    case .hashes(let level):
      let first = path.index * UInt64(TilePath.fullWidth)
      bytes.reserveCapacity(path.width * 32)
      for node in first..<(first + UInt64(path.width)) {
        try source.node(level: level, index: node).append(to: &bytes)
      }
    case .entries:
      let range = ReadRange(
        after: Position(leaves.lowerBound), upTo: Position(leaves.upperBound))
      try scan(.all, range) { event in
        let record = event.record.bytes
        bytes.appendBigEndian(UInt16(record.count))
        for index in record.indices { bytes.append(record[index]) }
        return .next
      }
    }
    return bytes
  }
}
