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

/// Where the shared real data and vectors are, or `nil`: `ANJUAN_SHARED`, or `../shared` beside the package.
public let sharedDirectory: String? = {
  let package = String(#filePath).components(separatedBy: "/Tests/")[0]
  let candidates = [
    ProcessInfo.processInfo.environment["ANJUAN_SHARED"], package + "/../shared",
  ]
  return candidates.compactMap { $0 }.first { FileSystem.exists($0 + "/vectors") }
}()
