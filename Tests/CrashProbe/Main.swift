import EventStore
import FaultShim
import Glibc

/// A process made to be killed: appends for ever, telling what it tries and what was acknowledged, and later
/// checks that the log kept exactly that.
///
///     CrashProbe append --data DIR --clients N --seed S [--events-per-segment N]
///     CrashProbe check  --data DIR --acks FILE
///     CrashProbe verify --data DIR
///     CrashProbe die    --data DIR --file PART
///     CrashProbe hold   --data DIR
@main
enum Main {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      switch options.command {
      case .append: try Appending(options).run()
      case .check:
        let summary = try Checking(options).run()
        print(summary)
      case .verify: exit(verify(options.data))
      case .hold: try hold(options.data)
      case .die: try Appending(options).dieOfCommit(of: options.file)
      }
    } catch {
      complain("\(error)")
      exit(1)
    }
  }
}

/// Verifies in full and prints every finding and how far it came; 0 when the log is sound.
private func verify(_ directory: String) -> Int32 {
  let report = Verification.run(directory: directory, full: true, threads: 1, careful: true) {
    say("verified \($0)")
  }
  for finding in report.findings { say("\(finding)") }
  return report.isSound ? 0 : 1
}

/// Has the log open for reading until it is killed.
private func hold(_ directory: String) throws -> Never {
  let log = try DataDirectory.open(directory).openLog(.reader)
  try log.withSnapshot { say("holds \($0.size) \(try $0.disclosures(at: Position(1)).count)") }
  while true { pause() }
}

/// What the command line asks for.
struct Options {
  enum Command: String {
    case append
    case check
    case verify
    case die
    case hold
  }

  var command = Command.append
  /// Part of the path of the file whose header page is written last.
  var file = ""
  var data = ""
  var acks = ""
  var clients = 4
  var seed: UInt64 = 1
  /// Small, so that segments are sealed under fire, too.
  var eventsPerSegment: UInt64 = 3000

  init(_ arguments: [String]) throws(ProbeError) {
    guard let first = arguments.first, let command = Command(rawValue: first) else {
      throw ProbeError("say 'append' or 'check' first")
    }
    self.command = command
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw ProbeError("\(name) needs a value") }
      switch name {
      case "--data": data = value
      case "--acks": acks = value
      case "--file": file = value
      case "--clients": clients = Int(value) ?? clients
      case "--seed": seed = UInt64(value) ?? seed
      case "--events-per-segment": eventsPerSegment = UInt64(value) ?? eventsPerSegment
      default: throw ProbeError("there is no option \(name)")
      }
    }
    if eventsPerSegment == 0 { throw ProbeError("--events-per-segment must be at least 1") }
    if data.isEmpty { throw ProbeError("--data DIR is missing") }
    if command == .check, acks.isEmpty { throw ProbeError("--acks FILE is missing") }
  }
}

extension Options {
  /// How both commands open the log.
  var configuration: LMDBEventLog.Configuration {
    var configuration = LMDBEventLog.Configuration()
    configuration.eventsPerSegment = eventsPerSegment
    return configuration
  }
}

/// A sentence.
struct ProbeError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Writes a line at once, past every buffer of this process: what was written survives its death.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(1, bytes, bytes.count)
}

private func complain(_ sentence: String) {
  let bytes = Array(("crash probe: " + sentence + "\n").utf8)
  _ = write(2, bytes, bytes.count)
}

/// A small generator (SplitMix64), so that a seed repeats a run's requests.
struct Chance {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
