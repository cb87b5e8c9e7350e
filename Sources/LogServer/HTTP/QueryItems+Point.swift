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

  /// The point of view that `asOf` names, in an order that is known otherwise.
  func viewpoint(_ order: CaseOrder) throws(Problem) -> Viewpoint {
    Viewpoint(asOf: try asOf(), by: order)
  }

  /// Whether `by` asks for what was recorded, as without it, or for what had happened.
  func order() throws(Problem) -> CaseOrder {
    guard let text = self["by"] else { return .recorded }
    guard let order = CaseOrder(rawValue: text) else {
      throw .badParameter("by", "must be 'recorded' or 'occurred'")
    }
    return order
  }

  /// A parameter that is one of some words; `nil` when it is not given.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(Problem) -> Word? where Word.RawValue == String {
    guard let text = self[name] else { return nil }
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badParameter(name, "must be one of \(known)")
    }
    return word
  }

  private func asOf() throws(Problem) -> Instant? {
    guard let text = self["asOf"] else { return nil }
    guard let instant = WallClock.instant(text, endOfDay: true) else {
      throw .badParameter(
        "asOf",
        "must be a time with its offset from UTC, such as '2016-07-01T08:00:00+08:00', or a day, "
          + "such as '2016-07-01', which stands for its end (+08:00)")
    }
    return instant
  }
}
