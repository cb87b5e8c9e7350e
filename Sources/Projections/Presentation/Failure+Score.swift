extension Failure {
  /// Why there is no figure.
  public init(_ error: ScoreError, _ language: Language) {
    let code: Failure.Code
    switch error {
    case .noPeriod, .badRules, .overflow, .noMeasure: code = .usage
    default: code = .notFound
    }
    self.init(error.words(language), code)
  }
}
