import EventStore
import Hotline

// Values that several kinds of files share.
extension YAMLValue {
  /// A code: lower-case letters, digits, hyphens, dots and underscores.
  func code() throws(ImportError) -> String { try code(try name()) }

  /// A text that stands here, as a code.
  func code(_ text: String) throws(ImportError) -> String {
    guard Self.isCode(text, capitals: false) else {
      throw error(
        "must be a code: 1 to 64 of lower-case letters, digits, hyphen, dot and underscore")
    }
    return text
  }

  /// A code that may have capital letters, such as the id of a rule.
  func identifier() throws(ImportError) -> String {
    let text = try name()
    guard Self.isCode(text, capitals: true) else {
      throw error("must be an id: 1 to 64 of letters, digits, hyphen, dot and underscore")
    }
    return text
  }

  private static func isCode(_ text: String, capitals: Bool) -> Bool {
    let fits = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      case 0x41...0x5A: capitals
      default: false
      }
    }
    return fits && !text.isEmpty && text.utf8.count <= 64
  }

  /// One code, or a list of different ones.
  func codes() throws(ImportError) -> [String] {
    if isText { return [try code()] }
    var codes: [String] = []
    for item in try list() {
      let code = try item.code()
      if codes.contains(where: { $0.utf8.elementsEqual(code.utf8) }) {
        throw item.error("names '\(code)' twice; remove one")
      }
      codes.append(code)
    }
    if codes.isEmpty { throw error("is empty; name at least one, or leave the key out") }
    return codes
  }

  /// `+08:00` and the like, in minutes east of UTC.
  func offsetMinutes() throws(ImportError) -> Int {
    let text = try text()
    guard text.utf8.count == 6, let parsed = Instant(iso8601: "2000-01-01T00:00:00" + text) else {
      throw error("must be an offset from UTC such as \"+08:00\"")
    }
    let midnight = Instant(CivilDate(daysSinceEpoch: 10_957), secondOfDay: 0, offsetMinutes: 0)
    return Int((midnight.microseconds - parsed.microseconds) / 60_000_000)
  }

  /// A day, `YYYY-MM-DD`.
  func day() throws(ImportError) -> CivilDate {
    guard let instant = Instant(iso8601: "\(try text())T00:00:00Z") else {
      throw error("must be a day such as 2026-12-31")
    }
    return CivilDate(daysSinceEpoch: instant.microseconds / 86_400_000_000)
  }

  /// yes or no.
  func flag() throws(ImportError) -> Bool {
    switch try text() {
    case "yes", "true": return true
    case "no", "false": return false
    default: throw error("must be yes or no")
    }
  }

  /// A name in three languages.
  func title() throws(ImportError) -> RuleText {
    try only(["en", "zh-Hans", "zh-Hant"])
    var text = RuleText()
    text.english = try required("en").name()
    text.simplified = try required("zh-Hans").name()
    text.traditional = try required("zh-Hant").name()
    return text
  }

  /// One word of a closed list, written with hyphens: `next-working-day`.
  func word<W: Word>(_ type: W.Type = W.self) throws(ImportError) -> W {
    let text = try name()
    for word in W.allCases where word.fileName.utf8.elementsEqual(text.utf8) { return word }
    let known = W.allCases.map(\.fileName).joined(separator: ", ")
    throw error("has '\(text)', which is not known; use one of \(known)")
  }

  /// Different words of a closed list.
  func words<W: Word>(_ type: W.Type = W.self) throws(ImportError) -> [W] {
    var words: [W] = []
    for item in try list() {
      let word: W = try item.word()
      if words.contains(word) { throw item.error("names '\(word.fileName)' twice; remove one") }
      words.append(word)
    }
    return words
  }
}
