import EventStore
import Hotline
import Projections

/// 证据包页面: one HTML file with a case in three languages, its evidence, and the script that checks it.
///
/// The page is a function of the bundle: `replay check` writes it again and compares every byte.
struct CasePage {
  /// Version of the page: raised with every change of what is written, so that an older page is known as such.
  static let version = 3

  /// A stretch of the page's bytes, with a name to say where something was changed.
  struct Part {
    /// The element's id, `title`, `style`, or empty for what lies between.
    var id: String
    var name: Phrase
    var html: String
  }

  /// The page's bytes, in order.
  private(set) var parts: [Part] = []
  let bundle: CaseBundle
  let check: BundleCheck
  let history: CaseHistory

  /// A page.
  init(_ bundle: CaseBundle, _ check: BundleCheck, _ history: CaseHistory) {
    self.bundle = bundle
    self.check = check
    self.history = history
    addHead()
    add(Self.bar(bundle.language))
    add(Self.state)
    for language in Language.allCases { addCase(CasePageWriter(self, language)) }
    add(Self.keyBox)
    for language in Language.allCases {
      add(CasePageWriter(self, language).proof())
    }
    addEvidence()
  }

  /// The whole file.
  var html: String { parts.map(\.html).joined() }

  /// An element with its id and what it is called.
  typealias Element = (id: String, name: Phrase, markup: Markup)

  private mutating func add(_ element: Element) {
    parts.append(Part(id: element.id, name: element.name, html: element.markup.html))
    parts.append(Part(id: "", name: Self.between, html: "\n"))
  }

  private mutating func add(_ name: Phrase, _ html: String) {
    parts.append(Part(id: "", name: name, html: html))
  }

  private static let between = Phrase("between the parts", "各部分之间", "各部分之間")
  private static let frame = Phrase("the frame of the page", "页面框架", "頁面框架")

