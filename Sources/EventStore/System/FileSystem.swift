private import Glibc

// SAFETY: paths are Swift strings, terminated and alive for each call; structures are filled before a call returns.
/// The few file operations the store needs, with errors as sentences.
public enum FileSystem {
  /// Creates a directory readable by its owner only; an existing one is fine.
  public static func createDirectory(_ path: String) throws(LogError) {
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
      throw failure("create the directory", path)
    }
  }

  /// Whether something is at this path.
  public static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Tells a file that is not there from one that this process may not look for.
  /// - Throws: ``LogError/denied(_:)`` for the latter.
  static func checkReach(of path: String) throws(LogError) {
    if unsafe access(path, F_OK) != 0, isRefusal(errno) { throw failure("look for", path) }
  }

  /// Size of a file in bytes, or `nil` when there is none.
  public static func size(of path: String) -> UInt64? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return UInt64(info.st_size)
  }

  /// Size of an open file in bytes, or `nil` when the system does not say.
  static func size(ofDescriptor descriptor: Int32) -> UInt64? {
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0 else { return nil }
    return UInt64(info.st_size)
  }

  /// Refuses a secret file that others than its owner may read.
  /// - Parameter advice: said after how to mend it.
  /// - Throws: ``LogError/denied(_:)``.
  public static func refuseShared(
    _ path: String, _ name: String = "", advice: String = " and try again"
  ) throws(LogError) {
    guard let mode = mode(of: path), mode & 0o077 != 0 else { return }
    let isPlace = isDirectory(path)
    throw .denied(
      "\(name)\(path) can be read by others; run `chmod \(isPlace ? "700" : "600") \(path)`\(advice)"
    )
  }

  /// Permission bits of a file, or `nil` when there is none.
  public static func mode(of path: String) -> UInt32? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return UInt32(info.st_mode) & 0o7777
  }

  /// Names in a directory, sorted.
  public static func list(_ path: String) throws(LogError) -> [String] {
    guard let directory = unsafe opendir(path) else { throw failure("list", path) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      // SAFETY: readdir fills d_name with a terminated name, valid until the next call.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whole content of a small file.
  public static func read(_ path: String) throws(LogError) -> [UInt8] {
    try readPrefix(path, bytes: .max)
  }

  /// The first bytes of a file; fewer when it is shorter.
  static func readPrefix(_ path: String, bytes most: Int) throws(LogError) -> [UInt8] {
    try read(path, from: 0, most: most)
  }

  /// The bytes of a file from an offset on, at most so many.
  public static func read(
    _ path: String, from offset: Int, most: Int = .max
  ) throws(LogError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    if offset > 0, lseek(descriptor, off_t(offset), SEEK_SET) < 0 { throw failure("seek", path) }
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    // Files of the kernel have no size until they are read.
    let expected = isKnown ? max(0, Int(status.st_size) - offset) : 0
    var content = try read(descriptor, upTo: min(most, expected), path)
    while content.count < most {
      let more = try read(descriptor, upTo: min(65_536, most - content.count), path)
      if more.isEmpty { break }
      content += more
    }
    return content
  }

  /// The next bytes of an open file; fewer where it ends.
  private static func read(
    _ descriptor: Int32, upTo count: Int, _ path: String
  ) throws(LogError) -> [UInt8] {
    if count == 0 { return [] }
    var error: LogError?
    // SAFETY: `filled` never exceeds the room, and only bytes that were read count as initialised.
    let content = unsafe [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count, let base = room.baseAddress {
        let taken = unsafe Glibc.read(descriptor, base + filled, count - filled)
        if taken < 0, errno == EINTR { continue }
        if taken < 0 { error = failure("read", path) }
        if taken <= 0 { return }
        filled += taken
      }
    }
    if let error { throw error }
    return content
  }

  /// SHA-256 of a file as it lies, read in pieces.
  public static func sha256(of path: String) throws(LogError) -> Digest {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    var hash = SHA256Stream()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      // SAFETY: the buffer holds as many bytes as read may fill.
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw failure("read", path) }
      if count == 0 { return hash.finalize() }
      hash.update(buffer.span.extracting(0..<count))
    }
  }

  /// Replaces a file as a whole: written beside it, synced, renamed, directory synced.
  public static func replace(
    _ path: String, with bytes: [UInt8], mode: UInt32 = 0o600, durable: Bool = true
  ) throws(LogError) {
    do {
      try replace(path, mode: mode, durable: durable) { write in try write(bytes.span) }
    } catch let error as LogError {
      throw error
    } catch {
      throw .system("\(path) cannot be written: \(error)")
    }
  }

  /// Replaces a file by pieces that `body` hands over one after the other.
  /// - Parameter durable: `false` for a cache that may be lost with the machine's power.
  /// - Throws: ``LogError``, or what `body` throws; the old file then stays.
  public static func replace(
    _ path: String, mode: UInt32 = 0o600, durable: Bool = true,
    _ body: (_ write: (Span<UInt8>) throws -> Void) throws -> Void
  ) throws {
    let temporary = path + ".new"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure("create", temporary) }
    defer { close(descriptor) }
    try body { piece in try write(piece, to: descriptor, temporary) }
    if durable, fsync(descriptor) != 0 { throw failure("sync", temporary) }
    try rename(temporary, to: path)
    if durable { try syncDirectory(of: path) }
  }

  private static func write(
    _ bytes: Span<UInt8>, to descriptor: Int32, _ path: String
  ) throws(LogError) {
    var written = 0
    while written < bytes.count {
      // SAFETY: the pointer stays inside `bytes`, whose count bounds the length.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(
          descriptor, $0.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw failure("write", path) }
      written += count
    }
  }

  /// Copies a file: written beside the target, synced, renamed.
  static func copy(_ source: String, to target: String, mode: UInt32) throws(LogError) {
    let from = unsafe open(source, O_RDONLY | O_CLOEXEC)
    guard from >= 0 else { throw failure("open", source) }
    defer { close(from) }
    let temporary = target + ".new"
    try remove(temporary)
    let into = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode | 0o200)
    guard into >= 0 else { throw failure("create", temporary) }
    defer { close(into) }
    while true {
      // SAFETY: both descriptors are open; the system copies without our memory.
      let count = sendfile(into, from, nil, 1 << 26)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw failure("write", temporary) }
      if count == 0 { break }
    }
    if fsync(into) != 0 { throw failure("sync", temporary) }
    try setMode(temporary, mode)
    try rename(temporary, to: target)
    try syncDirectory(of: target)
  }

  /// Whether a directory is at this path.
  public static func isDirectory(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// Renames within one file system.
  public static func rename(_ old: String, to new: String) throws(LogError) {
    if unsafe Glibc.rename(old, new) != 0 { throw failure("rename", "\(old) to \(new)") }
  }

  /// Removes a file; a missing one is fine.
  public static func remove(_ path: String) throws(LogError) {
    if unsafe unlink(path) != 0, errno != ENOENT { throw failure("remove", path) }
  }

  /// Removes a directory and everything in it; a missing one is fine.
  public static func removeTree(_ path: String) throws(LogError) {
    guard exists(path) else { return }
    for name in try list(path) {
      let child = path + "/" + name
      var info = stat()
      guard unsafe lstat(child, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR { try removeTree(child) } else { try remove(child) }
    }
    if unsafe rmdir(path) != 0, errno != ENOENT { throw failure("remove", path) }
  }

  /// Sets permission bits.
  public static func setMode(_ path: String, _ mode: UInt32) throws(LogError) {
    if unsafe chmod(path, mode) != 0 { throw failure("change the mode of", path) }
  }

  /// Makes the names in a file's directory durable.
  public static func syncDirectory(of path: String) throws(LogError) {
    let directory = parent(of: path)
    let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", directory) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw failure("sync", directory) }
  }

  /// Makes a file's content durable.
  public static func syncFile(_ path: String) throws(LogError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw failure("sync", path) }
  }

  /// Makes a file at least this long; never shortens one.
  static func extend(_ path: String, to bytes: UInt64) throws(LogError) {
    guard let now = size(of: path), now < bytes else { return }
    if unsafe truncate(path, off_t(bytes)) != 0 { throw failure("extend", path) }
  }

  /// Bytes that may still be written where `path` is, or `nil` when the system does not say.
  public static func freeBytes(at path: String) -> UInt64? {
    var info = statvfs()
    guard unsafe statvfs(path, &info) == 0 else { return nil }
    return UInt64(info.f_bavail) * UInt64(info.f_frsize)
  }

  /// The part of a path before its last slash, or `.`.
  public static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path without links and dots, or `nil` when nothing is there.
  public static func canonicalPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  static func failure(_ action: String, _ path: String) -> LogError {
    let code = errno
    let sentence =
      "cannot \(action) \(path): \(errorText(code)); check the path and its permissions"
    return isRefusal(code) ? .denied(sentence) : .system(sentence)
  }

  /// Whether an error number speaks of this process, its rights and means, and not of the file.
  static func isRefusal(_ code: Int32) -> Bool {
    [EPERM, EACCES, EROFS, ENOMEM, EMFILE, ENFILE].contains(code)
  }
}

/// The system's own sentence for an error number.
func errorText(_ code: Int32) -> String {
  // SAFETY: strerror returns a terminated text that stays valid at least until the next call on this thread.
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}

/// The machine's time, UTC.
// SAFETY: the structure outlives the call that fills it.
func systemNow() -> Instant {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
}

/// Identity of this boot of the machine; two runs with equal texts saw the same page cache.
func bootIdentity() -> String {
  guard let bytes = try? FileSystem.read("/proc/sys/kernel/random/boot_id") else { return "" }
  return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
}

/// A lock that other processes respect; held until the object is destroyed or the process ends.
// SAFETY: the path is a terminated string, alive for the call.
package final class FileLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock, or returns `nil` at once when another process holds it.
  package init?(_ path: String) throws(LogError) {
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FileSystem.failure("open", path) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      return nil
    }
    descriptor = opened
  }

  deinit {
    // A child process that was forked and has not begun its program yet holds a copy of the descriptor: closing ours
    // alone would leave the lock with it.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
