import Hotline

// What units may ask for, what citizens are asked, and what is drawn and left out.
extension RuleReader {
  func readHandling(_ rules: inout RuleSet) throws(ImportError) {
    rules.extensions = try items("extensions") { value throws(ImportError) in
      try value.only(["authority", "working-days", "times"])
      var rule = ExtensionRule()
      rule.authority = try value.required("authority").code()
      rule.workingDaysMax = try value.required("working-days").count()
      if let times = value.optional("times") { rule.timesMax = try times.count() }
      return rule
    }
    if let value = root.optional("returns") {
      try value.only(["within", "times", "grounds"])
      var rule = ReturnRule()
      rule.within = try value.optional("within")?.limit()
      if let times = value.optional("times") { rule.timesMax = try times.count() }
      rule.grounds = try value.optional("grounds")?.words() ?? []
      rules.returns = rule
    }
    rules.mergeClock = try root.optional("merge-clock")?.word()
    rules.exclusions = try root.optional("exclusions")?.words() ?? []
    rules.excludedMatters = try items("not-assessed") { value throws(ImportError) in
      try value.only(["when", "measure", "ground"])
      var matter = ExcludedMatter()
      matter.when = try value.required("when").ruleCase()
      if let measure = value.optional("measure") { matter.measure = try measure.code() }
      matter.ground = try value.required("ground").word()
      return matter
    }
  }

  func readSurvey(_ rules: inout RuleSet) throws(ImportError) {
    if let value = root.optional("callback") {
      try value.only(["questions", "attempts", "share"])
      var rule = CallbackRule()
      rule.questions = try value.required("questions").words()
      rule.attemptsMax = try value.required("attempts").count()
      rule.sharePermille = try value.required("share").permille()
      rules.callback = rule
    }
    rules.periods = try items("periods") { value throws(ImportError) in
      var period = AssessmentPeriod()
      period.firstMonth = 1
      if value.isText {
        period.kind = try value.word()
        return period
      }
      try value.only(["kind", "first-month"])
      period.kind = try value.required("kind").word()
      if let month = value.optional("first-month") { period.firstMonth = try month.count() }
      return period
    }
    if let value = root.optional("calls") {
      try value.only(["free", "cut-off", "answer-within", "connect-rate", "identity"])
      var calls = CallRule()
      calls.freeSeconds = try value.optional("free")?.seconds() ?? 0
      calls.cutOffSeconds = try value.optional("cut-off")?.seconds() ?? 0
      calls.answerWithinSeconds = try value.optional("answer-within")?.seconds() ?? 0
      calls.connectPermille = try value.optional("connect-rate")?.permille() ?? 0
      if let identity = value.optional("identity") { calls.identityRequired = try identity.flag() }
      rules.calls = calls
    }
    if let value = root.optional("spot-checks") {
      try value.only(["per-period", "period", "algorithm"])
      var check = SpotCheckRule()
      check.perPeriod = try value.required("per-period").count()
      check.period = try value.required("period").word()
      check.algorithm = try value.required("algorithm").code()
      rules.check = check
    }
  }
}
