private import CSpawn
private import Glibc

/// How a child process ended.
public enum ChildExit: Hashable, Sendable {
  /// It returned this code.
  case exited(code: Int32)
  /// A signal ended it.
  case signalled(number: Int32)
}

/// Runs a program whose death must not be ours.
public enum ChildProcess {
  // SAFETY: pipe fills the two descriptors, waitpid the status; both variables outlive the calls.
  /// Runs a program to its end. It inherits the standard descriptors and no other.
  ///
  /// - Parameters:
  ///   - executable: path of the program.
  ///   - arguments: its arguments, without its name.
  ///   - onLine: called with each line of its standard output, without the line end; standard error is passed through.
  /// - Throws: ``LogError/system(_:)`` when it cannot be started.
  public static func run(
    executable: String, arguments: [String], onLine: (String) -> Void
  ) throws(LogError) -> ChildExit {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw FileSystem.failure("open a pipe to", executable) }
    let process: pid_t
    do {
      process = try spawn(executable, arguments, output: ends[1])
    } catch {
      close(ends[0])
      close(ends[1])
      throw error
    }
    close(ends[1])
    readLines(ends[0], onLine)
    close(ends[0])
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    // The macros WIFEXITED and WTERMSIG are not imported: the low seven bits hold the signal, the next byte the code.
    let signal = status & 0x7F
    return signal == 0 ? .exited(code: (status >> 8) & 0xFF) : .signalled(number: signal)
  }

  /// Path of the running program itself.
  public static func ownExecutable() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    // SAFETY: the length leaves room for the final zero, which readlink does not write.
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return CommandLine.arguments.first ?? "" }
    return String(decoding: buffer[0..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], output: Int32
  ) throws(LogError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    // Libraries open sockets that a child would inherit: a listening one would keep the port after its server has ended.
    unsafe posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([executable] + arguments).map {
      unsafe strdup($0)
    }
    unsafe words.append(nil)
    // The formatter would join `unsafe` and `word` into one name.
    // swift-format-ignore
    defer { for unsafe word in unsafe words { unsafe free(word) } }
    var process = pid_t()
    // The death of such a process is expected: its runtime need not print a backtrace.
    var settings: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("SWIFT_BACKTRACE=enable=no")]
    defer { unsafe free(settings[0]) }
    // SAFETY: environ ends in nil; its texts are only passed on.
    var variable = unsafe environ
    while let text = unsafe variable.pointee {
      unsafe settings.append(text)
      unsafe variable += 1
    }
    unsafe settings.append(nil)
    // SAFETY: `words` and `settings` end in nil and live until after the call.
    let code = unsafe posix_spawn(&process, executable, &actions, nil, &words, &settings)
    guard code == 0 else {
      throw .system("cannot start \(executable): \(errorText(code)); check the path")
    }
    return process
  }

  private static func readLines(_ descriptor: Int32, _ onLine: (String) -> Void) {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      // SAFETY: the buffer holds as many bytes as read may fill.
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      for byte in buffer[0..<count] {
        if byte == UInt8(ascii: "\n") {
          onLine(String(decoding: line, as: UTF8.self))
          line = []
        } else if line.count < 65_536 {
          line.append(byte)
        }
      }
    }
    if !line.isEmpty { onLine(String(decoding: line, as: UTF8.self)) }
  }
}
