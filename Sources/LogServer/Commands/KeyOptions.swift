import ArgumentParser
import EventStore
import Projections

/// The log's signing key, and whose cosignatures are wanted.
struct KeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The log's key file, outside the data directory (default: ANJUAN_KEY, else nothing is signed).",
      valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Policy file that names the witnesses to ask (default: ANJUAN_POLICY).", valueName: "file"))
  var policy: String?

  /// Path of the key file, or `nil`.
  var keyPath: String? { key ?? Terminal.environment("ANJUAN_KEY") }

  /// Reads the key file, when one is named.
  /// - Throws: ``LogError``.
  func keys(for directory: DataDirectory) throws -> NoteKeyRing? {
    guard let path = keyPath else { return nil }
    return try Self.load(path, of: directory.origin, directory)
  }

  /// Reads a key file of a log.
  /// - Throws: ``LogError``, ``Failure`` when its keys are another log's.
  static func load(
    _ path: String, of origin: String, _ directory: DataDirectory
  ) throws -> NoteKeyRing {
    let ring = try NoteKeyRing.load(path, outside: directory.path)
    guard ring.name == origin else {
      throw Failure(
        "the key file \(path) is of '\(ring.name)', the log is '\(origin)'; "
          + "name the key file of this log", .usage)
    }
    return ring
  }

  /// Reads the policy file, when one is named.
  /// - Throws: ``Failure``.
  func witnessPolicy() throws -> WitnessPolicy? {
    guard let path = policy ?? Terminal.environment("ANJUAN_POLICY") else { return nil }
    guard FileSystem.exists(path) else {
      throw Failure("there is no policy file \(path); give the path of one", .notFound)
    }
    do {
      return try WitnessPolicy(try FileSystem.read(path))
    } catch let error as EvidenceError {
      throw Failure("\(path) cannot be used: \(error)", .usage)
    }
  }
}

/// The access log's signing key: a key's name goes with one log, so that it has one of its own.
struct AccessKeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The access log's key file (default: ANJUAN_ACCESS_KEY, else the log's with '.access' after it).",
      valueName: "file"))
  var accessKey: String?

  /// What follows the name of the log's key file in that of its access log.
  static let suffix = ".access"

  /// Reads the key file, when one is named or lies beside the log's.
  /// - Throws: ``LogError``, ``Failure``.
  func keys(beside logKey: String?, for directory: DataDirectory) throws -> NoteKeyRing? {
    let beside = logKey.map { $0 + Self.suffix }.flatMap { FileSystem.exists($0) ? $0 : nil }
    guard let path = accessKey ?? Terminal.environment("ANJUAN_ACCESS_KEY") ?? beside else {
      return nil
    }
    return try KeyOptions.load(path, of: directory.companionOrigin(AccessLog.name), directory)
  }
}

/// New key files.
enum KeyFiles {
  /// Refuses places that are taken.
  static func check(_ path: String) throws(Failure) {
    for path in [path, path + AccessKeyOptions.suffix] where FileSystem.exists(path) {
      throw Failure(
        "\(path) exists already; a new log takes a new key, and `log-server keys rotate` gives a log another",
        .usage)
    }
  }

  /// Makes the key files of a log and of its access log.
  static func make(_ path: String, for directory: DataDirectory) throws -> [NoteKeyRing] {
    try [
      make(path, name: directory.origin, outside: directory.path),
      make(
        path + AccessKeyOptions.suffix, name: directory.companionOrigin(AccessLog.name),
        outside: directory.path),
    ]
  }

  /// Makes a key file.
  static func make(_ path: String, name: String, outside directory: String?) throws -> NoteKeyRing {
    let ring = try NoteKeyRing([try NoteSigner.fresh(name: name, kind: .ed25519)])
    try ring.save(path, outside: directory)
    return ring
  }
}
