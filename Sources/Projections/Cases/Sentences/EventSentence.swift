public import Hotline

/// An event that says in one sentence, in every language, what it states.
protocol Spoken: EventPayload {
  /// The sentence, without a full stop.
  func said(_ names: CaseNames) -> Phrase
}

/// What the codes of a log are called, as far as the log has told by the moment of the history.
public struct CaseNames: Hashable, Sendable {
  /// Code and name of each unit, in order of first mention.
  private(set) var units: [String: String] = [:]
  /// Code and name of each category that the log defined.
  private(set) var categories: [String: String] = [:]

  /// No name known: codes stand for themselves.
  public init() {}

  mutating func name(_ code: String, _ name: String) {
    if !name.isEmpty { units[code] = name }
  }

  mutating func name(category code: String, _ name: String) {
    if !name.isEmpty { categories[code] = name }
  }

  /// A unit: its name, else its code; nobody for an empty code.
  public func unit(_ code: String) -> Phrase {
    if code == TicketState.centre { return ClockHolder.centre.words }
    if code.isEmpty { return Phrase("nobody named", "未指明", "未指明") }
    return Phrase(verbatim: units[code] ?? code)
  }

  /// A kind of matter: its title and its code.
  public func kind(_ code: String) -> Phrase { titled(code, KnownKinds.words(code)) }

  /// A category: the name that the log gives it, and its code.
  public func category(_ code: String) -> Phrase {
    titled(code, Phrase(verbatim: categories[code] ?? code))
  }

  private func titled(_ code: String, _ title: Phrase) -> Phrase {
    func words(_ title: String, _ open: String, _ close: String) -> String {
      title.utf8.elementsEqual(code.utf8) ? code : title + open + code + close
    }
    return Phrase(
      words(title.english, " (", ")"), words(title.simplified, "（", "）"),
      words(title.traditional, "（", "）"))
  }

  /// Units in a row; `nil` for none.
  func units(_ codes: [String]) -> Phrase? { Phrase.list(codes.map(unit)) }
}

/// What an event says.
enum EventSentence {
  /// The sentence of a decoded event; `nil` for a type that has none.
  static func of(_ payload: (any EventPayload)?, _ names: CaseNames) -> Phrase? {
    (payload as? any Spoken)?.said(names)
  }
}

/// The words for a list of personal values, such as `caller.phone`.
func contactWords(_ paths: [String]) -> Phrase? {
  Phrase.list(
    paths.map { path in
      IntakeRecorded.disclosures.first { $0.path == path }?.words ?? Phrase(verbatim: path)
    })
}
