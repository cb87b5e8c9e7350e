private import Glibc

/// What a process says before it ends by a fault in the files that it has mapped.
///
/// A log is read in place. The store checks what it reads, but a page that another program damaged may lead LMDB to an
/// address where nothing is, and then the system ends the process by a signal.
public enum MappedFault {
  /// From now on such a fault ends the process with a sentence on standard error and the exit code of a damaged log, 2.
  public static func explain() {
    for number in [SIGSEGV, SIGBUS] {
      signal(number) { _ in
        let words: StaticString = """
          a page of the log cannot be read: a file of the data directory is damaged, or was cut short meanwhile; \
          run `replay verify --full` to see where, then restore a backup; if it finds nothing, report this error

          """
        // SAFETY: a constant, written and left by two calls that POSIX allows in a handler (XSH 2.4.3).
        _ = unsafe write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
        _exit(2)
      }
    }
  }

  /// From now on the process ends by the signal itself, from which a parent process draws its conclusion.
  public static func leaveToParent() {
    for number in [SIGSEGV, SIGBUS] {
      signal(number, SIG_DFL)
    }
  }
}
