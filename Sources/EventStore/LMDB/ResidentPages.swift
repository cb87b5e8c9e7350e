private import Glibc

/// The part of this process's address space that maps a data file.
///
/// Pages read through the map count as memory of the process although the system may drop them at any time; a scan of
/// a large log or an import would look as large as its files. Letting them go keeps the process small; the system's
/// page cache still holds them.
struct ResidentPages: Sendable {
  private let start: UInt
  private let length: UInt

  /// Finds the map of a file that this process has open, or `nil` when there is none, or more than one.
  init?(ofFile path: String) {
    var info = stat()
    // SAFETY: `path` is terminated and lives for the call; `info` is ours, one whole `stat`, and read
    // only when the call says that it filled it.
    guard unsafe stat(path, &info) == 0,
      let text = try? FileSystem.read("/proc/self/maps")
    else { return nil }
    // Lines are: start-end permissions offset device inode path. Only a shared read-only map will do, and only one:
    // another environment's map of the same file may end before this one.
    let inode = String(info.st_ino)
    var found: [(start: UInt, end: UInt)] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 5).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard words.count >= 6, words[4] == inode, words[1] == "r--s" else { continue }
      let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2 else { return nil }
      found.append((ends[0], ends[1]))
    }
    guard found.count == 1 else { return nil }
    start = found[0].start
    length = found[0].end - found[0].start
  }

  /// Lets the first `bytes` of the map go from this process's memory; they come back when they are read.
  func letGo(bytes: UInt64) {
    // SAFETY: the range lies in a shared, read-only file map, for which MADV_DONTNEED drops no data.
    _ = unsafe madvise(
      UnsafeMutableRawPointer(bitPattern: start), Int(min(UInt64(length), bytes)), MADV_DONTNEED)
  }
}
