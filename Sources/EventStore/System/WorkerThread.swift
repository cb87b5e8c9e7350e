private import Glibc

/// A thread of its own for one long-running loop, outside the cooperative pool.
public final class WorkerThread: Sendable {
  private let thread: pthread_t

  /// Starts a thread that runs `body` once.
  public init(_ body: @escaping @Sendable () -> Void) {
    let raw = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    var thread = pthread_t()
    // SAFETY: the retained box is handed to exactly one thread, which releases it.
    let code = unsafe pthread_create(&thread, nil, runThreadBody, raw)
    precondition(code == 0, "the system gives no more threads; raise the process limit")
    self.thread = thread
  }

  /// Lets others have this thread's processor when they wait for it.
  ///
  /// A scheduler leaves a thread that has just woken alone for some milliseconds. One that works beside others who are waited
  /// for gives way more often than that.
  public static func giveWay() {
    sched_yield()
  }

  /// Lets the thread run to its end by itself; nobody joins it.
  public func detach() {
    pthread_detach(thread)
  }

  /// Blocks until `body` has returned and everything it held is let go. Call it once.
  public func join() {
    pthread_join(thread, nil)
  }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

private func runThreadBody(_ raw: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let raw = unsafe raw {
    // SAFETY: `raw` is the box retained by `WorkerThread.init`, consumed here once.
    let box = unsafe Unmanaged<ThreadBody>.fromOpaque(raw).takeRetainedValue()
    box.run()
  }
  return nil
}
