import Hotline

extension Phrase {
  /// A phrase with `{0}`, `{1}`, … filled by other phrases, each in its own language.
  static func of(
    _ english: String, _ simplified: String, _ traditional: String, _ parts: Phrase...
  ) -> Phrase {
    Phrase(
      filled(english, parts.map(\.english)), filled(simplified, parts.map(\.simplified)),
      filled(traditional, parts.map(\.traditional)))
  }

  /// This and another clause of the same sentence; this alone when there is no other.
  func and(_ clause: Phrase?) -> Phrase {
    guard let clause else { return self }
    return .of("{0}; {1}", "{0}；{1}", "{0}；{1}", self, clause)
  }

  /// Clauses in a row; `nil` for none.
  static func list(_ parts: [Phrase]) -> Phrase? {
    parts.isEmpty ? nil : .joined(parts, by: .listComma)
  }

  /// `label: text`; `nil` for an empty text.
  static func labelled(_ label: Phrase, _ text: String) -> Phrase? {
    text.isEmpty ? nil : .of("{0}: {1}", "{0}：{1}", "{0}：{1}", label, Phrase(verbatim: text))
  }

  /// The reason somebody gave.
  static func reason(_ text: String) -> Phrase? {
    labelled(Phrase("reason", "理由", "理由"), text)
  }

  /// Who decided or allowed it.
  static func authority(_ text: String) -> Phrase? {
    labelled(Phrase("decided by", "批准", "核准"), text)
  }

  /// Who did it, for the hotline or a unit.
  static func agent(_ text: String) -> Phrase? {
    labelled(Phrase("by", "经办", "經辦"), text)
  }

  /// Stands where a field is empty.
  static let nothing = Phrase("–", "–", "–")

  /// A number.
  static func number(_ number: some BinaryInteger) -> Phrase { Phrase(verbatim: String(number)) }

  private static func filled(_ template: String, _ parts: [String]) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let index = Int(rest[rest.index(after: open)..<close]) ?? parts.count
      if index < parts.count { result += parts[index] }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
