import EventStore
import Projections

extension QueryItems {
  /// The moment that `asOf` or `at` names; now when neither is given.
  func point() throws(Problem) -> CasePoint {
    guard let instant = try asOf() else {
      return try number("at").map { .position(Position($0)) } ?? .now
    }
    guard self["at"] == nil else {
      throw .badParameter("asOf", "and 'at' exclude each other; give one of them")
    }
    return .recorded(by: instant)
  }

  /// The point of view that `asOf` and `by` name; everything as recorded when neither is given.
  func viewpoint() throws(Problem) -> Viewpoint {
    Viewpoint(asOf: try asOf(), by: try order())
  }

  /// Whether `by` asks for what was recorded, as without it, or for what had happened.
  func order() throws(Problem) -> CaseOrder {
    guard let text = self["by"] else { return .recorded }
    guard let order = CaseOrder(rawValue: text) else {
      throw .badParameter("by", "must be 'recorded' or 'occurred'")
    }
    return order
  }

  private func asOf() throws(Problem) -> Instant? {
    guard let text = self["asOf"] else { return nil }
    // A plus sign in a query means a space, and people forget to escape it in an offset.
    let repaired = String(text.map { $0 == " " ? "+" : $0 })
    guard let instant = Instant(iso8601: repaired) else {
      throw .badParameter(
        "asOf", "must be a time with its offset from UTC, such as '2016-07-01T08:00:00+08:00'")
    }
    return instant
  }
}
