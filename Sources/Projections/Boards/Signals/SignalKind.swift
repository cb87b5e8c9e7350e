public import Hotline

/// 异常信号: what the log alone shows of possible fraud.
///
/// Source: domain, section 7.
public enum SignalKind: UInt8, CaseIterable, Sendable {
  /// 回访前改号: the number to call was changed after the intake and before the callback.
  case contactChanged = 1
  /// 同秒结案: callback answered and ticket closed within one second by the same person.
  case closedWithCallback = 2
  /// 满意集中于一号: satisfied answers for a unit come from one number.
  case satisfiedNumber = 3
  /// 满意集中于一人: satisfied answers for a unit are entered by one operator.
  case satisfiedOperator = 4
  /// 自报与回访不符: claimed solved, and the citizen says not.
  case deniedClaim = 5
  /// 临期办结后重开: a result reported in the last hour of its limit, and opened again after.
  case lastHourResult = 6
  /// 集中补录: a unit enters its acts more than a day after they are said to have happened.
  case lateEntry = 7
  /// 临期退单: a return asked for in the last hour in which it may be.
  case lastHourReturn = 8

  /// Its name in JSON.
  public var code: String {
    switch self {
    case .contactChanged: "contact-changed"
    case .closedWithCallback: "closed-with-callback"
    case .satisfiedNumber: "satisfied-number"
    case .satisfiedOperator: "satisfied-operator"
    case .deniedClaim: "denied-claim"
    case .lastHourResult: "last-hour-result"
    case .lateEntry: "late-entry"
    case .lastHourReturn: "last-hour-return"
    }
  }

  /// What it is called.
  public var title: Phrase {
    switch self {
    case .contactChanged: Phrase("number changed", "回访前改号", "回訪前改號")
    case .closedWithCallback: Phrase("closed with callback", "同秒结案", "同秒結案")
    case .satisfiedNumber: Phrase("praise from one number", "满意集中于一号", "滿意集中於一號")
    case .satisfiedOperator: Phrase("praise by one operator", "满意集中于一人", "滿意集中於一人")
    case .deniedClaim: Phrase("claim denied", "自报与回访不符", "自報與回訪不符")
    case .lastHourResult: Phrase("last-hour result, reopened", "临期办结后重开", "屆期辦結後重啟")
    case .lateEntry: Phrase("late entry", "集中补录", "集中補登")
    case .lastHourReturn: Phrase("last-hour return", "临期退单", "屆期退案")
    }
  }

  /// What is counted, of what.
  public var counted: Phrase {
    switch self {
    case .contactChanged:
      Phrase(
        "rounds in which the number was changed before the callback, of rounds with a callback",
        "回访前更改号码的轮次 / 有回访的轮次", "回訪前更改號碼的輪次 / 有回訪的輪次")
    case .closedWithCallback:
      Phrase(
        "closings within one second of the answer, by the same person, of closings after an answer",
        "同一人在答复后一秒内结案 / 有回访答复的结案", "同一人在答覆後一秒內結案 / 有回訪答覆的結案")
    case .satisfiedNumber:
      Phrase(
        "cases whose satisfied answer came from this number, of all of the unit with a satisfied answer",
        "该号码答复满意的工单 / 该单位答复满意的工单", "該號碼答覆滿意的案件 / 該機關答覆滿意的案件")
    case .satisfiedOperator:
      Phrase(
        "cases whose satisfied answer this operator entered, of all of the unit with a satisfied answer",
        "该回访员录入满意的工单 / 该单位答复满意的工单", "該回訪員登錄滿意的案件 / 該機關答覆滿意的案件")
    case .deniedClaim:
      Phrase(
        "citizens who say that it is not solved, of those asked about a claim that it is",
        "群众称未解决 / 自报已解决且群众作答", "民眾稱未解決 / 自報已解決且民眾作答")
    case .lastHourResult:
      Phrase(
        "results of the last hour of the limit that were reopened, of results in time",
        "时限最后一小时办结且后重开 / 按时办结", "時限最後一小時辦結且後重啟 / 按時辦結")
    case .lateEntry:
      Phrase(
        "acts of the unit entered more than 24 hours late, of all its acts",
        "迟于 24 小时录入的办理行为 / 全部办理行为", "遲於 24 小時登錄的辦理行為 / 全部辦理行為")
    case .lastHourReturn:
      Phrase(
        "returns asked for in the last hour before a limit, of all that had one",
        "限前一小时内申请的退单 / 有时限的退单申请", "限前一小時內申請的退案 / 有時限的退案申請")
    }
  }

  /// Whether even a single occurrence is worth a look; for the others only a concentration is.
  public var showsSingle: Bool {
    switch self {
    case .contactChanged, .closedWithCallback, .lastHourResult: true
    default: false
    }
  }

  /// 最少次数: fewer occurrences are no concentration.
  public var minimumHits: Int64 {
    switch self {
    case .satisfiedOperator: 5
    default: 3
    }
  }

  /// The threshold in words.
  public var threshold: Phrase {
    switch self {
    case .satisfiedNumber:
      .of(
        "at least {0} cases, and {1} % of the unit's or {2} cases",
        "至少 {0} 件，且达该单位 {1} % 或 {2} 件", "至少 {0} 件，且達該機關 {1} % 或 {2} 件",
        .number(minimumHits), .number(Concentration.numberPercent),
        .number(Concentration.numberHits))
    case .satisfiedOperator:
      .of(
        "at least {0} cases, half of the unit's, and {1} times the operator's share elsewhere",
        "至少 {0} 件，达该单位一半，且为其在他处占比的 {1} 倍",
        "至少 {0} 件，達該機關一半，且為其在他處占比的 {1} 倍", .number(minimumHits),
        .number(Concentration.operatorFactor))
    default:
      .of(
        "at least {0}, and the lower end of the 95 % interval is {1} times the other units' share",
        "至少 {0} 次，且 95 % 置信下限达其他单位占比的 {1} 倍",
        "至少 {0} 次，且 95 % 信賴下限達其他機關占比的 {1} 倍", .number(minimumHits),
        .number(Concentration.factor))
    }
  }
}
