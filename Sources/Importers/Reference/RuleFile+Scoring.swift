import Hotline

extension RuleFile {
  /// Reads the value of the key `scoring`: a list of scoring rules, of which the first that fits a unit counts.
  ///
  /// Keys, places and texts are checked here, line by line; whether the numbers fit together is checked with the rest
  /// of the rule set.
  static func scoring(_ value: YAMLValue) throws(ImportError) -> [ScoringRule] {
    var rules: [ScoringRule] = []
    for item in try value.list() { rules.append(try rule(item)) }
    return rules
  }

  private static func rule(_ value: YAMLValue) throws(ImportError) -> ScoringRule {
    try value.only([
      "id", "title", "groups", "base", "terms", "floor", "cap", "rounding", "sample-min",
      "ranking", "levels", "exclusions", "satisfied", "source",
    ])
    var rule = ScoringRule()
    rule.id = try value.required("id").code()
    rule.title = try value.required("title").title()
    rule.groups = try value.optional("groups")?.codes() ?? []
    rule.base = try value.decimal("base")
    for item in try value.required("terms").list() { rule.terms.append(try term(item)) }
    rule.floor = try value.decimal("floor")
    rule.cap = try value.decimal("cap")
    rule.rounding = try value.optional("rounding")?.roundingSpec()
    rule.sampleMin = try value.optional("sample-min")?.count() ?? 0
    rule.ranking = try value.optional("ranking").map(ranking)
    for item in try value.optional("levels")?.list() ?? [] { rule.levels.append(try level(item)) }
    for item in try value.optional("exclusions")?.list() ?? [] {
      try item.only(["measure", "grounds"])
      var exclusion = MeasureExclusion()
      exclusion.measure = try item.required("measure").code()
      exclusion.grounds = try item.required("grounds").words()
      rule.exclusions.append(exclusion)
    }
    rule.satisfied = try value.optional("satisfied")?.words() ?? []
    rule.source = try value.required("source").name()
    return rule
  }

  private static func term(_ value: YAMLValue) throws(ImportError) -> ScoreTerm {
    try value.only([
      "id", "title", "measure", "weight", "target", "full", "below", "above", "steps", "floor",
      "cap", "input", "points", "missing", "sample-min",
    ])
    var term = ScoreTerm()
    term.id = try value.required("id").code()
    term.title = try value.required("title").title()
    if let measure = value.optional("measure") { term.measure = try measure.code() }
    term.weight = try value.decimal("weight")
    term.target = try value.decimal("target")
    term.full = try value.decimal("full")
    term.slopeBelow = try value.decimal("below")
    term.slopeAbove = try value.decimal("above")
    for item in try value.optional("steps")?.list() ?? [] {
      try item.only(["from", "points"])
      var step = ScoreStep()
      step.from = try item.decimal("from")
      step.points = try item.decimal("points")
      term.steps.append(step)
    }
    term.floor = try value.decimal("floor")
    term.cap = try value.decimal("cap")
    term.input = try value.optional("input")?.roundingSpec()
    term.rounding = try value.optional("points")?.roundingSpec()
    term.missing = try value.optional("missing")?.word()
    term.sampleMin = try value.optional("sample-min")?.count() ?? 0
    return term
  }

  private static func ranking(_ value: YAMLValue) throws(ImportError) -> RankingRule {
    try value.only(["order", "ties", "decide-ties"])
    var ranking = RankingRule()
    ranking.order = try value.optional("order")?.word()
    ranking.ties = try value.optional("ties")?.word()
    ranking.tieTerms = try value.optional("decide-ties")?.codes() ?? []
    return ranking
  }

  private static func level(_ value: YAMLValue) throws(ImportError) -> ScoreLevel {
    try value.only(["id", "title", "from"])
    var level = ScoreLevel()
    level.id = try value.required("id").code()
    level.title = try value.required("title").title()
    level.from = try value.decimal("from")
    return level
  }
}

extension YAMLValue {
  /// The decimal number of a key as it stands there, such as `-0.5`; empty when the key is not there.
  fileprivate func decimal(_ key: String) throws(ImportError) -> String {
    guard let value = optional(key) else { return "" }
    let text = try value.name()
    do { return try ExactNumber(decimal: text).description } catch {
      throw value.error("is no decimal number; write one such as 12.5 or -0.5")
    }
  }

  /// Digits, mode and whether zeros at the end are left out.
  fileprivate func roundingSpec() throws(ImportError) -> RoundingSpec {
    try only(["digits", "mode", "trim"])
    var spec = RoundingSpec()
    spec.digits = UInt64(try required("digits").number(0...ScoringFormula.digitsMax))
    spec.mode = try optional("mode")?.word()
    if let trim = optional("trim") { spec.trims = try trim.flag() }
    return spec
  }
}
