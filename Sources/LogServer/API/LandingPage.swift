import Projections

/// The page at `/`: what this is and where things are. No script, no form, nothing to load but a style sheet.
struct LandingPage {
  let origin: String
  let head: UInt64
  let language: Language

  /// The page.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>\(title(language))</title><link rel="stylesheet" href="/style.css"></head>
    <body><main>
    <nav>\(languages)</nav>
    <h1>\(title(language))</h1>
    <p>\(purpose(language))</p>
    <p>\(logWord(language)) <code>\(escaped(origin))</code> · \(eventsWord(language)) \
    <strong>\(head)</strong></p>
    <table>
    \(rows)
    </table>
    </main></body></html>

    """
  }

  /// The style sheet at `/style.css`.
  static let style = """
    body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Noto Sans CJK TC", sans-serif;
      margin: 0; color: #1b1f24; background: #fff }
    main { max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
    nav a, nav b { margin-right: 1rem }
    h1 { font-size: 1.6rem }
    a { color: #0b57a4 }
    table { border-collapse: collapse; width: 100% }
    td { padding: .5rem 1rem .5rem 0; border-top: 1px solid #d0d7de; vertical-align: top }
    code { font-size: .95em }
    @media (prefers-color-scheme: dark) {
      body { color: #e6edf3; background: #0d1117 } a { color: #79b8ff } td { border-color: #30363d }
    }

    """

  private var languages: String {
    let names = [
      (Language.english, "English"), (.simplifiedChinese, "简体中文"),
      (.traditionalChinese, "繁體中文"),
    ]
    return names.map { each, name in
      each == language
        ? "<b>\(name)</b>"
        : "<a href=\"/?lang=\(each.rawValue)\" hreflang=\"\(each.rawValue)\">\(name)</a>"
    }.joined()
  }

  private var rows: String {
    Self.routes.map { path, phrase in
      "<tr><td><a href=\"\(escaped(path))\"><code>\(escaped(path))</code></a></td>"
        + "<td>\(phrase(language))</td></tr>"
    }.joined(separator: "\n")
  }

  private var title: Phrase { Phrase("Anjuan, event log", "案卷 · 事件日志", "案卷 · 事件日誌") }

  private var purpose: Phrase {
    Phrase(
      "The system of record for a citizen hotline: every event stands in one append-only log, and "
        + "everything else is computed from it. Personal values are not shown here.",
      "政务服务热线的原始档案：所有事件都记入一份只增不改的日志，其余一切均由它计算得出。此处不显示个人信息。",
      "市民熱線的原始檔案：所有事件都記入一份只增不改的日誌，其餘一切均由它計算得出。此處不顯示個人資料。")
  }

  private var logWord: Phrase { Phrase("Log", "日志", "日誌") }
  private var eventsWord: Phrase { Phrase("events:", "事件数：", "事件數：") }

  private static let routes: [(String, Phrase)] = [
    (
      "/v1/events?direction=backward&limit=20",
      Phrase("the newest events, in pages", "最新事件，分页", "最新事件，分頁")
    ),
    (
      "/v1/events?type=IntakeRecorded&limit=20",
      Phrase(
        "intakes; each stream (subject) is a case at /v1/cases/{id}",
        "受理事件；每个 subject 即一件工单，见 /v1/cases/{id}",
        "受理事件；每個 subject 即一件案件，見 /v1/cases/{id}")
    ),
    (
      "/v1/events/stream",
      Phrase(
        "new events as they are recorded (server-sent events)", "实时事件流（SSE）",
        "即時事件流（SSE）")
    ),
    ("/readyz", Phrase("whether the service is ready", "服务是否就绪", "服務是否就緒")),
    ("/metrics", Phrase("figures for Prometheus", "Prometheus 监控指标", "Prometheus 監控指標")),
  ]
}

/// Text that may stand in HTML, also in an attribute.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
