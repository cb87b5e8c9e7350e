import EventStore

/// A log whose head is signed.
enum SignedLog: Sendable {
  /// One that this program has open.
  case open(any EventLog)
  /// A second log of a data directory, which other programs write too, so that it is opened for a moment only.
  case companion(String, of: DataDirectory)

  /// How long to wait for another program that writes to a second log, in milliseconds; what cannot be signed now is
  /// signed in the next round.
  private static let patience: UInt32 = 2_000

  /// Name of the log.
  var origin: String {
    switch self {
    case .open(let log): log.origin
    case .companion(let name, let directory): directory.companionOrigin(name)
    }
  }

  /// Reads the log.
  /// - Returns: `nil` when there is none yet.
  func reading<Output>(_ body: (any EventLog) throws -> Output) throws -> Output? {
    switch self {
    case .open(let log): try body(log)
    case .companion(let name, let directory):
      try directory.withCompanion(name, .reader) { try body($0) }
    }
  }

  /// Writes to the log.
  /// - Returns: `nil` when there is none yet.
  func writing<Output>(_ body: (any EventLog) throws -> Output) throws -> Output? {
    switch self {
    case .open(let log): try body(log)
    case .companion(let name, let directory):
      try directory.withCompanion(name, .writer, patience: Self.patience) { try body($0) }
    }
  }
}
