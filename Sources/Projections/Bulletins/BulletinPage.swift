import EventStore
public import Hotline
import Wire

/// 通报页面: a bulletin as one HTML file that opens offline and prints well.
public struct BulletinPage {
  private let bulletin: Bulletin
  private let language: Language

  /// A page in a language.
  public init(_ bulletin: Bulletin, _ language: Language) {
    self.bulletin = bulletin
    self.language = language
  }

  /// The page.
  public var html: String {
    let event = bulletin.event
    let title = say("Bulletin", "考核通报", "考核通報") + " " + event.bulletin
    let days = bulletin.card.period.days
    let rows = bulletin.card.rows.map { row in
      Self.row(
        [row.place.map(String.init) ?? "–", row.name(language)]
          + figures(row.measures)
          + [
            (row.score?.text ?? "–") + (row.score.map { $0.smallSamples.isEmpty ? "" : "*" } ?? "")
          ])
    }
    let total = Self.row(
      ["", allUnits] + figures(bulletin.card.total) + [""])
    return """
      <!doctype html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(Markup.escaped(title))</title>
      <style>\(Self.style)</style></head><body>
      <h1>\(Markup.escaped(title))</h1>
      <p>\(Markup.escaped("\(event.period) (\(days.first) – \(days.last))")) · \(known)</p>
      \(warning)\(restated)<table><thead>\(Self.row(["#", say("unit", "单位", "機關")] + titles + [say("score", "得分", "得分")], "th"))</thead>
      <tbody>\(rows.joined(separator: "\n"))
      \(total)</tbody></table>
      <p>\(say("* a small sample: marked, and not ranked", "* 小样本：予以标注，不参加排名", "* 小樣本：予以標註，不參加排名"))</p>
      \(ranks)<h2>\(say("How to check it", "如何核验", "如何核驗"))</h2>
      <p><code>replay verify --bulletin \(Markup.escaped(event.bulletin))</code></p>
      <dl>\(facts.map { "<dt>\($0.0)</dt><dd><code>\(Markup.escaped($0.1))</code></dd>" }.joined())</dl>
      </body></html>

      """
  }

  private var known: String {
    say("as known at", "查询时点", "查詢時點") + " \(WallClock.text(bulletin.card.now)) +08:00"
  }

  private var warning: String {
    guard bulletin.isPartial else { return "" }
    let words = say(
      "The period had not ended then: these figures may still change.", "当时周期尚未结束，数字仍可能变化。",
      "當時週期尚未結束，數字仍可能變化。")
    return "<p><strong>\(words)</strong></p>\n"
  }

  /// Every figure that was published otherwise before, beside what it was.
  private var restated: String {
    guard let first = bulletin.restatements.first else { return "" }
    let rows = bulletin.restatements.map { restated in
      Self.row(
        ["", title(of: restated.figure)]
          + [restated.before, restated.after].map { $0.isEmpty ? "–" : $0 })
    }
    let heads = [
      "", say("figure", "指标", "指標"), say("as published in", "原通报", "原通報") + " \(first.bulletin)",
      say("now", "更正后", "更正後"),
    ]
    let heading = say("Figures restated", "更正的数字", "更正的數字")
    let why =
      say("reason", "理由", "理由") + ": \(first.reason) · "
      + say("approved by", "批准人", "核准人") + ": \(first.authority)"
    return """
      <h2>\(heading)</h2>
      <p>\(Markup.escaped(why))</p>
      <table><thead>\(Self.row(heads, "th"))</thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table>
      <h2>\(say("Figures", "各项数字", "各項數字"))</h2>

      """
  }

  /// What a figure such as `police/satisfaction` is called.
  private func title(of figure: String) -> String {
    let parts = figure.split(separator: "/")
    guard let last = parts.last else { return figure }
    let unit = parts.dropLast().joined(separator: "/")
    let measure = Measure(rawValue: String(last))
    let title = measure.map { MeasureDefinition.of($0).title(language) } ?? String(last)
    if let row = bulletin.card.row(unit) { return "\(row.name(language)) (\(unit)): \(title)" }
    return "\(unit == Explanation.everybody ? allUnits : unit): \(title)"
  }

  private var allUnits: String { say("all units", "全部单位", "全部機關") }

  private var ranks: String {
    bulletin.card.hasSeveralFormulas ? "<p>\(Scorecard.ranksByFormula(language))</p>\n" : ""
  }

  private var facts: [(String, String)] {
    let event = bulletin.event
    return [
      (say("rules", "规则", "規則"), "\(event.ruleSet)@\(event.ruleVersion)"),
      (say("digest of the rules", "规则摘要", "規則摘要"), base64(event.rulesDigest)),
      (say("events in the log", "日志长度", "日誌長度"), "\(event.treeSize)"),
      (say("root of the log", "树根", "樹根"), base64(event.root)),
      (say("parameters", "参数", "參數"), event.parameters),
      (say("digest of the figures", "结果摘要", "結果摘要"), base64(event.resultDigest)),
    ]
  }

  private var titles: [String] {
    Bulletin.measures.map { MeasureDefinition.of($0).title(language) }
  }

  private func figures(_ table: MeasureTable) -> [String] {
    Bulletin.measures.map { measure in
      let value = table[measure]
      guard let text = value.text(measure) else { return say("no data", "无数据", "無資料") }
      guard measure.unit == .percent else { return text }
      return text + " %" + behind(value, measure)
    }
  }

  /// Numerator and denominator, and how many citizens answered where one may answer several questions.
  private func behind(_ value: MeasureValue, _ measure: Measure) -> String {
    guard let counts = value.counts else { return "" }
    guard measure == .satisfaction, let sample = value.sample else { return " (\(counts))" }
    return " (\(counts), n \(sample))"
  }

  private func say(_ english: String, _ simplified: String, _ traditional: String) -> String {
    Phrase(english, simplified, traditional)(language)
  }

  private static func row(_ cells: [String], _ tag: String = "td") -> String {
    "<tr>" + cells.map { "<\(tag)>\(Markup.escaped($0))</\(tag)>" }.joined() + "</tr>"
  }

  private static let style = """
    body{font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;margin:2rem;
    color:#1a1a1a;background:#fff;max-width:70rem}h1{font-size:1.5rem;border-bottom:2px solid #8b1a1a}
    h2{font-size:1.1rem}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    th,td{border-bottom:1px solid #ccc;padding:.3rem .5rem;text-align:right}
    th:nth-child(2),td:nth-child(2){text-align:left}thead{display:table-header-group}tr{break-inside:avoid}
    table:last-of-type tbody tr:last-child{font-weight:bold}dt{color:#555}dd{margin:0 0 .4rem;overflow-wrap:anywhere}
    @media print{body{margin:0;max-width:none;font-size:9pt}}
    """
}
