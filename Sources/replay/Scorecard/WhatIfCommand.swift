import ArgumentParser
import EventStore
import Hotline
import Importers
import Projections

/// `replay whatif`: a period under other rules.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "A period under other rules, beside the recorded ones.",
    discussion: """
      The acts are those that were recorded; every due date, lapse and card is made anew by the rules \
      of the file, and the score by its formula. Nothing is written.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "A rule file, the name of one that the program carries, or an adopted one as foshan@1.",
      valueName: "file"))
  var rules: String

  @Option(help: ArgumentHelp("2016-10, 2016-Q4, 2016-H2 or 2016.", valueName: "period"))
  var period: String

  @Option(help: ArgumentHelp("Only this unit.", valueName: "code"))
  var unit: String?

  @Option(
    help: ArgumentHelp(
      "Only what was recorded by this time (a day alone means its end, +08:00).",
      valueName: "time"))
  var asOf: InstantArgument?

  @OptionGroup var order: OrderOption

  func run() throws {
    let point = Viewpoint(asOf: asOf?.instant, by: order.by)
    let (recorded, other) = try cards(point)
    var output = Output()
    let text = ComparisonText(layout: global.layout, before: recorded, after: other)
    if global.format == .text {
      output.lines(text.lines(unit: unit))
    } else {
      let value = JSONValue.object([
        .init("recorded", recorded.json(unit: unit)), .init("whatIf", other.json(unit: unit)),
      ])
      output.line(JSONWriter.text(value, isIndented: global.format == .json))
    }
    output.flush()
  }

  /// The scorecard as recorded, and as the rules of a file give it.
  private func cards(_ point: Viewpoint) throws -> (Scorecard, Scorecard) {
    let (_, log) = try global.open()
    defer { log.close() }
    do {
      let ledger = try ScoreQuestion.ledger(log, point)
      let now = ScoreQuestion.moment(ledger, point)
      let recorded = try ScoreView(ledger, rules: nil, now: now)
      let book = try RuleArgument(rules).book(ledger)
      let other = try ScoreView(
        try ScoreQuestion.ledger(log, point, retoldBy: book), book: book, now: now)
      let period = try recorded.period(self.period, at: now)
      let cards = (
        try recorded.scorecard(period, at: now),
        try other.scorecard(try other.period(self.period, at: now), at: now)
      )
      if let unit { _ = try cards.0.only(unit) }
      return cards
    } catch let error as ScoreError {
      throw Failure(error, global.layout.language)
    } catch let error as ImportError {
      throw Failure(error.description, .usage)
    }
  }
}

/// Rules named on the command line: a file, a rule set that the program carries, or an adopted one.
struct RuleArgument {
  let text: String

  init(_ text: String) { self.text = text }

  /// The rules made ready; those of a file with the calendar that the log adopted, else the one that the program
  /// carries.
  func book(_ ledger: ScoreLedger) throws -> RuleBook {
    // A directory is no rule file: data directories are named after their cities.
    guard FileSystem.exists(text), !FileSystem.isDirectory(text) else {
      if ledger.reference.ruleSet(String(text.prefix { $0 != "@" })) != nil,
        let adopted = try ledger.rules(text)
      {
        return adopted
      }
      let loaded = try BuiltInReference.load(text)
      return try RuleBook(loaded.rules, calendar: try loaded.calendar?.calendar())
    }
    let yaml = String(decoding: try FileSystem.read(text), as: UTF8.self)
    let rules = try RuleFile.read(yaml: yaml, file: text)
    if rules.calendar.isEmpty || ledger.reference.calendar(rules.calendar) != nil {
      return try ledger.book(rules)
    }
    let calendar = try BuiltInReference.load(rules.calendar)
    return try RuleBook(rules, calendar: try calendar.calendar?.calendar())
  }
}

/// Two scorecards of one period side by side.
struct ComparisonText {
  let layout: Layout
  let before: Scorecard
  let after: Scorecard

  func lines(unit: String?) -> [String] {
    let title = layout("Under other rules", "换用规则重算", "換用規則重算")
    var lines = [layout.paint("\(title) \(before.period)", .heading)]
    let recorded = layout("recorded", "在案", "在案")
    let other = layout("what if", "假设", "假設")
    let known = layout("as known at", "查询时点", "查詢時點") + " \(WallClock.text(before.now))"
    let rules = [before, after].map { card in
      card.ruleSet.isEmpty
        ? layout("no rules", "无规则", "無規則") : "\(card.ruleSet)@\(card.ruleVersion)"
    }
    lines.append(
      layout.paint("\(recorded): \(rules[0]) · \(other): \(rules[1]) · \(known)", .label))
    let legend = layout(
      "left of each arrow as recorded, right of it what if; = where both are the same",
      "箭头左为在案，右为假设；= 表示相同", "箭頭左為在案，右為假設；= 表示相同")
    lines += legend.wrapped(to: layout.width) + [""]
    var table = TextTable([
      .init(layout("unit", "单位", "機關"), shrinks: true),
      .init(layout("on time %", "按时办结%", "如期辦結%"), isNumber: true), .init("→"),
      .init("", isNumber: true), .init(layout("cards", "黄/红牌", "黃/紅牌"), isNumber: true),
      .init("→"), .init("", isNumber: true), .init(layout("score", "得分", "得分"), isNumber: true),
      .init("→"), .init("", isNumber: true), .init("#", isNumber: true), .init("→"),
      .init("", isNumber: true),
    ])
    for row in before.rows where unit.map({ row.unit.hasSameBytes(as: $0) }) ?? true {
      let new = after.row(row.unit)
      var cells = [row.name(layout.language)]
      for show in [onTime, cards, score, place] {
        let (old, now) = (show(row), new.map(show) ?? "–")
        cells += [old, old == now ? "=" : "→", now]
      }
      table.add(cells)
    }
    return lines + table.lines(width: layout.width)
  }

  private func onTime(_ row: Scorecard.Row) -> String { row.measures[.onTime].text(.onTime) ?? "–" }
  private func cards(_ row: Scorecard.Row) -> String {
    (row.measures[.yellowCards].text(.yellowCards) ?? "–") + "/"
      + (row.measures[.redCards].text(.redCards) ?? "–")
  }
  private func score(_ row: Scorecard.Row) -> String { row.score?.text ?? "–" }
  private func place(_ row: Scorecard.Row) -> String { row.place.map(String.init) ?? "–" }
}
