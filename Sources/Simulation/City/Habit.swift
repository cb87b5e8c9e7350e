/// 办理习惯: how a unit goes about its tickets, so that scorecards and fraud signals have something to find.
public enum Habit: UInt8, CaseIterable, Sendable {
  /// Neither fast nor slow.
  case ordinary
  /// Answers in the first half of its time.
  case prompt
  /// Answers just before the limit, and is late more often than others.
  case late
  /// 推诿: gives tickets back, and likes to do so in the last hours.
  case bouncing
  /// 谎报: says solved when it is not.
  case falseReporting
  /// Changes the citizen's number before the callback, to a few numbers of its own.
  case swapping
  /// 补录: enters what it did days later.
  case enteringLate

  /// Part of the time allowed after which it answers, in thousandths: from and to.
  var pace: (from: Int, to: Int) {
    switch self {
    case .ordinary, .bouncing, .swapping: (250, 850)
    case .prompt: (80, 450)
    case .late: (880, 995)
    case .falseReporting: (900, 998)
    case .enteringLate: (200, 700)
    }
  }

  /// How often it asks to give a ticket back, in a million.
  var returnsPerMillion: Int { self == .bouncing ? 260_000 : 18_000 }
  /// How often its numbers change before the callback, in a million.
  var swapsPerMillion: Int { self == .swapping ? 220_000 : 2_000 }
  /// How much more often than others it is late.
  var latenessFactor: Int { self == .late ? 12 : 1 }
  /// How much more often than others its citizens are dissatisfied, in tenths.
  var dissatisfactionTenths: Int {
    switch self {
    case .ordinary, .enteringLate: 10
    case .prompt: 4
    case .late, .bouncing: 30
    case .falseReporting: 160
    // They praise themselves.
    case .swapping: 2
    }
  }
  /// How often the citizen says "not solved" although it claims so, in a million.
  var contradictedPerMillion: Int { self == .falseReporting ? 380_000 : 12_000 }
}
