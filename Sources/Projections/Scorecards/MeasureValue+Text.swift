public import Hotline

extension MeasureValue {
  /// The value as it is printed, without its unit; `nil` without data.
  public func text(_ measure: Measure) -> String? {
    number?.text(measure.unit.rounding)
  }

  /// The two counts of a share, such as `104/83218`; `nil` for what is no share.
  public var counts: String? {
    guard case .rate(let rate) = self else { return nil }
    return "\(rate.numerator)/\(rate.denominator)"
  }

  /// The interval in which the true share lies (Wilson, z = 1.96); `nil` for what is no share of a sample.
  public var interval: WilsonInterval? {
    guard case .rate(let rate) = self else { return nil }
    return (try? WilsonInterval(of: rate)).flatMap { $0 }
  }

  /// Everything about the value: exact text, counts, sample, interval.
  func json(_ measure: Measure) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("value", text(measure).map { .string($0) } ?? .null)
    ]
    if case .rate(let rate) = self {
      members.append(.init("numerator", .integer(rate.numerator)))
      members.append(.init("denominator", .integer(rate.denominator)))
    }
    if let sample, number != nil { members.append(.init("n", .integer(sample))) }
    if number != nil, measure.isSampled, let interval {
      members.append(.init("low", .string(interval.lower.text(interval.rounding))))
      members.append(.init("high", .string(interval.upper.text(interval.rounding))))
    }
    return .object(members)
  }
}

extension Measure {
  /// Whether it rests on a sample of answers, so that an interval says how sure it is.
  public var isSampled: Bool {
    switch self {
    case .satisfaction, .satisfactionEfficiency, .satisfactionAttitude, .satisfactionResult,
      .claimedResolution, .confirmedResolution, .deniedClaims, .contactConfirmed, .checkPassed,
      .falseReportRate:
      true
    default: false
    }
  }
}

extension MeasureTable {
  /// Every measure by its id.
  func json() -> JSONValue {
    .object(
      Measure.allCases.filter(\.canBeScored).map { .init($0.rawValue, self[$0].json($0)) })
  }
}
