import EventStore
import Glibc
import Synchronization

/// A running child process with its output in pipes.
final class Program: Sendable {
  private let process: pid_t
  private let output: Int32
  private let errors: Int32
  private let collected = Mutex<[UInt8]>([])

  struct Result: Sendable {
    var code: Int32
    var output: String
    var errors: String
  }

  init(_ arguments: [String]) throws {
    var outputPipe: [Int32] = [0, 0]
    var errorPipe: [Int32] = [0, 0]
    guard pipe(&outputPipe) == 0, pipe(&errorPipe) == 0 else {
      throw SocketClient.Failure(description: "no pipes")
    }
    for end in outputPipe + errorPipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
    let path = Self.path
    var strings: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for string in strings { free(string) } }
    var child = pid_t()
    let code = posix_spawn(&child, path, &actions, nil, &strings, environ)
    close(outputPipe[1])
    close(errorPipe[1])
    guard code == 0 else { throw SocketClient.Failure(description: "cannot start \(path)") }
    process = child
    output = outputPipe[0]
    errors = errorPipe[0]
  }

  deinit {
    kill(process, SIGKILL)
    close(output)
    close(errors)
  }

  /// The program beside the test bundle.
  static var path: String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return FileSystem.parent(of: own) + "/log-server"
  }

  static func run(_ arguments: [String]) async throws -> Result {
    try await onThread {
      let program = try Program(arguments)
      let output = program.readAll(program.output)
      let errors = program.readAll(program.errors)
      return Result(code: program.wait(), output: output, errors: errors)
    }
  }

  private func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The port that `serve` tells; blocks until it does.
  func port() throws -> Int {
    try collected.withLock { bytes in
      while !bytes.contains(0x0A) {
        var byte: UInt8 = 0
        guard read(output, &byte, 1) == 1 else {
          throw SocketClient.Failure(description: "the server ended: \(readAll(errors))")
        }
        bytes.append(byte)
      }
      let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
      return line.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }
  }

  func signal(_ number: Int32) {
    kill(process, number)
  }

  /// Waits for the end: the exit code, or minus the signal.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }
}
