import Foundation
import Hotline
import Importers
import TestSupport

@testable import Projections

/// The scoring rules of `fixtures/rules`.
enum ScoringRules {
  static func formula(_ city: String, _ id: String? = nil) throws -> ScoringFormula {
    let yaml = try GoldenFile("fixtures/rules/\(city).yaml").text()
    let rules = try RuleFile.read(yaml: yaml, file: "\(city).yaml")
    let rule = id.map { id in rules.scoring.first { $0.id == id } } ?? rules.scoring.first
    return try ScoringFormula(rule ?? ScoringRule())
  }

  /// A percentage with two digits as a rate of 10,000; `nil` for no data.
  static func percent(_ text: String) throws -> MeasureValue {
    let number = try ExactNumber(decimal: text) * .hundred
    return .rate(Rate(Int64(number.numerator), of: 10_000))
  }
}

extension MeasureTable {
  init(_ values: KeyValuePairs<Measure, MeasureValue>) {
    self.init()
    for (measure, value) in values { self[measure] = value }
  }
}
