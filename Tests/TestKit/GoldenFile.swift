import Foundation

/// A file of the repository that holds what the program must give; `ANJUAN_PROMOTE=1` writes it anew.
public struct GoldenFile: Sendable {
  private let url: URL
  private let path: String

  /// Whether golden files are to be written anew.
  public static var isPromoting: Bool {
    ProcessInfo.processInfo.environment["ANJUAN_PROMOTE"] == "1"
  }

  /// The root of the repository.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file by its path from the root of the repository.
  public init(_ path: String) {
    self.path = path
    url = Self.root.appending(path: path)
  }

  /// Its text; empty when it does not exist.
  public func text() throws -> String {
    guard FileManager.default.fileExists(atPath: url.path) else { return "" }
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// Writes the file anew where golden files are promoted.
  public func promote(_ text: String) throws {
    guard Self.isPromoting else { return }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// What differs from a text, for people, or `nil` when nothing does.
  public func difference(from text: String) throws -> String? {
    try promote(text)
    let golden = try self.text()
    if golden == text { return nil }
    return "\(path) differs; ANJUAN_PROMOTE=1 accepts it\n" + Self.changes(golden, text)
  }

  /// Lines that are only in one of the texts, in their places.
  private static func changes(_ old: String, _ new: String) -> String {
    let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let newLines = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let changes = newLines.difference(from: oldLines)
    return changes.map { change in
      switch change {
      case .remove(let line, let text, _): "-\(line + 1) \(text)"
      case .insert(let line, let text, _): "+\(line + 1) \(text)"
      }
    }.joined(separator: "\n")
  }
}
