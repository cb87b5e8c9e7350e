import Importers
import Projections

extension Failure {
  /// An import that stopped.
  init(_ error: ImportError) {
    let code: Code =
      switch error {
      case .append(.inDoubt): .inDoubt
      case .append, .file, .mapping, .usage, .log: .usage
      }
    self.init(error.description, code)
  }
}
