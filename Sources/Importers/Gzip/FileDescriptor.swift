import EventStore
import Glibc

/// What a file looked like; another value means that somebody changed it.
struct FileStamp: Equatable, Sendable {
  var device: UInt64
  var inode: UInt64
  var byteCount: UInt64
  var modifiedSeconds: Int64
  var modifiedNanoseconds: Int64
}

/// An open file, closed with the value.
struct FileDescriptor: ~Copyable {
  private let raw: Int32
  private let path: String

  /// Opens a regular file for reading.
  init(reading path: String) throws(ImportError) {
    // SAFETY: the path is passed as a terminated copy that lives for the call.
    let raw = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { throw Self.failure("open", path) }
    self.raw = raw
    self.path = path
    _ = posix_fadvise(raw, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Creates a file for writing, readable by its owner only, or opens an existing one as it is.
  init(writing path: String) throws(ImportError) {
    // SAFETY: the path is passed as a terminated copy that lives for the call.
    let raw = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard raw >= 0 else { throw Self.failure("create", path) }
    self.raw = raw
    self.path = path
  }

  deinit { close(raw) }

  /// What the file looks like now.
  /// - Throws: ``ImportError/file(_:)`` for anything but a regular file too.
  func stamp() throws(ImportError) -> FileStamp {
    guard let stamp = try regularStamp() else {
      throw .file("\(path) is not a regular file; name a file that can be read twice")
    }
    return stamp
  }

  /// What the file looks like now, or `nil` when it is none that can be read twice.
  func regularStamp() throws(ImportError) -> FileStamp? {
    var info = stat()
    // SAFETY: fstat fills the structure that lives for the call.
    guard unsafe fstat(raw, &info) == 0 else { throw Self.failure("examine", path) }
    guard info.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileStamp(
      device: UInt64(info.st_dev), inode: UInt64(info.st_ino), byteCount: UInt64(info.st_size),
      modifiedSeconds: Int64(info.st_mtim.tv_sec), modifiedNanoseconds: Int64(info.st_mtim.tv_nsec))
  }

  /// Removes what the file holds.
  func empty() throws(ImportError) {
    if ftruncate(raw, 0) != 0 { throw Self.failure("empty", path) }
  }

  /// Reads up to `count` bytes into `buffer` from `offset` on; 0 at the end of the file.
  func read(
    into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int {
    precondition(offset >= 0 && count >= 0 && buffer.count - offset >= count, "reads stay inside")
    while true {
      // SAFETY: the precondition above keeps the pointer and the length inside `buffer`.
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(raw, bytes.baseAddress.map { unsafe $0 + offset }, count)
      }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw Self.failure("read", path) }
      return got
    }
  }

  /// Writes all bytes.
  func write(_ content: [UInt8]) throws(ImportError) {
    var written = 0
    while written < content.count {
      let done = written
      // SAFETY: the pointer and the length stay inside `content`.
      let put = unsafe content.withUnsafeBytes { bytes in
        unsafe Glibc.write(
          raw, bytes.baseAddress.map { unsafe $0 + done }, content.count - done)
      }
      if put < 0, errno == EINTR { continue }
      if put < 0 { throw Self.failure("write", path) }
      written += put
    }
  }

  private static func failure(_ action: String, _ path: String) -> ImportError {
    let code = errno
    // SAFETY: strerror returns a terminated text that is copied at once.
    let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return .file("cannot \(action) \(path): \(words); check the path and its permissions")
  }
}
