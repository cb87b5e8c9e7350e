public import Hotline
public import Wire

/// One cell of a board, kept as what it means: text and JSON are made of it where they are shown.
public enum BoardCell: Hashable, Sendable {
  /// Nothing to say.
  case none
  /// A case, by its stream.
  case stream(String)
  /// A unit: its code and its name as known then.
  case unit(String, Phrase)
  /// Words.
  case words(Phrase)
  /// A word of a list: its code and its words.
  case word(String, Phrase)
  /// A code, such as that of a clock, an operator or a number's digest.
  case code(String)
  /// When something happened.
  case instant(Instant)
  /// A due date.
  case deadline(Instant)
  /// A length of time by the wall clock, in microseconds.
  case duration(Int64)
  /// Office hours, in seconds, and how many seconds a working day has.
  case workingTime(Int64, perDay: Int64)
  /// How many.
  case count(UInt64)
  /// How many of how many.
  case rate(Rate)

  /// Plain where it is a number or a code, with its parts where it has some.
  public var json: JSONValue {
    switch self {
    case .none: .null
    case .stream(let text), .code(let text): .string(text)
    case .unit(let code, let name), .word(let code, let name):
      .object([.init("code", .string(code)), .init("name", name.json)])
    case .words(let phrase): phrase.json
    case .instant(let instant), .deadline(let instant): .string(instant.description)
    case .duration(let microseconds): .integer(microseconds)
    case .workingTime(let seconds, _): .integer(seconds)
    case .count(let count): .unsigned(count)
    case .rate(let rate):
      .object([
        .init("numerator", .integer(rate.numerator)),
        .init("denominator", .integer(rate.denominator)),
        .init("percent", rate.percent.map { .string($0.text(.twoDigits)) } ?? .null),
      ])
    }
  }
}

extension BoardCell {
  /// The word of a list with a raw value; nothing where there is none.
  static func word<W: Word>(of list: W.Type, _ value: UInt64) -> BoardCell {
    W(rawValue: UInt8(truncatingIfNeeded: value)).map { .word($0.name, $0.words) } ?? .none
  }
}
