import Glibc

/// Another program, run to its end and measured.
struct Child {
  let output: String
  let exitCode: Int32
  let seconds: Double
  /// Most memory it had resident, in bytes.
  let peakBytes: Int

  /// Runs a program found by path or, without a slash, on the PATH; its standard error goes to ours.
  static func run(_ program: String, _ arguments: [String], input: String? = nil) throws -> Child {
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw BenchError("no pipe") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, pipes[1], 1)
    posix_spawn_file_actions_addclose(&actions, pipes[0])
    posix_spawn_file_actions_addclose(&actions, pipes[1])
    if let input {
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    }
    defer { posix_spawn_file_actions_destroy(&actions) }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }

    let clock = ContinuousClock()
    let start = clock.now
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, nil, words, environ)
    close(pipes[1])
    guard code == 0 else {
      close(pipes[0])
      throw BenchError("\(program) cannot be started: \(String(cString: strerror(code)))")
    }
    let output = readAll(pipes[0])
    close(pipes[0])
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process else {
      throw BenchError("\(program) was lost")
    }
    let signal = status & 0x7F
    return Child(
      output: output, exitCode: signal != 0 ? 128 + signal : (status >> 8) & 0xFF,
      seconds: (clock.now - start).inSeconds, peakBytes: usage.ru_maxrss * 1024)
  }

  /// Like ``run(_:_:input:)``, but a failure is an error.
  static func require(_ program: String, _ arguments: [String], input: String? = nil) throws
    -> Child
  {
    let child = try run(program, arguments, input: input)
    guard child.exitCode == 0 else {
      throw BenchError("\(program) \(arguments.first ?? "") ended with code \(child.exitCode)")
    }
    return child
  }

  /// The numbers that a C program printed.
  var numbers: [Double] { output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) } }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes.append(contentsOf: buffer[0..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
