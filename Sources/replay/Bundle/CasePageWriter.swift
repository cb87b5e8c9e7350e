import EventStore
import Hotline
import Projections

/// Writes the parts of a page in one language.
struct CasePageWriter {
  let page: CasePage
  let language: Language
  let text: CaseText

  var history: CaseHistory { page.history }

  init(_ page: CasePage, _ language: Language) {
    self.page = page
    self.language = language
    text = CaseText(
      layout: Layout(width: 1_000, language: language), isRevealed: true,
      absence: Phrase("withheld", "未提供", "未提供"))
  }

  func say(_ english: String, _ simplified: String, _ traditional: String) -> String {
    Phrase(english, simplified, traditional)(language)
  }

  /// A section of the page with its id and name.
  func section(
    _ id: String, _ name: Phrase, kind: String = "", _ content: [Markup]
  ) -> CasePage.Element {
    let own = Phrase(
      "\(name.english) (\(language.rawValue))", "\(name.simplified)（\(language.rawValue)）",
      "\(name.traditional)（\(language.rawValue)）")
    let kinds = "t \(language.rawValue)" + (kind.isEmpty ? "" : " " + kind)
    let whole = "\(language.rawValue)-\(id)"
    return (
      whole, own,
      .element("section", ["id": whole, "class": kinds, "lang": language.rawValue], content)
    )
  }

  // MARK: The case

  /// What the case is and where it stands.
  func head() -> CasePage.Element {
    let title = Markup.element(
      "h1", [:],
      [
        .text(say("Case", "案件", "案件") + " " + history.stream.text + " "),
        .element("span", ["class": "pill"], text: text.standing(history.state)),
      ])
    return section(
      "head", Phrase("what the case is", "案件概况", "案件概況"),
      [
        title, pairs(text.headerDetails(history), "two"),
        .element("p", ["class": "note"], text: WallClock.zone(language)),
      ])
  }

  /// Labels and values.
  func pairs(_ details: [CaseText.Detail], _ kind: String = "") -> Markup {
    let rows = details.flatMap { detail in
      let role = Self.kind(detail.role)
      return [
        // What a terminal marks by "!" is marked by its look here.
        Markup.element("dt", role, text: detail.label == "!" ? "" : detail.label),
        Markup.element("dd", role, text: detail.value),
      ]
    }
    return .element("dl", kind.isEmpty ? [:] : ["class": kind], rows)
  }

  private static func kind(_ role: Layout.Role?) -> KeyValuePairs<String, String> {
    switch role {
    case .alarm: ["class": "alarm"]
    case .caution: ["class": "caution"]
    case .heading, .label, nil: [:]
    }
  }

  /// What contradicts what; nothing when nothing does.
  func findings() -> CasePage.Element? {
    let details = text.findingDetails(history)
    guard !details.isEmpty else { return nil }
    return section(
      "findings", Phrase("contradictions", "矛盾", "矛盾"),
      [.element("h2", ["class": "alarm"], text: text.findingsTitle), pairs(details)])
  }

  /// Every limit with the count of its days.
  func limits() -> CasePage.Element? {
    let clocks = history.clocks
    guard !clocks.isEmpty else { return nil }
    let source = text.clockTable(history)
    var rows: [Markup] = []
    for (row, clock) in zip(source.rows, clocks) {
      rows.append(cells("td", row, source, Self.kind(text.role(clock.standing))))
      let why = text.basis(clock, history).flatMap { line in
        [Markup.text(line), Markup.element("br")]
      }
      rows.append(
        .element(
          "tr", ["class": "why"],
          [
            .element(
              "td", ["colspan": String(source.columns.count)], Array(why.dropLast()))
          ]))
    }
    let title: [Markup] = [
      .text(say("Limits", "时限", "時限")),
      .element("span", ["class": "sub"], text: text.judgedText(history)),
    ]
    return section(
      "limits", Phrase("the limits", "时限", "時限"), kind: "wide",
      [.element("h2", [:], title), table(source, rows)])
  }

  /// Who held the case for how long; nothing for a case that never left the centre.
  func hands() -> CasePage.Element? {
    guard history.custody.stretches.count > 1 else { return nil }
    let source = text.handsTable(history)
    let rows = zip(source.rows, history.custody.stretches).map { row, stretch in
      cells("td", row, source, ["class": "hand \(shade(stretch))"])
    }
    let sum = text.sum(history)
    return section(
      "hands", Phrase("in whose hands", "经手", "經手"), kind: "wide",
      [
        .element("h2", text: say("In whose hands", "经手", "經手")), strip(), table(source, rows),
        .element("p", ["class": "note"], text: sum.label + say(": ", "：", "：") + sum.value),
      ] + (text.handsLegend(history).map { [.element("p", ["class": "note"], text: $0)] } ?? []))
  }

