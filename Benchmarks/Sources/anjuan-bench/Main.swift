import EventStore
import Glibc

/// Measures one thing and prints one line for it, as a row of the table in `docs/performance.md`.
///
///     anjuan-bench append|concurrent|scan|verify|deadline|decide|simulate|scores|seal|prove|hashing|import|case [--scratch DIR] [--quick] [--batch N]
///
/// `Benchmarks/run.sh` runs all of them on a quiet machine.
@main
enum Main {
  // Detached: an async main would stay on the main actor, and every hop from it costs microseconds.
  static func main() {
    let finished = Rendezvous<Int32>()
    Task.detached {
      do {
        try await run(Bench(Array(CommandLine.arguments.dropFirst())))
        finished.put(0)
      } catch {
        let sentence = Array("anjuan-bench: \(error)\n".utf8)
        _ = write(2, sentence, sentence.count)
        finished.put(1)
      }
    }
    exit(finished.take())
  }

  private static func run(_ bench: Bench) async throws {
    switch bench.name {
    case "append": try AppendBench(bench).run()
    case "concurrent": try await ConcurrentBench(bench).run()
    case "scan": try ScanBench(bench).run()
    case "verify": try VerifyBench(bench).run()
    case "deadline": try DeadlineBench(bench).run()
    case "decide": try DecideBench(bench).run()
    case "import": try ImportBench(bench).run()
    case "scores": try ScoresBench(bench).run()
    case "simulate": try SimulateBench(bench).run()
    case "seal": try SealBench(bench).run()
    case "prove": try ProveBench(bench).run()
    case "hashing": try HashingBench(bench).run()
    case "case": try CaseBench(bench).run()
    default:
      throw BenchError(
        "there is no measurement '\(bench.name)'; "
          + "choose append, concurrent, scan, verify, deadline, decide, simulate, scores, seal, prove, hashing, import or case"
      )
    }
  }
}

/// The command line and the environment of a run.
struct Bench: Sendable {
  let name: String
  /// Where logs are made; on the disk that is to be measured.
  let scratch: String
  /// Directory of the C programs.
  let peers: String
  /// A few seconds in all: shows that everything works, not how fast.
  let isQuick: Bool
  /// Appends of this many events only, without the programs beside them: what a profiler looks at.
  let batch: Int?

  init(_ arguments: [String]) throws {
    guard let first = arguments.first else { throw BenchError("name a measurement") }
    name = first
    var scratch = environment("ANJUAN_BENCH_DIR") ?? ".bench"
    var isQuick = environment("ANJUAN_BENCH_QUICK") != nil
    var batch: Int?
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      if option == "--quick" { isQuick = true }
      if option == "--batch", let value = rest.popFirst() { batch = Int(value) }
      if option == "--scratch", let value = rest.popFirst() { scratch = value }
    }
    self.scratch = scratch
    self.isQuick = isQuick
    self.batch = batch
    peers = environment("ANJUAN_BENCH_PEERS") ?? "C/build"
    try FileSystem.createDirectory(scratch)
  }

  /// A new, empty directory below the scratch directory.
  func fresh(_ name: String) throws -> String {
    let path = scratch + "/" + name
    try FileSystem.removeTree(path)
    return path
  }

  /// A log of its own.
  func makeLog(_ name: String) throws -> DataDirectory {
    try DataDirectory.create(try fresh(name), origin: "bench.example/log", simulation: nil)
  }
}

/// A sentence.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// An environment variable, or `nil` when it is unset or empty.
func environment(_ name: String) -> String? {
  guard let raw = getenv(name) else { return nil }
  let value = String(cString: raw)
  return value.isEmpty ? nil : value
}
