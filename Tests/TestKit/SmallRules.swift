import Hotline

/// A rule set that counts in hours, so that it needs no calendar: contact in 24 hours, result in 72 (96 for joint
/// handling), callback in 24; a yellow card at once, a red one 48 hours later.
public enum SmallRules {
  /// The rule set.
  public static func ruleSet(_ id: String = "small", version: UInt64 = 1) -> RuleSet {
    var rules = RuleSet()
    rules.id = id
    rules.version = version
    rules.utcOffsetMinutes = 480
    var joint = RuleCase()
    joint.handling = .joint
    rules.clocks = [
      clock("CONTACT", .dispatched, .contacted, hours: 24),
      clock("JOINT", .dispatched, .resultReported, hours: 96, group: "handle", when: joint),
      clock("RESULT", .dispatched, .resultReported, hours: 72, group: "handle"),
      clock("CALLBACK", .resultReported, .calledBack, hours: 24, holder: .centre),
    ]
    rules.cards = [card("YELLOW", .yellow), card("RED", .red, afterHours: 48)]
    return rules
  }

  /// Its adoption, with nothing said about where it came from.
  public static func adoption(_ id: String = "small", version: UInt64 = 1) -> RuleSetAdopted {
    adoption(of: ruleSet(id, version: version))
  }

  /// The adoption of a rule set, with nothing said about where it came from.
  public static func adoption(of rules: RuleSet) -> RuleSetAdopted {
    var adopted = RuleSetAdopted()
    adopted.rules = rules
    return adopted
  }

  private static func clock(
    _ id: String, _ start: ClockStart, _ end: ClockEnd, hours: UInt64, group: String = "",
    when: RuleCase? = nil, holder: ClockHolder = .lead
  ) -> ClockRule {
    var rule = ClockRule()
    rule.id = id
    rule.group = group
    rule.when = when
    rule.start = start
    rule.end = end
    rule.limit = limit(hours: hours)
    rule.holder = holder
    rule.pausable = holder == .lead
    rule.consequence = holder == .lead ? .card : .noted
    return rule
  }

  private static func card(
    _ id: String, _ colour: CardColour, afterHours: UInt64? = nil
  ) -> CardRule {
    var rule = CardRule()
    rule.id = id
    rule.colour = colour
    rule.clocks = ["RESULT", "JOINT"]
    rule.after = afterHours.map(limit)
    rule.replaces = afterHours != nil
    return rule
  }

  private static func limit(hours: UInt64) -> LimitSpec {
    var limit = LimitSpec()
    limit.unit = .hours
    limit.amount = hours
    return limit
  }
}
