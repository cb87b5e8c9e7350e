/// 指标: what scorecards and scoring rules measure. The raw value is the id in files, URLs and rule sets; it keeps its
/// meaning for ever. Numerator, denominator, exclusions and definitions stand in the measures' catalogue.
///
/// Source: Weihai, Shanghai, Foshan, Beijing, Taipei, Lianyungang, Panjin.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  // Volume.
  /// 受理诉求量: intake.
  case intake
  /// 直接答复量: answered directly.
  case answeredDirectly = "answered-directly"
  /// 直接答复率: direct answer rate.
  case directAnswers = "direct-answers"
  /// 新收工单: received.
  case received
  /// 结转工单: carried over.
  case carriedOver = "carried-over"
  /// 工单受理数量: volume.
  case volume
  /// 协办工单: co-handled.
  case coHandled = "co-handled"
  /// 办结工单: finished.
  case finished
  /// 在办工单: open.
  case open
  /// 逾期未结工单: open and overdue.
  case openOverdue = "open-overdue"
  /// 挂账工单: parked.
  case parked

  // Speed.
  /// 及时派单率: dispatched in time.
  case dispatchInTime = "dispatch-in-time"
  /// 按时签收率: sign-in in time.
  case signIn = "sign-in"
  /// 及时联系率: timely contact.
  case contact
  /// 响应率: response rate.
  case response
  /// 限时办结率: on-time completion.
  case onTime = "on-time"
  /// 及时到场率: arrived in time.
  case arrival
  /// 及时回报率: reported back in time.
  case reportBack = "report-back"
  /// 及时答复率: citizen told in time.
  case citizenNotice = "citizen-notice"
  /// 及时回访率: called back in time.
  case callbackInTime = "callback-in-time"
  /// 办理时长中位数: median handling time.
  case medianHandling = "median-handling"
  /// 办理时长九十分位: handling time of nine in ten.
  case p90Handling = "p90-handling"
  /// 延期率: extension rate.
  case extensions
  /// 催办次数: reminders.
  case reminders
  /// 补录率: late entry.
  case lateEntry = "late-entry"

  // Outcome.
  /// 单位自报解决率: resolution, as the unit claims.
  case claimedResolution = "claimed-resolution"
  /// 群众确认解决率: resolution, as citizens confirm.
  case confirmedResolution = "confirmed-resolution"
  /// 解决率差距: gap of resolution.
  case resolutionGap = "resolution-gap"
  /// 解决结果被否认率: claims denied.
  case deniedClaims = "denied-claims"
  /// 满意率: satisfaction.
  case satisfaction
  /// 办理效率满意率: satisfaction with efficiency.
  case satisfactionEfficiency = "satisfaction-efficiency"
  /// 办理态度满意率: satisfaction with attitude.
  case satisfactionAttitude = "satisfaction-attitude"
  /// 办理结果满意率: satisfaction with the result.
  case satisfactionResult = "satisfaction-result"
  /// 群众确认联系率: contact confirmed.
  case contactConfirmed = "contact-confirmed"
  /// 回访覆盖率: callback coverage.
  case callbackCoverage = "callback-coverage"
  /// 回访应答率: callback response.
  case callbackResponse = "callback-response"

  // Quality.
  /// 退单率: return rate.
  case returns
  /// 平均退单次数: returns per ticket.
  case returnsPerTicket = "returns-per-ticket"
  /// 不当退单率: improper returns.
  case improperReturns = "improper-returns"
  /// 往返派单: ping-pong.
  case pingPong = "ping-pong"
  /// 重办率: redo rate.
  case redo
  /// 重新打开率: reopen rate.
  case reopened
  /// 甲类办结率: settled at once.
  case gradeA = "grade-a"
  /// 持续跟进工单: on follow-up.
  case followUp = "follow-up"
  /// 抽查合格率: spot checks passed.
  case checkPassed = "check-passed"
  /// 办理不力件次: handled poorly.
  case poorHandling = "poor-handling"
  /// 谎报件次: false reports found.
  case falseReports = "false-reports"
  /// 谎报率: false report rate.
  case falseReportRate = "false-report-rate"

  // Supervision.
  /// 黄牌: yellow cards.
  case yellowCards = "yellow-cards"
  /// 红牌: red cards.
  case redCards = "red-cards"
  /// 黄牌率: yellow card rate.
  case yellowCardRate = "yellow-card-rate"
  /// 红牌率: red card rate.
  case redCardRate = "red-card-rate"
  /// 书面批评: written criticisms.
  case criticisms
  /// 剔除工单: excluded.
  case excluded
  /// 剔除率: exclusion rate.
  case exclusionRate = "exclusion-rate"

  // Of scores.
  /// 综合得分: composite score.
  case composite
  /// 排名: rank.
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

  /// Whether what a rule says of a measure is said of this one: it is that one, or one of its questions.
  func belongs(to name: String) -> Bool {
    switch self {
    case .satisfactionEfficiency, .satisfactionAttitude, .satisfactionResult:
      name == rawValue || name == Measure.satisfaction.rawValue
    default: name == rawValue
    }
  }
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
