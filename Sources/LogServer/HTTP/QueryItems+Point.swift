import EventStore
import Projections

extension QueryItems {
  /// The moment that `asOf` or `at` names; now when neither is given.
  func point() throws(Problem) -> CasePoint {
    if let text = self["asOf"] {
      guard self["at"] == nil else {
        throw .badParameter("asOf", "and 'at' exclude each other; give one of them")
      }
      // A plus sign in a query means a space, and people forget to escape it in an offset.
      let repaired = String(text.map { $0 == " " ? "+" : $0 })
      guard let instant = Instant(iso8601: repaired) else {
        throw .badParameter(
          "asOf", "must be a time with its offset from UTC, such as '2016-07-01T08:00:00+08:00'")
      }
      return .recorded(by: instant)
    }
    return try number("at").map { .position(Position($0)) } ?? .now
  }
}
