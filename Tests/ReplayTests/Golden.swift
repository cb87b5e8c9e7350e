import TestKit
import Testing

/// Compares output with a file in `fixtures/golden`; `ANJUAN_PROMOTE=1` writes the file anew.
enum Golden {
  static func expect(
    _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let difference = try GoldenFile("fixtures/golden/" + name).difference(from: text)
    #expect(difference == nil, "\(difference ?? "")", sourceLocation: sourceLocation)
  }
}
