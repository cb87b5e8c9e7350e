public import Hotline

/// A code with its weight among others.
struct Share: Sendable {
  let code: String
  let weight: Int

  init(_ code: String, _ weight: Int) {
    self.code = code
    self.weight = weight
  }
}

/// 诉求类型: a kind of matter, and how often it comes.
struct KindShare: Sendable {
  let code: String
  /// Weight among the matters that become tickets.
  let ticket: Int
  /// Weight among the matters that are answered at once.
  let direct: Int

  init(_ code: String, ticket: Int, direct: Int) {
    self.code = code
    self.ticket = ticket
    self.direct = direct
  }
}

/// 行政区: a district.
struct District: Sendable {
  let code: String
  let name: String
  let weight: Int

  init(_ code: String, _ name: String, _ weight: Int) {
    self.code = code
    self.name = name
    self.weight = weight
  }
}

/// Days on which more matters come in than usual, of some categories: a cold snap, a new policy.
struct Burst: Sendable {
  let month: Int
  let day: Int
  let days: Int
  /// How much comes in, in hundredths of the usual.
  let percent: Int
  /// Categories that make up most of it.
  let categories: [String]
}

/// What a city's hotline is like: plain data, with the report behind each figure.
public struct CityProfile: Sendable {
  /// Its name.
  public let name: Phrase
  /// Prefix of its cases' streams and numbers, such as `fs`.
  public let prefix: String
  /// Id of its rule set.
  public let ruleSet: String
  /// Id of its calendar.
  public let calendar: String
  /// Whether its texts are in traditional characters.
  public let isTraditional: Bool

  let districts: [District]
  let categories: [Category]
  let groups: [UnitGroup]
  /// Streets or townships of each district, each a unit.
  let streetsPerDistrict: Int
  /// Units that are not ordinary: code and habit.
  let habits: [(unit: String, habit: Habit)]

  /// Shares of channels in all matters, of 10,000.
  let channels: [Share]
  /// Kinds; the two columns each add up to 10,000.
  let kinds: [KindShare]
  /// Matters answered at once for 100 that are dispatched.
  let directPerHundred: Int
  let queues: [Share]
  let languages: [Share]
  let bursts: [Burst]

  /// 接通率: calls answered of 10,000.
  let connectPermyriad: Int
  /// Whether the exchange gives only totals by the hour, no single calls.
  let hasCallTotalsOnly: Bool
  /// 满意率: satisfied of 10,000 who answered.
  let satisfiedPermyriad: Int
  /// Callbacks that are answered, of 10,000 closed tickets that are called.
  let responsePermyriad: Int
  /// Tickets that are called back, of 10,000.
  let callbackPermyriad: Int
  /// Cards of a published period, for an exact quota; `nil` for a share that varies.
  let cardQuota: CardQuota?
  /// Tickets that pass their limit, of a million; where there is no quota.
  let latePerMillion: Int
  /// 办结率: tickets that are ever finished, of 10,000.
  let finishedPermyriad: Int
  /// 紧急: urgent tickets, of 10,000.
  let urgentPermyriad: Int
  /// 疑难: difficult tickets, of 10,000.
  let difficultPermyriad: Int
  /// 会办: tickets of several units, of 10,000.
  let jointPermyriad: Int
  /// Seconds from the end of the call to the dispatch: most, and of late ones.
  let dispatchSeconds: (from: Int, to: Int)
  /// What it does beside tickets.
  let outreach: Outreach
}

/// Cards of a published period.
struct CardQuota: Sendable {
  let yellow: Int
  let red: Int
  /// Of so many tickets.
  let tickets: Int

  /// So many of `count` tickets, rounded half up.
  func scaled(_ cards: Int, to count: Int) -> Int { (cards * count * 2 + tickets) / (2 * tickets) }
}

/// What a hotline does of its own accord; numbers for a year.
struct Outreach: Sendable {
  var careCalls = 0
  var enterpriseVisits = 0
  var demands = 0
  /// Calls judged by inspectors, of a million matters.
  var qualityPerMillion = 0
  /// Closed tickets checked each month.
  var spotChecks = 0
  /// Items of the knowledge base that are published when the simulation begins, and each year after.
  var knowledgeItems = 0
  var knowledgeUpdates = 0
}
