private import Glibc

/// Lets threads sleep until something may have changed, without losing a wake-up.
///
/// Read ``ticket()``, look at the state, and if there is nothing to do `wait(after:)` that ticket: a ``notify()`` in
/// between makes the wait return at once.
final class EventCount: Sendable {
  // SAFETY: one allocation that lives as long as this object; POSIX mutexes and conditions may be used from any thread,
  // and the count is touched only with the mutex held.
  private let address: UInt

  @unsafe
  private struct Storage {
    var mutex: pthread_mutex_t
    var condition: pthread_cond_t
    var count: UInt64
  }

  private var storage: UnsafeMutablePointer<Storage> {
    // SAFETY: `address` came from `allocate` in `init` and is freed only in `deinit`.
    unsafe UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
  }

  init() {
    let storage = UnsafeMutablePointer<Storage>.allocate(capacity: 1)
    unsafe storage.initialize(
      to: Storage(mutex: pthread_mutex_t(), condition: pthread_cond_t(), count: 0))
    unsafe pthread_mutex_init(&storage.pointee.mutex, nil)
    unsafe pthread_cond_init(&storage.pointee.condition, nil)
    address = UInt(bitPattern: storage)
  }

  deinit {
    let storage = unsafe self.storage
    unsafe pthread_cond_destroy(&storage.pointee.condition)
    unsafe pthread_mutex_destroy(&storage.pointee.mutex)
    unsafe storage.deallocate()
  }

  /// The number of notifications so far.
  func ticket() -> UInt64 {
    let storage = unsafe self.storage
    unsafe pthread_mutex_lock(&storage.pointee.mutex)
    defer { unsafe pthread_mutex_unlock(&storage.pointee.mutex) }
    return unsafe storage.pointee.count
  }

  /// Wakes every thread that waits.
  func notify() {
    let storage = unsafe self.storage
    unsafe pthread_mutex_lock(&storage.pointee.mutex)
    unsafe storage.pointee.count &+= 1
    unsafe pthread_cond_broadcast(&storage.pointee.condition)
    unsafe pthread_mutex_unlock(&storage.pointee.mutex)
  }

  /// Wakes one thread that waits, when all of them would do the same.
  func notifyOne() {
    let storage = unsafe self.storage
    unsafe pthread_mutex_lock(&storage.pointee.mutex)
    unsafe storage.pointee.count &+= 1
    unsafe pthread_cond_signal(&storage.pointee.condition)
    unsafe pthread_mutex_unlock(&storage.pointee.mutex)
  }

  /// Blocks until a notification after `ticket`, at most `milliseconds` when given.
  func wait(after ticket: UInt64, milliseconds: Int? = nil) {
    let storage = unsafe self.storage
    var deadline = timespec()
    if let milliseconds {
      unsafe clock_gettime(CLOCK_REALTIME, &deadline)
      let nanoseconds = deadline.tv_nsec + milliseconds % 1000 * 1_000_000
      deadline.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
      deadline.tv_nsec = nanoseconds % 1_000_000_000
    }
    unsafe pthread_mutex_lock(&storage.pointee.mutex)
    defer { unsafe pthread_mutex_unlock(&storage.pointee.mutex) }
    while unsafe storage.pointee.count == ticket {
      if milliseconds == nil {
        unsafe pthread_cond_wait(&storage.pointee.condition, &storage.pointee.mutex)
      } else if unsafe pthread_cond_timedwait(
        &storage.pointee.condition, &storage.pointee.mutex, &deadline) == ETIMEDOUT
      {
        return
      }
    }
  }
}