  private static let script = String(decoding: PackageResources.checker_js, as: UTF8.self)
  private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)

  private mutating func addHead() {
    func source(_ text: String) -> String {
      "'sha256-\(base64(sha256(Array(text.utf8)).bytes))'"
    }
    let policy =
      "default-src 'none'; script-src \(source(Self.script)); style-src \(source(Self.style)); "
      + "base-uri 'none'; form-action 'none'"
    add(
      Self.frame,
      """
      <!doctype html>
      <html lang="\(bundle.language.rawValue)"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark">

      """)
    let title = Self.title(bundle.language) + " · " + bundle.stream.text
    add(("title", Phrase("the title", "标题", "標題"), .element("title", text: title)))
    add(
      (
        "style", Phrase("the style sheet", "样式表", "樣式表"),
        .element("style", [:], [Markup(trusted: Self.style)])
      ))
    add(Self.frame, "</head><body>\n")
    for language in Language.allCases {
      let isChosen = language == bundle.language
      let id = "l-" + language.rawValue
      let input: Markup =
        isChosen
        ? .element(
          "input", ["type": "radio", "name": "l", "id": id, "class": "pick", "checked": ""])
        : .element("input", ["type": "radio", "name": "l", "id": id, "class": "pick"])
      add((id, Phrase("the choice of language", "语言选择", "語言選擇"), input))
    }
  }

  static let title = Phrase("Evidence of a case", "案件证据包", "案件證據包")

  private static func bar(_ language: Language) -> Element {
    let titles = Language.allCases.map { language in
      Markup.element("b", ["class": "t " + language.rawValue], text: title(language))
    }
    let names = [("en", "English"), ("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文")]
    let labels = names.map { code, name in
      Markup.element("label", ["for": "l-" + code, "lang": code], text: name)
    }
    return (
      "bar", Phrase("the title bar", "标题栏", "標題列"),
      .element("header", ["id": "bar"], titles + labels)
    )
  }

  private static var state: Element {
    let boxes = Language.allCases.map { language in
      let title = Phrase(
        "This page has not been checked", "本页尚未校验", "本頁尚未校驗")
      let text = Phrase(
        "Its script did not run: scripts are switched off, or it was changed. Check the file with replay check.",
        "脚本没有运行：已被停用，或已被改动。请用 replay check 校验此文件。",
        "指令碼沒有執行：已被停用，或已被改動。請用 replay check 校驗此檔案。")
      return Markup.element(
        "div", ["class": "t " + language.rawValue],
        [.element("h2", text: title(language)), .element("p", text: text(language))])
    }
    return (
      "state", Phrase("the box with the outcome", "校验结果栏", "校驗結果欄"),
      .element("section", ["id": "state", "class": "open"], boxes)
    )
  }

  private static var keyBox: Element {
    let labels = Language.allCases.map { language in
      let text = Phrase(
        "Verifier keys that you trust, one a line: signatures are then checked by these alone.",
        "您信任的验证密钥，每行一个：签名将只按这些密钥检查。", "您信任的驗證金鑰，每行一個：簽章將只依這些金鑰檢查。")
      return Markup.element("span", ["class": "t " + language.rawValue], text: text(language))
    }
    let box = Markup.element(
      "textarea", ["id": "keybox", "rows": "2", "spellcheck": "false"])
    return (
      "keys", Phrase("the box for keys", "密钥栏", "金鑰欄"),
      .element(
        "section", ["id": "keys"],
        [.element("label", ["for": "keybox"], labels), box])
    )
  }

  private mutating func addCase(_ writer: CasePageWriter) {
    add(writer.head())
    for element in [writer.findings(), writer.limits(), writer.hands()] {
      if let element { add(element) }
    }
    add(writer.eventsTitle())
    for entry in history.events { add(writer.event(entry)) }
  }

  private mutating func addEvidence() {
    let text = bundle.text
    let named = parts.filter { !$0.id.isEmpty }.map { (id: $0.id, bytes: $0.html) }
    let digests = (named + [("evidence", text)]).map { id, bytes in
      "\(id) \(sha256(Array(bytes.utf8)).hex)\n"
    }
    add(
      Phrase("the list of the page's parts", "页面部分清单", "頁面部分清單"),
      "<script type=\"text/plain\" id=\"parts\">\(digests.joined())</script>\n")
    add(
      Phrase("the evidence", "证据", "證據"), Self.evidenceStart + text + Self.evidenceEnd)
    add(Phrase("the script", "脚本", "指令碼"), "\n<script>\(Self.script)</script>\n</body></html>\n")
  }

  // MARK: Reading

  private static let evidenceStart = "<script type=\"text/plain\" id=\"evidence\">"
  private static let evidenceEnd = "</script>"

  /// The text of the evidence in a file; `nil` when the file is no page of this kind.
  static func evidence(in file: [UInt8]) -> String? {
    let start = Array(evidenceStart.utf8)
    guard let begin = file.firstPlace(of: start, from: 0),
      let end = file.firstPlace(of: Array(evidenceEnd.utf8), from: begin + start.count)
    else { return nil }
    return String(decoding: file[(begin + start.count)..<end], as: UTF8.self)
  }

  /// Where a file differs from the page first; `nil` when it is the page.
  func difference(from file: [UInt8]) -> (name: Phrase, id: String, at: Int)? {
    var at = 0
    for part in parts {
      for byte in part.html.utf8 {
        guard at < file.count, file[at] == byte else { return (part.name, part.id, at) }
        at += 1
      }
    }
    return at == file.count
      ? nil : (Phrase("after the end", "文件末尾之后", "檔案末尾之後"), "", at)
  }
}

extension [UInt8] {
  fileprivate func firstPlace(of wanted: [UInt8], from start: Int) -> Int? {
    guard count >= wanted.count + start else { return nil }
    return (start...(count - wanted.count)).first { at in
      self[at] == wanted[0] && self[at..<(at + wanted.count)].elementsEqual(wanted)
    }
  }
}
