/// Waits for what other tasks bring about, for as long as a busy machine may need.
///
/// - Parameter condition: asked about two hundred times a second until it holds.
/// - Throws: ``NeverCame`` when it does not hold after four minutes, and what `condition` throws.
package func eventually(
  file: String = #fileID, line: Int = #line, _ condition: () async throws -> Bool
) async throws {
  let clock = ContinuousClock()
  let end = clock.now.advanced(by: .seconds(240))
  while try await !condition() {
    guard clock.now < end else { throw NeverCame(file: file, line: line) }
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// What was waited for did not come.
package struct NeverCame: Error, CustomStringConvertible {
  let file: String
  let line: Int

  package var description: String { "what \(file):\(line) waits for did not come in four minutes" }
}
