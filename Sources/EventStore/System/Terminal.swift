private import Glibc
private import Synchronization

/// What a command-line tool needs of the process around it, without Foundation.
public enum Terminal {
  /// A standard stream of the process.
  public enum Stream: Int32, Sendable {
    /// Where results go.
    case output = 1
    /// Where errors and progress go.
    case error = 2
  }

  /// Whether a person looks at the stream.
  public static func isTerminal(_ stream: Stream) -> Bool {
    isatty(stream.rawValue) == 1
  }

  // SAFETY: ioctl fills the structure, which outlives the call.
  /// Columns of the terminal behind a stream, or `nil` when there is none.
  public static func columns(_ stream: Stream) -> Int? {
    var size = winsize()
    guard unsafe ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// A variable of the environment, or `nil` when it is not set.
  public static func environment(_ name: String) -> String? {
    // SAFETY: getenv returns a terminated text; it is copied before anything could change the
    // environment.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Writes bytes to a stream.
  /// - Returns: whether the stream took them; a closed pipe does not.
  @discardableResult
  public static func write(_ bytes: [UInt8], to stream: Stream = .output) -> Bool {
    var written = 0
    while written < bytes.count {
      // SAFETY: the pointer stays inside `bytes`, whose count bounds the length.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(
          stream.rawValue, $0.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 {
        if stream == .output { loss.withLock { $0 = errno } }
        return false
      }
      written += count
    }
    return true
  }

  /// The error number of the last write to standard output that failed.
  private static let loss = Mutex<Int32>(0)

  /// Says that standard output did not take all that was written to it.
  ///
  /// A reader that has enough and closes the pipe, as `head` does, is no loss.
  /// - Throws: ``LogError/system(_:)`` with the reason.
  public static func requireOutput() throws(LogError) {
    let code = loss.withLock { $0 }
    if code == 0 || code == EPIPE { return }
    throw .system(
      "standard output did not take the whole report: \(errorText(code)); what the command does is done, but what it "
        + "said of it is not complete")
  }

  /// Blocks until nobody reads standard output any more; for ever when it is no pipe.
  public static func waitUntilUnread() {
    var place = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    // SAFETY: poll fills one structure, which outlives the call.
    while unsafe poll(&place, 1, -1) < 1 {}
  }

  /// Gives the standard descriptors that the process began without to a file of no content.
  ///
  /// Otherwise the next file to be opened would get the number, and what is written to standard output would go into it.
  public static func holdStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // SAFETY: the path is a terminated constant. Opened for reading, so that writing stays an error that is told.
      _ = unsafe open("/dev/null", O_RDONLY)
    }
  }

  /// Ends the process.
  public static func exit(_ code: Int32) -> Never {
    Glibc.exit(code)
  }

  /// Lets the calling thread rest.
  public static func pause(milliseconds: UInt32) {
    usleep(milliseconds * 1000)
  }
}
