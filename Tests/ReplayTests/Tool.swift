import EventStore
import TestSupport
import Testing

/// Runs the built program over a data directory of its own.
struct Tool {
  let directory: String
  private let executable: String

  struct Result {
    var code: Int32
    var lines: [String]
  }

  init(directory: String) throws {
    self.directory = directory
    // The test bundle lies beside the programs that were built with it.
    let beside = FileSystem.parent(of: CommandLine.arguments[0]) + "/replay"
    let named = Terminal.environment("ANJUAN_BIN").map { $0 + "/replay" }
    executable = try #require(
      [beside, named].compactMap { $0 }.first { FileSystem.exists($0) },
      "no program replay at \(beside); name its directory with ANJUAN_BIN")
  }

  /// Makes the sample log on disk and calls `body`.
  static func withLog(_ body: (Tool) throws -> Void) throws {
    let temporary = TemporaryDirectory()
    let path = temporary.file("data")
    let directory = try DataDirectory.create(
      path, origin: SampleLog.origin,
      simulation: SimulationSettings(
        seed: 7, start: try SampleLog.start(), stepMicroseconds: 60_000_000))
    let log = try directory.openLog(.writer)
    for request in try SampleLog.requests() { _ = try log.appendAndWait(request) }
    log.close()
    try withExtendedLifetime(temporary) { try body(try Tool(directory: path)) }
  }

  /// The same with what it says on standard error among the lines.
  /// - Parameter environment: variables as `NAME=VALUE`.
  func runWithErrors(_ arguments: [String], environment: [String] = []) throws -> Result {
    var lines: [String] = []
    let script = ["-c", "exec env \"$@\" 2>&1", "sh"] + environment + [executable]
    let exit = try ChildProcess.run(
      executable: "/bin/sh", arguments: script + arguments + ["--data", directory]
    ) { lines.append($0) }
    guard case .exited(let code) = exit else { throw LogError.system("\(arguments): \(exit)") }
    return Result(code: code, lines: lines)
  }

  /// Runs the program within a shell, which says on its standard output what the program says on standard error.
  /// - Parameter place: where the shell is to lead the output.
  func run(_ question: String, into place: String) throws -> Result {
    try run(question, within: "set -o pipefail; % 2>&1 \(place)")
  }

  /// The same within a script, in which `%` stands for the program with its arguments.
  func run(_ question: String, within script: String) throws -> Result {
    var lines: [String] = []
    let call = "\(executable) \(question)" + (question == "--help" ? "" : " --data \(directory)")
    let exit = try ChildProcess.run(
      executable: "/bin/bash",
      arguments: ["-c", "exec 3>&1; { \(script.replacing("%", with: call)); }"]
    ) { lines.append($0) }
    guard case .exited(let code) = exit else { throw LogError.system("\(question): \(exit)") }
    return Result(code: code, lines: lines)
  }

  func run(_ arguments: String...) throws -> Result {
    try run(arguments)
  }

  func run(_ arguments: [String]) throws -> Result {
    var lines: [String] = []
    var all = arguments
    if arguments.first != "nonsense" { all += ["--data", directory] }
    let exit = try ChildProcess.run(executable: executable, arguments: all) { lines.append($0) }
    switch exit {
    case .exited(let code): return Result(code: code, lines: lines)
    case .signalled(let signal):
      Issue.record("ended by signal \(signal)")
      return Result(code: -1, lines: lines)
    }
  }
}
