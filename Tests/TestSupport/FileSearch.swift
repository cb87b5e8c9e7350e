import EventStore
import Glibc

/// Looks for bytes in every file below a directory.
public enum FileSearch {
  /// Paths of the files that contain the bytes.
  public static func files(_ path: String, containing bytes: [UInt8]) throws -> [String] {
    var found: [String] = []
    for name in try FileSystem.list(path) {
      let file = path + "/" + name
      if FileSystem.isDirectory(file) {
        found += try files(file, containing: bytes)
      } else if contains(try FileSystem.read(file), bytes) {
        found.append(file)
      }
    }
    return found
  }

  /// Whether bytes occur in others.
  public static func contains(_ content: [UInt8], _ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return true }
    return content.withUnsafeBytes { all in
      bytes.withUnsafeBytes { wanted in
        guard let base = all.baseAddress, let start = wanted.baseAddress else { return false }
        var offset = 0
        while offset + wanted.count <= all.count,
          let hit = memchr(base + offset, Int32(first), all.count - wanted.count - offset + 1)
        {
          if memcmp(hit, start, wanted.count) == 0 { return true }
          offset = UnsafeRawPointer(hit) - base + 1
        }
        return false
      }
    }
  }
}
