private import Synchronization

/// Keeps a second process from writing the same data directory.
final class LogLock: Sendable {
  private let holder = Mutex<FileLock?>(nil)

  /// Takes the lock of a data directory.
  /// - Throws: ``LogError/alreadyOpen(_:)`` when another process holds it.
  func take(_ directory: String) throws(LogError) {
    guard let lock = try FileLock(directory + "/LOCK") else {
      throw .alreadyOpen(
        "another process writes to \(directory); stop it first, or read with `replay`")
    }
    holder.withLock { $0 = lock }
  }

  /// Gives it back.
  func release() {
    holder.withLock { $0 = nil }
  }
}
