import ArgumentParser
import EventStore
import Projections

/// `log-server init`: a new, empty log.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Creates a data directory with an empty log; refuses an existing one.")

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "Name of the log for ever, as in its checkpoints: a host and a path, such as 1999.city.example/log.",
      valueName: "name"))
  var origin: String

  @Option(
    help: ArgumentHelp(
      "Also makes the log's key file, outside the data directory, and beside it FILE.access for the access log.",
      valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Makes the log a simulation for ever: randomness follows from this number.",
      visibility: .hidden))
  var simulationSeed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Time of position 0 of a simulation; each event is a microsecond later.",
      visibility: .hidden))
  var simulationStart: String?

  func run() throws {
    let simulation = try simulation()
    if let key { try KeyFiles.check(key) }
    // Refused before the log is there: a second attempt would find a directory that is not empty.
    if let key, !FileSystem.isDirectory(FileSystem.parent(of: key)) {
      throw Failure(
        "\(key) cannot be made: there is no directory \(FileSystem.parent(of: key)); make it first, outside the data directory",
        .usage)
    }
    let directory = try DataDirectory.create(global.path, origin: origin, simulation: simulation)
    let rings = try key.map { try KeyFiles.make($0, for: directory) } ?? []
    let verifiers = rings.map(\.verifiers[0].text)
    let created = Phrase(
      "created the log \(directory.origin) in \(directory.path)",
      "已在 \(directory.path) 创建日志 \(directory.origin)",
      "已在 \(directory.path) 建立日誌 \(directory.origin)")
    let simulated = Phrase(
      "it is a simulation: its times and random values are not real, and it says so for ever",
      "这是模拟日志：时间与随机值均非真实，且永久标明", "這是模擬日誌：時間與隨機值均非真實，且永久標明")
    global.show(
      [created(global.language)] + (simulation == nil ? [] : [simulated(global.language)])
        + verifiers,
      .object([
        .init("origin", .string(directory.origin)), .init("data", .string(directory.path)),
        .init("simulation", .bool(simulation != nil)),
        .init("verifierKey", verifiers.first.map { .string($0) } ?? .null),
        .init("accessVerifierKey", verifiers.last.map { .string($0) } ?? .null),
      ]))
  }

  private func simulation() throws -> SimulationSettings? {
    switch (simulationSeed, simulationStart) {
    case (nil, nil): return nil
    case (let seed?, let text?):
      guard let start = Instant(iso8601: text) else {
        throw Failure(
          "--simulation-start '\(text)' is not a time with an offset, such as 2016-01-01T00:00:00+08:00",
          .usage)
      }
      return SimulationSettings(seed: seed, start: start)
    default:
      throw Failure("--simulation-seed and --simulation-start belong together; give both", .usage)
    }
  }
}
