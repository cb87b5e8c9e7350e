import Hotline
import Testing
import Wire

/// China in early 2017 and early 2020: small enough to read, with everything that makes counting hard.
enum CalendarSample {
  static let spring = Occasion(
    code: "spring-festival", name: Phrase("Spring Festival", "春节", "春節"))

  /// The Spring Festival of 2017 and the make-up working days around it.
  static func spring2017() throws -> WorkCalendar {
    let days: [(String, SpecialDay.Kind)] = [
      ("2017-01-02", .holiday), ("2017-01-22", .makeUpWorkday), ("2017-01-27", .holiday),
      ("2017-01-28", .holiday), ("2017-01-29", .holiday), ("2017-01-30", .holiday),
      ("2017-01-31", .holiday), ("2017-02-01", .holiday), ("2017-02-02", .holiday),
      ("2017-02-04", .makeUpWorkday),
    ]
    return try WorkCalendar(
      id: "cn", version: "test", region: "CN", first: day("2017-01-01"), last: day("2017-12-31"),
      days: days.map { SpecialDay(date: try day($0.0), kind: $0.1, occasion: spring) })
  }

  /// The Spring Festival of 2020 as first published, and as lengthened on 2020-01-27.
  static func spring2020() throws -> WorkCalendar {
    var days: [SpecialDay] = []
    for number in 24...30 {
      days.append(
        SpecialDay(date: try day("2020-01-\(number)"), kind: .holiday, occasion: spring))
    }
    for text in ["2020-01-19", "2020-02-01"] {
      days.append(SpecialDay(date: try day(text), kind: .makeUpWorkday, occasion: spring))
    }
    let known = try day("2020-01-27")
    for text in ["2020-01-31", "2020-02-01", "2020-02-02"] {
      days.append(
        SpecialDay(date: try day(text), kind: .holiday, occasion: spring, knownFrom: known))
    }
    return try WorkCalendar(
      id: "cn", version: "test", region: "CN", first: day("2020-01-01"), last: day("2020-12-31"),
      days: days)
  }

  /// 09:00–12:00 and 13:00–18:00.
  static func officeHours() throws -> OpeningHours {
    try #require(
      OpeningHours([
        OpeningHours.Interval(opens: 9 * 3600, closes: 12 * 3600),
        OpeningHours.Interval(opens: 13 * 3600, closes: 18 * 3600),
      ]))
  }
}

/// `2017-01-20`.
func day(_ text: String) throws -> CivilDate {
  let instant = try #require(Instant(iso8601: "\(text)T00:00:00Z"))
  return CivilDate(daysSinceEpoch: instant.microseconds / 86_400_000_000)
}

/// `2017-01-20 17:59:59`, with a fraction if need be, at UTC+8.
func at(_ text: String) throws -> Instant {
  let iso = text.split(separator: " ").joined(separator: "T")
  return try #require(Instant(iso8601: iso + "+08:00"))
}
