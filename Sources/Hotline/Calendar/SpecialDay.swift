public import Wire

/// What an official list is about on a day: Spring Festival 春节, National Day 國慶日 …
public struct Occasion: Hashable, Sendable {
  /// A short name without spaces, such as `spring-festival`; unique within a calendar.
  public let code: String
  /// Its name.
  public let name: Phrase

  /// An occasion.
  public init(code: String, name: Phrase) {
    self.code = code
    self.name = name
  }
}

/// A day that an official list names, and since when it does.
///
/// Lists change after the fact: China lengthened the Spring Festival of 2020 while it lasted, Taiwan added holidays
/// in the middle of 2025. A day may therefore have several entries; the one that became known last holds.
public struct SpecialDay: Hashable, Sendable {
  /// What a list makes of a day.
  public enum Kind: Hashable, Sendable {
    /// No work 放假, whatever the day of the week.
    case holiday
    /// Work on a day of the weekend 补班 / 補行上班, in exchange for a holiday elsewhere.
    case makeUpWorkday
    /// An earlier entry is withdrawn: work from Monday to Friday and none at the weekend.
    case ordinary
  }

  /// The day.
  public let date: CivilDate
  /// What becomes of it.
  public let kind: Kind
  /// Why.
  public let occasion: Occasion
  /// The day on which the entry became known; `nil` when it stood in the list that was published before the year began.
  public let knownFrom: CivilDate?

  /// An entry of a list.
  public init(date: CivilDate, kind: Kind, occasion: Occasion, knownFrom: CivilDate? = nil) {
    self.date = date
    self.kind = kind
    self.occasion = occasion
    self.knownFrom = knownFrom
  }
}

extension SpecialDay {
  /// Order of days, and of entries for one day in the order in which they became known.
  static func precedes(_ left: SpecialDay, _ right: SpecialDay) -> Bool {
    if left.date != right.date { return left.date < right.date }
    guard let rightKnown = right.knownFrom else { return false }
    guard let leftKnown = left.knownFrom else { return true }
    return leftKnown < rightKnown
  }
}
