private import Dispatch
private import Synchronization

/// A mailbox for one value between threads: one side puts, the other blocks until it is there.
public final class Rendezvous<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let signal = DispatchSemaphore(value: 0)

  /// An empty mailbox.
  public init() {}

  /// Puts the value and wakes whoever waits.
  public func put(_ newValue: Value) {
    value.withLock { $0 = newValue }
    signal.signal()
  }

  /// Blocks the thread until a value is there, and takes it.
  public func take() -> Value {
    while true {
      signal.wait()
      if let taken = value.withLock({ $0.take() }) { return taken }
    }
  }
}
