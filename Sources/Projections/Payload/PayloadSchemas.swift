extension PayloadSchema {
  /// The schema of a type, or `nil` for one this version does not know.
  static func known(_ type: String) -> PayloadSchema? {
    schemas.first { $0.type == type }?.schema
  }

  private static let schemas: [(type: String, schema: PayloadSchema)] = [
    ("IntakeRecorded", intakeRecorded),
  ]

  private static let intakeRecorded = PayloadSchema(rules: [
    Rule(number: 1, name: "sourceId", kind: .text),
    Rule(number: 2, name: "categoryText", kind: .text),
    Rule(number: 3, name: "category", kind: .text),
    Rule(number: 4, name: "district", kind: .text),
    Rule(number: 5, name: "channel", kind: .text),
    Rule(number: 6, name: "kind", kind: .text),
    Rule(number: 7, name: "precision", kind: .word(["unspecified", "second", "day"])),
    Rule(number: 8, name: "marks", kind: .marks),
    Rule(number: 9, name: "occurrence", kind: .number),
    Rule(number: 10, name: "file", kind: .number),
    Rule(number: 11, name: "row", kind: .number),
  ])
}
