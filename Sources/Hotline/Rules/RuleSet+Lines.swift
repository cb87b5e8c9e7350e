extension RuleSet {
  /// Everything that the rule set says, in lines that people can compare; its version is not part of it.
  public var lines: [ReferenceLine] {
    var lines = RuleLines()
    addHead(&lines)
    addClocks(&lines)
    addRoutes(&lines)
    addHandling(&lines)
    addSurveys(&lines)
    addMatters(&lines)
    addScoring(&lines)
    addNotes(&lines)
    return lines.all
  }

  private func addHead(_ lines: inout RuleLines) {
    lines.section = Phrase("rule set", "规则集", "規則集")
    lines.add("title", title?.words)
    lines.add("source", text: source)
    lines.add("offset", text: utcOffsetMinutes == 0 ? "" : "UTC+\(utcOffsetMinutes) min")
    lines.add("calendar", text: calendar)
    if effectiveDay > 0 { lines.add("effective", text: CivilText.day(effectiveDay)) }
    lines.add("opening", text: opening.map(\.text).joined(separator: " "))
    lines.add("counting", counting?.words(for: .hours))
    lines.add("kinds", text: kinds.joined(separator: ", "))
    lines.add("channels", text: channels.joined(separator: ", "))
    lines.add("languages", text: languages.joined(separator: ", "))
    lines.section = Phrase("queue", "队列", "佇列")
    for queue in queues { lines.add(queue.id, queue.title?.words) }
  }

  private func addClocks(_ lines: inout RuleLines) {
    lines.section = Phrase("clock", "时限", "時限")
    for clock in clocks { lines.add(clock.id, clock.words) }
    lines.section = Phrase("order", "顺序", "順序")
    lines.add("clocks", text: clocks.map(\.id).joined(separator: ", "))
    lines.add("routes", text: routes.map(\.id).joined(separator: ", "))
    lines.section = Phrase("card", "督办牌", "督辦牌")
    for card in cards { lines.add(card.id, card.words) }
  }

  private func addRoutes(_ lines: inout RuleLines) {
    lines.section = Phrase("route", "派单规则", "派案規則")
    for route in routes { lines.add(route.id, route.words) }
  }

  private func addHandling(_ lines: inout RuleLines) {
    lines.section = Phrase("extension", "延期", "展期")
    for rule in extensions { lines.add(rule.authority, rule.words) }
    lines.section = Phrase("setting", "设置", "設定")
    lines.add("returns", returns?.words)
    lines.add("merge-clock", mergeClock?.words)
    lines.add("calls", calls?.words)
    if gradesResults { lines.add("grades-results", HandlingGrade.gradesWords) }
  }

  private func addSurveys(_ lines: inout RuleLines) {
    lines.add("callback", callback?.words)
    lines.add("spot-checks", check?.words)
    lines.section = Phrase("period", "考核周期", "考核週期")
    for period in periods { lines.add(period.kind?.name ?? "", period.words) }
  }

  private func addMatters(_ lines: inout RuleLines) {
    lines.section = Phrase("exclusion", "剔除", "剔除")
    for ground in exclusions { lines.add(ground.fileName, ground.words) }
    lines.section = Phrase("not assessed", "不考核事项", "不考核事項")
    for (index, matter) in excludedMatters.enumerated() {
      lines.add(String(index + 1), matter.words)
    }
  }

  private func addScoring(_ lines: inout RuleLines) {
    lines.section = Phrase("scoring", "计分规则", "計分規則")
    for rule in scoring {
      lines.add(rule.id, rule.words)
      for term in rule.terms { lines.add("\(rule.id).\(term.id)", term.words) }
    }
  }

  private func addNotes(_ lines: inout RuleLines) {
    lines.section = Phrase("note", "说明", "說明")
    for (index, note) in notes.enumerated() { lines.add(String(index + 1), text: note) }
  }
}

private struct RuleLines {
  var all: [ReferenceLine] = []
  var section = Phrase("", "", "")

  mutating func add(_ key: String, _ text: Phrase?) {
    if let text { all.append(ReferenceLine(section: section, key: key, text: text)) }
  }

  mutating func add(_ key: String, text: String) {
    if !text.isEmpty { add(key, Phrase(verbatim: text)) }
  }
}

extension RuleSet {
  /// What it changes against an earlier version; every line when there was none.
  public func changes(from old: RuleSet?) -> [ReferenceChange] {
    ReferenceChange.between(old?.lines ?? [], lines)
  }
}
