import EventStore
import Importers

/// Why the program stops: one sentence and an exit code.
struct Failure: Error, Equatable {
  /// Exit codes of the contract.
  enum Code: Int32 {
    case usage = 1
    case differs = 2
    case notFound = 4
    case inDoubt = 5
  }

  let sentence: String
  let code: Code

  init(_ sentence: String, _ code: Code) {
    self.sentence = sentence
    self.code = code
  }

  /// A log that cannot be opened or read.
  init(_ error: LogError) {
    sentence = error.description
    switch error {
    case .notFound: code = .notFound
    case .corrupt, .rolledBack: code = .differs
    case .unusable, .alreadyOpen, .tooManyReaders, .system, .closed: code = .usage
    }
  }

  /// An import that stopped.
  init(_ error: ImportError) {
    sentence = error.description
    switch error {
    case .append(.inDoubt): code = .inDoubt
    case .append, .file, .mapping, .usage, .log: code = .usage
    }
  }

  /// Says the sentence on standard error and ends the process.
  func exit() -> Never {
    Terminal.write(Array("log-server: \(sentence)\n".utf8), to: .error)
    Terminal.exit(code.rawValue)
  }
}
