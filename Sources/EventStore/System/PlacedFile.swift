private import Glibc

// SAFETY: paths are Swift strings, terminated and alive for each call; buffers bound the lengths that are passed.
/// A file that is read and written in pieces, each at its own place.
final class PlacedFile: Sendable {
  /// Where the file is.
  let path: String
  private let descriptor: Int32

  /// Opens a file, or returns `nil` when there is none.
  init?(_ path: String, isReadOnly: Bool) throws(LogError) {
    let opened = unsafe open(path, (isReadOnly ? O_RDONLY : O_RDWR) | O_CLOEXEC)
    if opened < 0 {
      if errno == ENOENT { return nil }
      throw FileSystem.failure("open", path)
    }
    self.path = path
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// How many bytes it has.
  func length() throws(LogError) -> UInt64 {
    guard let bytes = FileSystem.size(ofDescriptor: descriptor) else {
      throw FileSystem.failure("stat", path)
    }
    return bytes
  }

  /// Bytes at an offset; fewer where the file ends.
  func read(_ count: Int, at offset: UInt64) throws(LogError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let start = filled
      // SAFETY: the pointer and length stay inside `bytes`.
      let got = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(
          descriptor, $0.baseAddress.map { unsafe $0 + start }, count - start,
          off_t(offset) + off_t(start))
      }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw FileSystem.failure("read", path) }
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// Puts bytes at an offset; the file grows where they reach beyond its end.
  func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
    var written = 0
    while written < bytes.count {
      let start = written
      // SAFETY: the pointer and length stay inside `bytes`.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(
          descriptor, $0.baseAddress.map { unsafe $0 + start }, bytes.count - start,
          off_t(offset) + off_t(start))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw FileSystem.failure("write", path) }
      written += count
    }
  }

  /// Makes what was written durable.
  func sync() throws(LogError) {
    if fdatasync(descriptor) != 0 { throw FileSystem.failure("sync", path) }
  }
}
