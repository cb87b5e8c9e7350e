import Hotline
import Wire

// Figures as JSON: counts as numbers, everything rounded as text, so that no reader makes a binary fraction of it.

extension Rate {
  /// The percentage with two digits, `null` without data, and both counts.
  var json: JSONValue {
    .object([
      .init("value", percent.map { .string($0.text()) } ?? .null),
      .init("numerator", .integer(numerator)), .init("denominator", .integer(denominator)),
    ])
  }
}

extension Change {
  /// Difference and growth in percent; `null` when one of the figures is missing.
  var json: JSONValue {
    guard case .known(let difference) = self else { return .null }
    return .object([
      .init("amount", .string(difference.amount.trimmedText())),
      .init("growthPercent", difference.growth.map { .string($0.text()) } ?? .null),
    ])
  }
}

extension ShareTable {
  /// The whole and its parts, each with its share; `null` for a table of nothing.
  func json(_ name: (String) -> Phrase = { Phrase(verbatim: $0) }) -> JSONValue {
    if total == 0 { return .null }
    return .object([
      .init("total", .integer(total)),
      .init(
        "rows",
        .array(
          rows.map { row in
            .object([
              .init("code", .string(row.code)), .init("name", name(row.code).json),
              .init("count", .integer(row.count)),
              .init("percent", share(row).percent.map { .string($0.text()) } ?? .null),
            ])
          })),
    ])
  }
}
