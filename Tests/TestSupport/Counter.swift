import Synchronization

/// A number that several threads may count up.
public final class Counter: Sendable {
  private let state = Mutex(0)

  /// Begins at 0.
  public init() {}

  /// The number now.
  public var value: Int { state.withLock { $0 } }

  /// Counts one up and returns the new number.
  @discardableResult
  public func increment() -> Int {
    state.withLock {
      $0 += 1
      return $0
    }
  }
}
