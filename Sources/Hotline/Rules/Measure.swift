/// 指标: what scorecards and scoring rules measure. The raw value is the id in files, URLs and rule sets; it keeps its
/// meaning for ever. Numerator, denominator, exclusions and definitions stand in the measures' catalogue.
///
/// Source: issue of the scorecards; Weihai, Shanghai, Foshan, Beijing, Taipei, Lianyungang, Panjin.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  // Volume.
  case intake
  case answeredDirectly = "answered-directly"
  case directAnswers = "direct-answers"
  case received
  case carriedOver = "carried-over"
  case volume
  case coHandled = "co-handled"
  case finished
  case open
  case openOverdue = "open-overdue"
  case parked

  // Speed.
  case dispatchInTime = "dispatch-in-time"
  case signIn = "sign-in"
  case contact
  case response
  case onTime = "on-time"
  case medianHandling = "median-handling"
  case p90Handling = "p90-handling"
  case extensions
  case reminders
  case lateEntry = "late-entry"

  // Outcome.
  case claimedResolution = "claimed-resolution"
  case confirmedResolution = "confirmed-resolution"
  case resolutionGap = "resolution-gap"
  case deniedClaims = "denied-claims"
  case satisfaction
  case satisfactionEfficiency = "satisfaction-efficiency"
  case satisfactionAttitude = "satisfaction-attitude"
  case satisfactionResult = "satisfaction-result"
  case contactConfirmed = "contact-confirmed"
  case callbackCoverage = "callback-coverage"
  case callbackResponse = "callback-response"

  // Quality.
  case returns
  case returnsPerTicket = "returns-per-ticket"
  case improperReturns = "improper-returns"
  case pingPong = "ping-pong"
  case redo
  case reopened
  case gradeA = "grade-a"
  case followUp = "follow-up"
  case checkPassed = "check-passed"
  case poorHandling = "poor-handling"
  case falseReports = "false-reports"
  case falseReportRate = "false-report-rate"

  // Supervision.
  case yellowCards = "yellow-cards"
  case redCards = "red-cards"
  case yellowCardRate = "yellow-card-rate"
  case redCardRate = "red-card-rate"
  case criticisms
  case excluded
  case exclusionRate = "exclusion-rate"

  // Of scores.
  case composite
  case rank

  /// In which it is counted.
  public var unit: MeasureUnit {
    switch self {
    case .intake, .answeredDirectly, .received, .carriedOver, .volume, .coHandled, .finished,
      .open, .openOverdue, .parked, .followUp, .excluded, .pingPong:
      .tickets
    case .reminders, .poorHandling, .falseReports, .yellowCards, .redCards, .criticisms: .times
    case .returnsPerTicket: .timesPerTicket
    case .medianHandling, .p90Handling: .workingHours
    case .resolutionGap: .percentagePoints
    case .composite: .points
    case .rank: .place
    default: .percent
    }
  }

  /// Whether a score may be made of it: everything but what scores themselves give.
  public var canBeScored: Bool { self != .composite && self != .rank }

  /// Its place among all measures, for tables.
  public var index: Int { Self.indices[self] ?? 0 }

  private static let indices = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// 计量单位: in which a measure is counted, and with how many digits it is printed.
public enum MeasureUnit: String, CaseIterable, Hashable, Sendable {
  /// 件.
  case tickets
  /// 次.
  case times
  /// %.
  case percent
  /// 百分点.
  case percentagePoints = "percentage-points"
  /// 工作小时.
  case workingHours = "working-hours"
  /// 次/件.
  case timesPerTicket = "times-per-ticket"
  /// 分.
  case points
  /// 名次.
  case place

  /// Its name.
  public var words: Phrase {
    switch self {
    case .tickets: Phrase("tickets", "件", "件")
    case .times: Phrase("times", "次", "次")
    case .percent: Phrase("%", "%", "%")
    case .percentagePoints: Phrase("percentage points", "个百分点", "個百分點")
    case .workingHours: Phrase("working hours", "工作小时", "工作小時")
    case .timesPerTicket: Phrase("times per ticket", "次/件", "次／件")
    case .points: Phrase("points", "分", "分")
    case .place: Phrase("place", "名次", "名次")
    }
  }

  /// How it is printed: counts whole, everything else with two digits, half-up.
  public var rounding: Rounding {
    switch self {
    case .tickets, .times, .place: Rounding(digits: 0)
    case .percent, .percentagePoints, .workingHours, .timesPerTicket, .points: .twoDigits
    }
  }
}
