import EventStore
import Testing

/// Compares output with a file in `fixtures/golden`; `ANJUAN_PROMOTE=1` writes the file anew.
enum Golden {
  static func expect(
    _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = directory + "/" + name
    if Terminal.environment("ANJUAN_PROMOTE") == "1" {
      try FileSystem.replace(path, with: Array(text.utf8), mode: 0o644, durable: false)
    }
    let golden =
      FileSystem.exists(path) ? String(decoding: try FileSystem.read(path), as: UTF8.self) : ""
    #expect(
      text == golden, "\(name) differs; ANJUAN_PROMOTE=1 accepts it\n\(difference(golden, text))",
      sourceLocation: sourceLocation)
  }

  private static var directory: String {
    // Tests/ReplayTests/Golden.swift
    let root = FileSystem.parent(of: FileSystem.parent(of: FileSystem.parent(of: #filePath)))
    return root + "/fixtures/golden"
  }

  /// Lines that are only in one of the texts, in their places.
  private static func difference(_ old: String, _ new: String) -> String {
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
