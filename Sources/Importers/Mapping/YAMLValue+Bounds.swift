import Hotline

/// How large a reference file may be, so that reading one is always quick.
public enum ReferenceFileLimits {
  /// Most bytes of a file: 64 KiB.
  public static let bytesMax = 65_536
  /// How deep lists and maps may stand in each other.
  public static let depthMax = 12
}

extension YAMLValue {
  /// Reads a YAML text whose size and shape are bounded: no more than 64 KiB, nested no deeper than twelve, and
  /// without anchors and aliases, by which a short text can stand for an endless one.
  ///
  /// - Throws: ``ImportError/mapping(_:)`` with file, line and how to mend it.
  static func parseBounded(_ yaml: String, file: String) throws(ImportError) -> YAMLValue {
    guard yaml.utf8.count <= ReferenceFileLimits.bytesMax else {
      throw .mapping(
        "\(file) has \(yaml.utf8.count) bytes, more than \(ReferenceFileLimits.bytesMax); shorten it"
      )
    }
    // Before the parser sees them: it would compare expanded keys.
    var line = 1
    var before = UInt8(ascii: " ")
    let bytes = Array(yaml.utf8)
    var isComment = false
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        line += 1
        isComment = false
      } else if byte == UInt8(ascii: "#"), isBlank(before) {
        isComment = isLineStart(bytes, index) || isComment
      } else if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), !isComment,
        opensToken(before), index + 1 < bytes.count, !isBlank(bytes[index + 1])
      {
        throw .mapping(
          "\(file):\(line): anchors and aliases (&name, *name) are not taken; write the value out, and in "
            + "a text put a space after the sign")
      }
      before = byte
    }
    let root = try parse(yaml, file: file)
    try root.checkDepth(1)
    return root
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func opensToken(_ byte: UInt8) -> Bool {
    isBlank(byte) || "[{,:-?\"'".utf8.contains(byte)
  }

  /// Whether only blanks stand before a place in its line.
  private static func isLineStart(_ bytes: [UInt8], _ index: Int) -> Bool {
    var at = index - 1
    while at >= 0, bytes[at] == 0x20 || bytes[at] == 0x09 { at -= 1 }
    return at < 0 || bytes[at] == 0x0A
  }

  private func checkDepth(_ depth: Int) throws(ImportError) {
    guard depth <= ReferenceFileLimits.depthMax else {
      throw error("is nested deeper than \(ReferenceFileLimits.depthMax); flatten it")
    }
    switch node {
    case .scalar: return
    case .sequence:
      for item in try list() { try item.checkDepth(depth + 1) }
    case .mapping:
      for (_, value) in try pairs() { try value.checkDepth(depth + 1) }
    case .alias: throw error("is an alias; write the value out")
    }
  }

  /// The value at a path of keys and numbers, or the nearest above it that there is.
  func nearest(_ place: [PlaceStep]) -> YAMLValue {
    guard let step = place.first else { return self }
    switch step {
    case .key(let key):
      guard let value = optional(key) else { return self }
      return value.nearest(Array(place.dropFirst()))
    case .item(let index):
      guard let items = try? list(), items.indices.contains(index) else { return self }
      return items[index].nearest(Array(place.dropFirst()))
    }
  }
}
