import ArgumentParser
import EventStore
import Hotline
import Importers
import Projections

/// `log-server adopt`: reference data into the log, by an event that names what became known.
struct AdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Adopts a rule set, a calendar, units or categories from a YAML file.",
    discussion: """
      The file is checked and compared with what is in force; what changes is shown, then recorded in \
      one step. An earlier version stays: what was decided under it is judged by it. Adopting the same \
      content again records nothing. docs/rules.md explains the files.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp("Code of the person or office that approved it.", valueName: "code"))
  var authority = ""

  @Flag(help: "Show what would change and record nothing.")
  var dryRun = false

  @Flag(help: "Record without asking.")
  var yes = false

  @Argument(help: ArgumentHelp("The YAML file.", valueName: "file"))
  var file: String

  func run() throws {
    let source = try text()
    let directory = try DataDirectory.open(global.path)
    let log = try directory.openLog(dryRun ? .reader : .writer)
    defer { log.close() }
    let now = try log.now(by: directory.clock)
    let (adoption, request) = try log.withSnapshot { snapshot in
      let planner = AdoptionPlanner(
        file: file, source: source, authority: authority,
        reference: try ReferenceData.load(from: snapshot), on: Self.day(of: now))
      let adoption = try planner.plan()
      return (adoption, try adoption.request(snapshot, at: now, actor: "log-server adopt"))
    }
    var report = AdoptionReport(adoption: adoption, file: file, isDryRun: dryRun)
    if adoption.isUnchanged || dryRun {
      return global.show(report.lines(global.language), report.json)
    }
    if !yes { try ask(report) }
    do {
      report.receipt = try log.appendAndWait(request)
    } catch {
      var code = Failure.Code.usage
      if case .inDoubt = error { code = .inDoubt }
      throw Failure("\(file) was not adopted: \(error)", code)
    }
    global.show(
      yes ? report.lines(global.language) : [report.outcome(global.language)], report.json)
  }

  /// The file's text, of bounded length.
  private func text() throws -> String {
    guard let size = FileSystem.size(of: file) else {
      throw Failure("there is no file \(file); check the path", .notFound)
    }
    guard size <= UInt64(ReferenceFileLimits.bytesMax) else {
      throw Failure(
        "\(file) has \(size) bytes, more than \(ReferenceFileLimits.bytesMax); shorten it", .usage)
    }
    let bytes = try FileSystem.read(file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure("\(file) is not UTF-8; save it as UTF-8", .usage)
    }
    return text
  }

  /// The civil day of an instant in China and Taiwan, where every hotline of ours lies.
  private static func day(of instant: Instant) -> CivilDate {
    let local = instant.microseconds + 8 * 3_600_000_000
    let day: Int64 = 86_400_000_000
    return CivilDate(daysSinceEpoch: local >= 0 ? local / day : (local - day + 1) / day)
  }

  private func ask(_ report: AdoptionReport) throws {
    let question = Phrase("Record this? [y/N] ", "是否记录？[y/N] ", "是否記錄？[y/N] ")
    let lines = report.lines(global.language).joined(separator: "\n")
    Terminal.write(Array("\(lines)\n\(question(global.language))".utf8), to: .error)
    let answer = readLine()?.lowercased()
    guard answer == "y" || answer == "yes" else {
      throw Failure("nothing was recorded; answer y, or give --yes", .usage)
    }
  }
}

/// What an adoption changes, for people and programs.
struct AdoptionReport {
  let adoption: Adoption
  let file: String
  let isDryRun: Bool
  var receipt: Receipt?

  /// Most changes that are shown as text; JSON has all.
  static let linesMax = 200

  /// What changes, and what came of it.
  func lines(_ language: Language) -> [String] {
    var lines: [String] = []
    for change in adoption.changes.prefix(Self.linesMax) {
      let name = "\(change.section(language)) \(change.key)"
      switch (change.before, change.after) {
      case (let before?, let after?):
        lines.append("~ \(name)")
        lines.append("    - \(before(language))")
        lines.append("    + \(after(language))")
      case (nil, let after?): lines.append("+ \(name): \(after(language))")
      case (let before?, nil): lines.append("- \(name): \(before(language))")
      case (nil, nil): break
      }
    }
    let hidden = adoption.changes.count - Self.linesMax
    if hidden > 0 {
      let more = Phrase(
        "… and \(hidden) more; --format json shows all", "……另有 \(hidden) 项；--format json 显示全部",
        "……另有 \(hidden) 項；--format json 顯示全部")
      lines.append(more(language))
    }
    if !lines.isEmpty { lines.append("") }
    return lines + [outcome(language)]
  }

  private var subject: Phrase {
    let id = adoption.id
    let version = adoption.version
    return switch adoption.kind {
    case .rules:
      Phrase(
        "rule set \(id) version \(version)", "规则集 \(id) 第 \(version) 版", "規則集 \(id) 第 \(version) 版")
    case .calendar:
      Phrase(
        "calendar \(id) version \(version)", "日历 \(id) 第 \(version) 版", "行事曆 \(id) 第 \(version) 版")
    case .units: Phrase("units", "单位", "單位")
    case .categories: Phrase("categories", "类别", "類別")
    }
  }

  /// One sentence: what was recorded, or why nothing was.
  func outcome(_ language: Language) -> String {
    let subject = subject
    let count = adoption.events.count
    if adoption.isUnchanged {
      return Phrase(
        "nothing changes: the \(subject.english) of \(file) are in force already; nothing was recorded",
        "没有变化：\(file) 的\(subject.simplified)已在生效，未记录任何内容",
        "沒有變化：\(file) 的\(subject.traditional)已在施行，未記錄任何內容")(language)
    }
    guard let receipt else {
      return isDryRun
        ? Phrase(
          "dry run: \(count) events would adopt the \(subject.english); nothing was recorded",
          "试运行：将以 \(count) 个事件启用\(subject.simplified)；未记录任何内容",
          "試執行：將以 \(count) 個事件啟用\(subject.traditional)；未記錄任何內容")(language)
        : Phrase(
          "this will adopt the \(subject.english)", "将启用\(subject.simplified)",
          "將啟用\(subject.traditional)")(language)
    }
    let last = receipt.last.rawValue
    return Phrase(
      "adopted the \(subject.english) at position \(last); due dates already given stand until restated",
      "已在第 \(last) 位启用\(subject.simplified)；已给出的时限在重定之前不变",
      "已在第 \(last) 位啟用\(subject.traditional)；已給出的時限在重訂之前不變")(language)
  }

  /// The same as JSON.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("kind", .string(adoption.kind.rawValue)), .init("file", .string(file)),
    ]
    if !adoption.id.isEmpty {
      members.append(.init("id", .string(adoption.id)))
      members.append(.init("version", .unsigned(adoption.version)))
    }
    members.append(.init("unchanged", .bool(adoption.isUnchanged)))
    members.append(.init("dryRun", .bool(isDryRun)))
    members.append(.init("changes", .array(adoption.changes.map(Self.json))))
    if let receipt {
      members.append(.init("first", .unsigned(receipt.first.rawValue)))
      members.append(.init("last", .unsigned(receipt.last.rawValue)))
      members.append(.init("recordedAt", .string(receipt.recordedAt.description)))
    }
    return .object(members)
  }

  private static func json(_ change: ReferenceChange) -> JSONValue {
    .object([
      .init("section", .string(change.section.english)), .init("key", .string(change.key)),
      .init("before", change.before.map { .string($0.english) } ?? .null),
      .init("after", change.after.map { .string($0.english) } ?? .null),
    ])
  }
}
