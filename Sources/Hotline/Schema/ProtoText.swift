/// The vocabulary as a protobuf schema: `docs/schema/hotline.proto`.
///
/// A pure function of the vocabulary, so that the published schema cannot differ from what is
/// written. A field's name in JSON is what protobuf's own JSON mapping makes of its name here.
public enum ProtoText {
  /// The whole file.
  public static var hotline: String {
    let events = Vocabulary.types.map { $0.description }
    let catalog = SchemaCatalog(events)
    var text = head
    for family in EventFamily.allCases {
      text += "\n// ==== \(family.words.simplified) \(family.words.english) ====\n"
      for type in Vocabulary.types where type.family == family {
        text += "\n" + message(type.description, disclosures: type.disclosures)
      }
    }
    text += "\n// ==== Parts of events ====\n"
    for part in catalog.parts { text += "\n" + message(part) }
    text += "\n// ==== Words ====\n"
    for list in catalog.words { text += "\n" + enumeration(list) }
    return text
  }

  private static let head = """
    // Payloads of the hotline's events: field 15 of Record, by the record's type and schema version.
    //
    // Written from the vocabulary in the sources; do not edit. Fields stand in ascending order; zero
    // and empty values are left out, but for those of ImportProvenance and the account of an import.
    // Times are sfixed64: microseconds since 1970-01-01T00:00:00Z. Codes are the city's own. Nothing
    // here identifies a person: such values are disclosures of the record, named above each message.
    syntax = "proto3";
    package anjuan.hotline.v1;

    """

  private static func message(
    _ message: MessageDescription, disclosures: [DisclosurePath] = []
  ) -> String {
    var text = "// \(message.words.simplified): \(message.meaning)\n"
    if !disclosures.isEmpty {
      let list = disclosures.map { "\($0.path) \($0.words.simplified)" }
      text += "// Disclosures: \(list.joined(separator: ", ")).\n"
    }
    text += "message \(message.name) {\n"
    for field in message.fields {
      let words = field.words.simplified
      text += "  \(label(field))\(type(field)) \(snakeCase(field.name)) = \(field.number);"
      text += "  // \(words): \(field.meaning)\n"
    }
    return text + "}\n"
  }

  private static func enumeration(_ list: WordList) -> String {
    let prefix = constant(list.name)
    var text = "enum \(list.name) {\n  \(prefix)_UNSPECIFIED = 0;\n"
    for entry in list.entries {
      text += "  \(prefix)_\(constant(entry.name)) = \(entry.number);"
      text += "  // \(entry.words.simplified): \(entry.words.english)\n"
    }
    return text + "}\n"
  }

  private static func label(_ field: FieldDescription) -> String {
    if field.isRepeated { return "repeated " }
    if case .answer = field.kind { return "optional " }
    return ""
  }

  private static func type(_ field: FieldDescription) -> String {
    switch field.kind {
    case .text: "string"
    case .number(let bits): "uint\(bits)"
    case .flag, .answer: "bool"
    case .bytes: "bytes"
    case .instant, .importStream: "sfixed64"
    case .word(let list): list.name
    case .message(let part): part().name
    }
  }

  /// `coHandlers` as `co_handlers`, `badID` as `bad_id`.
  static func snakeCase(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var result = ""
    for (index, byte) in bytes.enumerated() {
      guard isUpper(byte) else {
        result.unicodeScalars.append(Unicode.Scalar(byte))
        continue
      }
      let startsWord = index > 0 && !isUpper(bytes[index - 1])
      let endsRun = index > 0 && index + 1 < bytes.count && !isUpper(bytes[index + 1])
      if startsWord || endsRun { result += "_" }
      result.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
    }
    return result
  }

  private static func constant(_ name: String) -> String {
    snakeCase(name).uppercased()
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }
}
