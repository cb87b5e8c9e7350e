import EventStore
import Foundation

/// A directory that lives as long as the object.
public final class TemporaryDirectory: Sendable {
  /// Its path.
  public let path: String

  /// A new empty directory.
  public init() {
    let base = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    path = base + "/anjuan-test-" + UUID().uuidString
    try? FileSystem.createDirectory(path)
  }

  deinit { try? FileSystem.removeTree(path) }

  /// A path inside.
  public func file(_ name: String) -> String { path + "/" + name }
}
