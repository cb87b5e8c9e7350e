/// The list of sealed segments: what backups copy once, and what a sealed file must still be.
///
/// A text file that ends in the SHA-256 of the lines before, replaced as a whole.
struct SegmentManifest: Hashable {
  /// A sealed segment.
  struct Entry: Hashable {
    var number: UInt64
    /// First and last position.
    var first: UInt64
    var last: UInt64
    /// Root of the tree over everything up to `last`.
    var root: Digest
    /// Length and SHA-256 of the file.
    var bytes: UInt64
    var sha256: Digest
  }

  /// In order of number, without gaps, from 1.
  var entries: [Entry] = []

  static let fileName = "segments"
  private static let heading = "anjuan sealed segments 1"

  func encoded() -> [UInt8] {
    var text = Self.heading + "\n"
    for entry in entries {
      text +=
        "\(entry.number) \(entry.first) \(entry.last) \(entry.root) "
        + "\(entry.bytes) \(entry.sha256)\n"
    }
    return Array((text + sha256(Array(text.utf8)).hex + "\n").utf8)
  }

  /// Reads the manifest of a log directory; a missing one is empty.
  static func load(_ directory: String) throws(LogError) -> SegmentManifest {
    let path = directory + "/" + fileName
    guard FileSystem.exists(path) else { return SegmentManifest() }
    let damaged = LogError.unusable("\(path) is damaged; restore it from a backup")
    guard let text = String(validating: try FileSystem.read(path)) else { throw damaged }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 3, lines.removeLast().isEmpty, let sum = lines.popLast(),
      lines.first == heading[...],
      EventStore.sha256(Array((lines.joined(separator: "\n") + "\n").utf8)).hex == sum
    else { throw damaged }
    var manifest = SegmentManifest()
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ")
      guard parts.count == 6, let number = UInt64(parts[0]), let first = UInt64(parts[1]),
        let last = UInt64(parts[2]), let root = Digest(hex: String(parts[3])),
        let bytes = UInt64(parts[4]), let sum = Digest(hex: String(parts[5])),
        number == UInt64(manifest.entries.count + 1)
      else { throw damaged }
      manifest.entries.append(
        Entry(number: number, first: first, last: last, root: root, bytes: bytes, sha256: sum))
    }
    return manifest
  }

  /// Replaces the manifest of a log directory.
  func save(_ directory: String) throws(LogError) {
    try FileSystem.replace(directory + "/" + Self.fileName, with: encoded())
  }
}

extension String {
  /// Text from bytes, or `nil` when they are not UTF-8.
  init?(validating bytes: [UInt8]) {
    self.init(validating: bytes, as: UTF8.self)
  }
}
