import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Several formulas in one rule set")
struct FormulaGroupTests {
  /// Two formulas: units of the group "strict" please only who is very satisfied, the others who is satisfied at all.
  private static func rules() -> RuleSet {
    var rules = SmallRules.ruleSet()
    var strict = ScoringRule()
    strict.id = "strict"
    strict.groups = ["strict"]
    strict.satisfied = [.verySatisfied]
    strict.terms = [term()]
    var others = ScoringRule()
    others.id = "others"
    others.terms = [term()]
    rules.scoring = [strict, others]
    return rules
  }

  private static func term() -> ScoreTerm {
    var term = ScoreTerm()
    term.id = "satisfaction"
    term.measure = "satisfaction"
    term.weight = "1"
    return term
  }

  private func log(_ group: String) throws -> BoardLog {
    var log = try BoardLog(Self.rules())
    try log.name("U1", "Office 1", group: group)
    try log.name("U2", "Office 2")
    for (stream, unit) in [("a", "U1"), ("b", "U2")] {
      try log.open(stream, 10, unit)
      try log.report(stream, 20, unit)
      var answer = CallbackAnswered()
      answer.result = .satisfied
      try log.act(stream, 30, answer)
    }
    return log
  }

  @Test(
    "Each unit's answers are judged by the formula of its own group", arguments: ["strict", ""])
  func satisfied(group: String) throws {
    let ledger = try log(group).ledger()
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let period = try view.period("2026", at: now)
    let card = try view.scorecard(period, at: now)
    let one = try #require(card.row("U1")?.measures[.satisfaction].text(.satisfaction))
    #expect(one == (group == "strict" ? "0.00" : "100.00"))
    #expect(card.row("U2")?.measures[.satisfaction].text(.satisfaction) == "100.00")
    // Where it is not the card's, each row names its own; with several, ranks are told to be among equals.
    #expect(card.hasSeveralFormulas == (group == "strict"))
    let file = JSONWriter.text(card.json())
    #expect(file.contains(#""formula":"others""#))
    let explained = try view.explain("composite", unit: "U1", period, at: now)
    #expect(explained.value.number != nil && explained.tickets.count == 1)
  }

  @Test("A unit that joins a group later is judged anew by a live view")
  func later() throws {
    var log = try log("")
    try log.name("U1", "Office 1", group: "strict", at: 40)
    let recorded = try log.log()
    let whole = try recorded.withSnapshot { try ScoreLedger($0) }
    let now = try #require(whole.recordedAt)
    let early = try ScoreLedger(recorded, upTo: Position(recorded.head.rawValue - 1), threads: 1)
    var live = try ScoreView(early, rules: nil, now: now)
    let period = try live.period("2026", at: now)
    _ = try recorded.withSnapshot {
      try live.follow($0, after: Position(recorded.head.rawValue - 1))
    }
    live = try live.judgedByLatestRules()
    let rebuilt = try ScoreView(whole, rules: nil, now: now)
    let cards = try [live, rebuilt].map {
      JSONWriter.text(try $0.scorecard(period, at: now).figures)
    }
    #expect(cards[0] == cards[1] && cards[0].contains(#""value":"0.00""#))
  }

  @Test("Matters that satisfaction leaves out are left out of each of its questions")
  func questions() throws {
    var rules = SmallRules.ruleSet()
    var matter = ExcludedMatter()
    var mediation = RuleCase()
    mediation.categories = ["mediation"]
    matter.when = mediation
    matter.measure = Measure.satisfaction.rawValue
    matter.ground = .matterType
    rules.excludedMatters = [matter]
    rules.exclusions = [.matterType]
    var log = try BoardLog(rules)
    for (stream, category, grade) in [
      ("a", "mediation", Satisfaction.dissatisfied), ("b", "noise", .satisfied),
    ] {
      var intake = IntakeRecorded()
      intake.category = category
      try log.act(stream, 10, intake)
      try log.hand(stream, 10, "U1")
      try log.report(stream, 20, "U1")
      var answer = CallbackAnswered()
      answer.efficiency = grade
      answer.attitude = grade
      answer.result = grade
      try log.act(stream, 30, answer)
    }
    let ledger = try log.ledger()
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let card = try view.scorecard(try view.period("2026", at: now), at: now)
    let row = try #require(card.row("U1"))
    for measure in [
      Measure.satisfaction, .satisfactionEfficiency, .satisfactionAttitude, .satisfactionResult,
    ] {
      #expect(row.measures[measure].text(measure) == "100.00", "\(measure)")
    }
    #expect(row.measures[.finished].text(.finished) == "2")
  }
}
