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
      let text = try? FileSystem.read("/proc/self/maps") + [0]
    else { return nil }
    // Lines are: start-end permissions offset device inode path. Only a shared read-only map will do, and only one:
    // another environment's map of the same file may end before this one. A process may have thousands of other maps, so
    // that they are not looked at one by one.
    let inode = String(info.st_ino)
    var found: [(start: UInt, end: UInt)] = []
    var place = 0
    while let hit = Self.find(" r--s ", in: text, from: place) {
      let begin = text[..<hit].lastIndex(of: Self.lineFeed).map { $0 + 1 } ?? 0
      place = text[hit...].firstIndex(of: Self.lineFeed) ?? text.count - 1
      let words = String(decoding: text[begin..<place], as: UTF8.self).split(
        separator: " ", maxSplits: 5)
      guard words.count >= 6, words[4] == inode else { continue }
      let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2 else { return nil }
      found.append((ends[0], ends[1]))
    }
    guard found.count == 1 else { return nil }
    start = found[0].start
    length = found[0].end - found[0].start
  }

  private static let lineFeed = UInt8(ascii: "\n")

  /// Where a text begins in another, which ends with a zero, from a place on.
  private static func find(_ wanted: StaticString, in text: [UInt8], from place: Int) -> Int? {
    precondition(place < text.count && text.last == 0, "the text ends with a zero")
    // SAFETY: both texts end with a zero, as a string of C does, and live for the call; the hit lies in `text`.
    return unsafe text.withUnsafeBytes { bytes in
      guard let base = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress,
        let hit = unsafe strstr(
          base + place, UnsafeRawPointer(wanted.utf8Start).assumingMemoryBound(to: CChar.self))
      else { return nil }
      return unsafe UnsafePointer(hit) - base
    }
  }

  /// Lets the first `bytes` of the map go from this process's memory; they come back when they are read.
  func letGo(bytes: UInt64) {
    // SAFETY: the range lies in a shared, read-only file map, for which MADV_DONTNEED drops no data.
    _ = unsafe madvise(
      UnsafeMutableRawPointer(bitPattern: start), Int(min(UInt64(length), bytes)), MADV_DONTNEED)
  }
}