  /// The stretches as a bar: as wide as they were long, one shade for each unit.
  private func strip() -> Markup {
    let stretches = history.custody.stretches
    let total = max(1, stretches.reduce(Int64(0)) { $0 + $1.heldMicroseconds / 1_000_000 })
    var at: Int64 = 0
    var bars: [Markup] = []
    for stretch in stretches {
      let begin = at * 1_000 / total
      at += stretch.heldMicroseconds / 1_000_000
      bars.append(
        .element(
          "rect",
          [
            "class": shade(stretch), "x": String(begin), "y": "0",
            "width": String(max(2, at * 1_000 / total - begin)), "height": "18",
          ]))
    }
    return .element(
      "svg",
      [
        "class": "strip", "viewBox": "0 0 1000 18", "preserveAspectRatio": "none",
        "aria-hidden": "true",
      ], bars)
  }

  /// One of three shades for each unit, and one for stretches in the air.
  private func shade(_ stretch: CaseCustody.Stretch) -> String {
    let place = history.custody.shares.firstIndex { $0.unit == stretch.unit }
    return stretch.isInTheAir ? "air" : "h\((place ?? 0) % 3 + 1)"
  }

  // MARK: Tables

  func table(_ source: TextTable, _ rows: [Markup]) -> Markup {
    .element(
      "table", [:],
      [
        .element("thead", [:], [cells("th", source.columns.map(\.title), source)]),
        .element("tbody", [:], rows),
      ])
  }

  func cells(
    _ tag: String, _ row: [String], _ source: TextTable,
    _ attributes: KeyValuePairs<String, String> = [:]
  ) -> Markup {
    let cells = zip(row, source.columns).map { cell, column in
      // A narrow screen shows each cell with the title of its column.
      let own: KeyValuePairs<String, String> =
        switch (tag, column.isNumber) {
        case ("td", true): ["class": "n", "data-l": column.title]
        case ("td", false): ["data-l": column.title]
        case (_, true): ["class": "n"]
        case (_, false): [:]
        }
      return Markup.element(tag, own, text: cell)
    }
    return .element("tr", attributes, cells)
  }

  // MARK: Events

  /// What stands above the events.
  func eventsTitle() -> CasePage.Element {
    let count = history.events.count
    return section(
      "events", Phrase("the heading of the events", "事件标题", "事件標題"),
      [
        .element(
          "h2", [:],
          [
            .text(say("Events", "事件", "事件")),
            .element(
              "span", ["class": "sub"],
              text: say(
                ": \(count), in the order in which they were recorded", "：\(count) 个，按记录顺序",
                "：\(count) 個，按記錄順序")),
          ])
      ])
  }

  /// One event: when, who, what it says, what it changed.
  func event(_ entry: CaseEntry) -> CasePage.Element {
    let record = entry.event.record
    let position = entry.event.position
    let isDayOnly = entry.state.isDayOnly && entry.state.occurredAt == record.occurredAt
    let saidLabel = text.layout("says", "内容", "內容")
    let details = text.details(of: entry, history)
    let said = details.first { $0.label == saidLabel }
    let when = Markup.element(
      "div", ["class": "when"],
      [
        .element("b", text: "#\(position)"),
        .text(WallClock.text(record.occurredAt, isDayOnly: isDayOnly)),
      ])
    let title = Markup.element(
      "h3", [:],
      [
        .text(EventWords.type(record.type.text, language) + " "),
        .element("span", ["class": "who"], text: record.actor),
      ])
    let what = Markup.element(
      "div", ["class": "what"],
      [title] + (said.map { [.element("p", ["class": "says"], text: $0.value)] } ?? [])
        + [pairs(details.filter { $0.label != saidLabel })])
    return section(
      "\(position)",
      Phrase("event at position \(position)", "位置 \(position) 的事件", "位置 \(position) 的事件"),
      kind: Self.kind(entry), [when, what])
  }

  /// Hollow for what the unit reports, solid for what the citizen says; an edge for what is late or contradicts.
  private static func kind(_ entry: CaseEntry) -> String {
    var kinds = ["ev"]
    switch entry.event.record.type.text {
    case ResultReported.typeName: kinds.append("reported")
    case CallbackAnswered.typeName: kinds.append("found")
    default: break
    }
    if !entry.findings.isEmpty {
      kinds.append("against")
    } else if entry.isLateEntry {
      kinds.append("late")
    }
    return kinds.joined(separator: " ")
  }
}
