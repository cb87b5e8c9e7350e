import Hotline

extension PayloadSchema {
  /// The schema of a type, or `nil` for one this version does not know.
  static func known(_ type: String) -> PayloadSchema? {
    switch HotlineEventType(rawValue: type) {
    case .intakeRecorded: intakeRecorded
    case .importStarted: importStarted
    case .fileImported: fileImported
    case .rowRejected: rowRejected
    case .importFinished: importFinished
    case nil: nil
    }
  }

  private static let intakeRecorded = PayloadSchema(rules: [
    Rule(number: 1, name: "sourceId", kind: .text),
    Rule(number: 2, name: "categoryText", kind: .text),
    Rule(number: 3, name: "category", kind: .text),
    Rule(number: 4, name: "district", kind: .text),
    Rule(number: 5, name: "channel", kind: .text),
    Rule(number: 6, name: "kind", kind: .text),
    Rule(number: 7, name: "precision", kind: .word(["unspecified", "second", "day"])),
    Rule(number: 8, name: "marks", kind: .words(markNames)),
    Rule(number: 9, name: "occurrence", kind: .number),
    Rule(number: 10, name: "provenance", kind: .message(provenance)),
  ])

  private static let provenance = PayloadSchema(rules: [
    Rule(number: 1, name: "import", kind: .importStream),
    Rule(number: 2, name: "run", kind: .number),
    Rule(number: 3, name: "file", kind: .number),
    Rule(number: 4, name: "row", kind: .number),
  ])

  private static let importStarted = PayloadSchema(rules: [
    Rule(number: 1, name: "mapping", kind: .text),
    Rule(number: 2, name: "mappingDigest", kind: .hex),
    Rule(number: 3, name: "run", kind: .number),
    Rule(number: 4, name: "files", kind: .message(importedFile), isRepeated: true),
    Rule(number: 5, name: "rowsPerRequest", kind: .number),
  ])

  private static let importedFile = PayloadSchema(rules: [
    Rule(number: 1, name: "name", kind: .text),
    Rule(number: 2, name: "sha256", kind: .hex),
    Rule(number: 3, name: "bytes", kind: .number),
  ])

  private static let fileImported = PayloadSchema(rules: [
    Rule(number: 1, name: "run", kind: .number),
    Rule(number: 2, name: "file", kind: .number),
    Rule(number: 3, name: "account", kind: .message(account)),
    Rule(number: 4, name: "requests", kind: .number),
  ])

  private static let account = PayloadSchema(rules: [
    Rule(number: 1, name: "read", kind: .number),
    Rule(number: 2, name: "accepted", kind: .number),
    Rule(number: 3, name: "duplicate", kind: .number),
    Rule(number: 4, name: "rejected", kind: .number),
    Rule(number: 5, name: "recovered", kind: .number),
    Rule(number: 6, name: "repeated", kind: .number),
  ])

  private static let rowRejected = PayloadSchema(rules: [
    Rule(number: 1, name: "run", kind: .number),
    Rule(number: 2, name: "file", kind: .number),
    Rule(number: 3, name: "row", kind: .number),
    Rule(number: 4, name: "line", kind: .number),
    Rule(
      number: 5, name: "reason",
      kind: .word(["unspecified"] + RowRejected.Reason.allCases.map(\.name))),
    Rule(number: 6, name: "sentence", kind: .text),
    Rule(number: 7, name: "rowDigest", kind: .hex),
    Rule(number: 8, name: "rowBytes", kind: .number),
  ])

  private static let importFinished = PayloadSchema(rules: [
    Rule(number: 1, name: "run", kind: .number),
    Rule(number: 2, name: "files", kind: .number),
    Rule(number: 3, name: "account", kind: .message(account)),
  ])

  private static let markNames = ["unspecified"] + IntakeMark.allCases.map(\.name)
}
