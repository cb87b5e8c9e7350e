import Foundation

/// The repository as it lies on disk, found from this file.
struct SourceTree {
  let root: String
  /// Paths below the root of every file that belongs to the repository, sorted.
  let files: [String]

  init(file: String = #filePath) throws {
    root =
      URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    files = try Self.tracked(root) ?? Self.walked(root)
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)), as: UTF8.self)
  }

  /// The tree and its Swift files, read once for all tests.
  static let shared = Result { () throws -> (tree: SourceTree, sources: [SwiftSource]) in
    let tree = try SourceTree()
    let paths = tree.files.filter { $0.hasSuffix(".swift") }
    return (tree, try paths.map { SwiftSource(path: $0, text: try tree.text($0)) })
  }

  /// What git would commit: tracked files and new ones that are not ignored; `nil` outside a repository.
  private static func tracked(_ root: String) throws -> [String]? {
    guard FileManager.default.fileExists(atPath: root + "/.git") else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "git", "-C", root, "-c", "safe.directory=*", "-c", "core.quotePath=false", "ls-files", "-z",
      "--cached", "--others", "--exclude-standard",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { FileManager.default.fileExists(atPath: root + "/" + $0) }.sorted()
  }

  /// Outside a git repository (a source archive): every file but what a build or a run leaves behind.
  private static func walked(_ root: String) throws -> [String] {
    let left = [".build", ".git", ".swiftpm", "dist", "data", "data-demo", "Package.resolved"]
    var found: [String] = []
    guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
    while let path = walk.nextObject() as? String {
      if left.contains((path as NSString).lastPathComponent) {
        walk.skipDescendants()
        continue
      }
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isDirectory)
      if !isDirectory.boolValue { found.append(path) }
    }
    return found.sorted()
  }
}
