/// Waits for what other tasks bring about, for as long as a busy machine may need; the expectation after it tells whether
/// it came.
///
/// - Parameter condition: asked about two hundred times a second until it holds.
package func eventually(_ condition: () async throws -> Bool) async throws {
  let clock = ContinuousClock()
  let end = clock.now.advanced(by: .seconds(240))
  while try await !condition(), clock.now < end {
    try await Task.sleep(for: .milliseconds(5))
  }
}
