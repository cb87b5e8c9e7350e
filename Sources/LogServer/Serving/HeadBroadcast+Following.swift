import ServiceLifecycle

extension HeadBroadcast {
  /// Calls `work` whenever the log has grown and every `interval`, until graceful shutdown, and once more after it.
  ///
  /// - Parameters:
  ///   - interval: longest time between two calls.
  ///   - saveInterval: time between two calls of `save`.
  ///   - work: takes what is new.
  ///   - save: keeps what was taken; called for the last time after the last `work`.
  ///   - onShutdown: told at once when shutdown begins, while `work` may still run.
  func follow(
    every interval: Duration, saveEvery saveInterval: Duration, _ work: () async -> Void,
    save: () -> Void, onShutdown: @escaping @Sendable () -> Void = {}
  ) async {
    let clock = ContinuousClock()
    let signals = signals(every: interval)
    await withGracefulShutdownHandler {
      var savedAt = clock.now
      for await _ in signals.stream {
        await work()
        if clock.now - savedAt >= saveInterval {
          save()
          savedAt = clock.now
        }
      }
    } onGracefulShutdown: {
      onShutdown()
      signals.stop()
    }
    // The signals also end when the log closes; the service goes on, so that reads are answered.
    try? await gracefulShutdown()
    await work()
    save()
  }
}
