/// A data directory: which log it holds, and where its parts are.
///
/// `anjuan-data` (a small text file) names the format, the origin and whether it is a simulation; `log/`, `index/`,
/// `vault/` and `projections/` lie beside it.
public struct DataDirectory: Sendable {
  /// The directory.
  public let path: String
  /// Name of the log.
  public let origin: String
  /// Set when the log runs under a simulated clock and seeded randomness; such a log says so for ever.
  public let simulation: SimulationSettings?

  private static let fileName = "anjuan-data"
  private static let heading = "anjuan data directory"
  private static let format = 1

  /// Creates a data directory with an empty log.
  ///
  /// Everything is built in a temporary directory beside it and renamed, so a crash leaves nothing half-made.
  /// - Throws: ``LogError/unusable(_:)`` when something is there already.
  public static func create(
    _ path: String, origin: String, simulation: SimulationSettings? = nil
  ) throws(LogError) -> DataDirectory {
    try check(origin: origin)
    if FileSystem.exists(path) {
      guard try FileSystem.list(path).isEmpty else {
        throw .unusable("\(path) is not empty; choose another directory for the new log")
      }
    }
    let temporary = path + ".creating"
    try FileSystem.removeTree(temporary)
    try FileSystem.createDirectory(temporary)
    for part in ["index", "vault", "projections"] {
      try FileSystem.createDirectory(temporary + "/" + part)
    }
    try SegmentDirectory.create(temporary + "/log", origin: origin)
    // Made here, where a crash leaves nothing half-made, and not by the first writer.
    _ = try Vault(
      temporary + "/" + Vault.filePath, origin: origin, isReadOnly: false, faults: nil)
    let key = simulation.map {
      SeededEntropy(seed: $0.seed).salt(for: Array("identity".utf8)).bytes
    }
    try FileSystem.replace(temporary + "/vault/identity.key", with: key ?? randomBytes(32))
    var text = "\(heading)\nformat \(format)\norigin \(origin)\n"
    if let simulation {
      text +=
        "simulation seed \(simulation.seed) start \(simulation.start.microseconds) "
        + "step \(simulation.stepMicroseconds)\n"
    }
    try FileSystem.replace(temporary + "/" + fileName, with: Array(text.utf8))
    if FileSystem.exists(path) { try FileSystem.removeTree(path) }
    try FileSystem.rename(temporary, to: path)
    try FileSystem.syncDirectory(of: path)
    return DataDirectory(path: path, origin: origin, simulation: simulation)
  }

  /// Finds what a directory holds.
  /// - Throws: ``LogError/notFound(_:)`` when it is no data directory, ``LogError/unusable(_:)`` when it is of another
  ///   format or has lost the file that tells it.
  public static func open(_ path: String) throws(LogError) -> DataDirectory {
    let file = path + "/" + fileName
    guard FileSystem.exists(file) else {
      try FileSystem.checkReach(of: file)
      if FileSystem.exists(path + "/log") {
        throw .unusable(
          "\(file) is missing, and a log lies beside it; put it back from a backup")
      }
      throw .notFound(
        "\(path) is no data directory; create one with `log-server init --origin NAME`, "
          + "or name another with --data")
    }
    let damaged = LogError.unusable("\(file) is damaged; restore it from a backup")
    guard let text = String(validating: try FileSystem.read(file)) else { throw damaged }
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    guard lines.count >= 3, lines[0].joined(separator: " ") == heading,
      lines[1].count == 2, lines[1][0] == "format", let version = Int(lines[1][1])
    else { throw damaged }
    guard version == format else {
      throw .unusable(
        "\(path) has data format \(version), and this program reads format \(format); "
          + "use the program that wrote it, or its migration")
    }
    guard lines[2].count == 2, lines[2][0] == "origin" else { throw damaged }
    var simulation: SimulationSettings?
    if lines.count > 3 {
      guard let settings = SimulationSettings(words: lines[3]) else { throw damaged }
      simulation = settings
    }
    return DataDirectory(path: path, origin: lines[2][1], simulation: simulation)
  }

  private static func check(origin: String) throws(LogError) {
    let allowed = origin.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "+")
    }
    guard !origin.isEmpty, origin.utf8.count <= 255, allowed else {
      throw .unusable(
        "'\(origin)' cannot name a log; use 1 to 255 ASCII characters without spaces or '+', "
          + "such as 1999.city.example/log")
    }
  }
}

extension DataDirectory {
  /// Opens the log.
  public func openLog(
    _ mode: LMDBEventLog.Mode, configuration: LMDBEventLog.Configuration = .init()
  ) throws(LogError) -> LMDBEventLog {
    var configuration = configuration
    configuration.clock = clock
    return try LMDBEventLog(path, origin: origin, mode: mode, configuration: configuration)
  }

  /// 32 secret bytes for keyed hashes of personal content; the same for as long as the directory lives.
  public func identityKey() throws(LogError) -> [UInt8] {
    let file = path + "/vault/identity.key"
    try FileSystem.refuseShared(file)
    let key = try FileSystem.read(file)
    guard key.count == 32 else {
      throw .unusable("\(file) has \(key.count) bytes instead of 32; restore it from a backup")
    }
    return key
  }

  /// The clock that stamps `recordedAt`.
  public var clock: any LogClock {
    guard let simulation else { return SystemClock() }
    return SimulatedClock(start: simulation.start, stepMicroseconds: simulation.stepMicroseconds)
  }

  /// Where salts come from.
  public var entropy: any EntropySource {
    guard let simulation else { return SystemEntropy() }
    return SeededEntropy(seed: simulation.seed)
  }

  /// Whether an erasure is under way, or was interrupted and will be completed when the log is opened for writing.
  public var isErasing: Bool { FileSystem.exists(ErasureIntent.path(in: path + "/vault")) }

  /// Whether a path, at which nothing need be yet, is this directory or lies in it, links followed.
  public func holds(_ path: String) -> Bool {
    var existing = path
    while !FileSystem.exists(existing), existing != FileSystem.parent(of: existing) {
      existing = FileSystem.parent(of: existing)
    }
    guard let place = FileSystem.canonicalPath(existing),
      let own = FileSystem.canonicalPath(self.path)
    else { return false }
    return place == own || place.hasPrefix(own + "/")
  }

  /// Where projections keep their snapshots; a cache that may be removed at any time.
  public var projectionsPath: String { path + "/projections" }
}

/// What makes a run repeatable to the last byte.
public struct SimulationSettings: Hashable, Sendable {
  /// Seed of every random choice.
  public var seed: UInt64
  /// Time of position 0.
  public var start: Instant
  /// Microseconds from one event to the next.
  public var stepMicroseconds: Int64

  /// Settings of a simulated log.
  public init(seed: UInt64, start: Instant, stepMicroseconds: Int64 = 1) {
    self.seed = seed
    self.start = start
    self.stepMicroseconds = stepMicroseconds
  }

  fileprivate init?(words: [String]) {
    guard words.count == 7, words[0] == "simulation", words[1] == "seed", words[3] == "start",
      words[5] == "step", let seed = UInt64(words[2]), let start = Int64(words[4]),
      let step = Int64(words[6])
    else { return nil }
    self.init(seed: seed, start: Instant(microseconds: start), stepMicroseconds: step)
  }
}
