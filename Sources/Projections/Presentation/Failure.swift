public import EventStore

/// Why a program stops: one sentence and an exit code.
public struct Failure: Error, Equatable {
  /// Exit codes of the contract, for every program.
  public enum Code: Int32, Sendable {
    /// Wrong usage or input.
    case usage = 1
    /// A recomputed figure or hash differs.
    case differs = 2
    /// What was asked for is not there.
    case notFound = 4
    /// Nobody knows whether the last events are durable.
    case inDoubt = 5
  }

  /// What, where, and how to mend it; without a full stop.
  public let sentence: String
  /// The exit code.
  public let code: Code

  /// A failure.
  public init(_ sentence: String, _ code: Code) {
    self.sentence = sentence
    self.code = code
  }

  /// A log that cannot be opened or read.
  public init(_ error: LogError) {
    sentence = error.description
    switch error {
    case .notFound: code = .notFound
    case .corrupt, .cutShort, .rolledBack: code = .differs
    case .unusable, .alreadyOpen, .tooManyReaders, .system, .denied, .closed: code = .usage
    }
  }

  /// Says the sentence on standard error and ends the process.
  /// - Parameters:
  ///   - program: name of the program, said first.
  ///   - other: the exit code that was to be, which stays when it is no success.
  public func exit(of program: String, insteadOf other: Int32 = 0) -> Never {
    Terminal.write(Array("\(program): \(sentence)\n".utf8), to: .error)
    Terminal.exit(other == 0 ? code.rawValue : other)
  }
}
