private import Glibc

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
      if count <= 0 { return false }
      written += count
    }
    return true
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
