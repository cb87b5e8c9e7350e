public import ArgumentParser
import EventStore
import Hotline
import Importers
import Projections
public import Simulation

/// `log-server simulate`: a city's year, made up, in a log of its own.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Creates a log and fills it with the simulated year of a city.",
    discussion: """
      The same city, dates, number of tickets and seed give the same log, byte for byte, on every machine. \
      The log says for ever that it is a simulation: recordedAt is the simulated time at which an event \
      became known, and names, numbers and addresses are made up. Cities: \
      \(City.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: "Whose hotline, with its rules, shares and habits.")
  var city: City

  @Option(help: ArgumentHelp("First day.", valueName: "yyyy-mm-dd"))
  var from: String

  @Option(help: "How many months.")
  var months: Int

  @Option(help: "How many tickets are dispatched to units.")
  var tickets: Int

  @Option(help: "Seed of every random choice.")
  var seed: UInt64

  @Option(
    help: ArgumentHelp(
      "Matters answered at once for 100 tickets (default: as many as the city reports).",
      valueName: "n"))
  var direct: Int?

  @Option(
    help: ArgumentHelp(
      "Name of the log for ever (default: <city>.simulated/log).", valueName: "name"))
  var origin: String?

  @Option(
    help: ArgumentHelp(
      "Write the same matters as legacy CSV files with a mapping into this new directory: "
        + "GB18030 for mainland cities, Big5 for Taiwan.", valueName: "dir"))
  var exportLegacy: String?

  func run() throws {
    let plan = try plan()
    guard let end = plan.end else {
      throw Failure("--from and --months reach beyond the year 9999; give an earlier end", .usage)
    }
    let loaded = try BuiltInReference.load(city.profile.ruleSet)
    let reference = SimulationReference(
      rules: loaded.rules, rulesText: loaded.rulesText, calendar: loaded.calendar,
      calendarText: loaded.calendarText)
    try Simulator.check(plan, reference)
    let export = try exportLegacy.map { try LegacyExport(city, directory: $0) }
    let directory = try DataDirectory.create(
      global.path, origin: origin ?? "\(city.rawValue).simulated/log",
      simulation: SimulationSettings(seed: seed, start: plan.start))
    let log = try directory.openLog(.writer)
    defer { log.close() }
    var bar = ProgressBar("simulate")
    let whole = UInt64(end.microseconds - plan.start.microseconds)
    let clock = ContinuousClock()
    let started = clock.now
    let tally: SimulationTally
    do {
      tally = try Simulator.run(
        plan, reference, into: log, identityKey: try directory.identityKey(), export: export
      ) { reached in
        let done = UInt64(clamping: reached.microseconds - plan.start.microseconds)
        let day = reached.iso8601(offsetMinutes: 480).prefix(10)
        bar.show(done: done, of: whole, note: String(day))
      }
    } catch {
      bar.finish()
      throw error
    }
    bar.finish()
    let report = SimulationReport(
      city: city, tally: tally, elapsed: clock.now - started,
      root: try log.withSnapshot { try $0.root() }, export: export)
    global.show(report.lines(global.language, width: global.width), report.json)
  }

  private func plan() throws -> SimulationPlan {
    guard let instant = Instant(iso8601: from + "T00:00:00+08:00") else {
      throw Failure("--from '\(from)' is not a day; write it as 2016-07-01", .usage)
    }
    let day = CivilDate(daysSinceEpoch: (instant.microseconds + 28_800_000_000) / 86_400_000_000)
    return SimulationPlan(
      city: city, from: day, months: months, tickets: tickets, seed: seed,
      directPerHundred: direct)
  }
}

extension City: ExpressibleByArgument {}

/// What a simulation tells at its end.
struct SimulationReport {
  let city: City
  let tally: SimulationTally
  let elapsed: Duration
  let root: Digest
  let export: LegacyExport?

  /// Events a second, everything included.
  var eventsPerSecond: UInt64 { tally.events * 1_000_000 / max(1, elapsed.inMicroseconds) }

  /// The summary as lines of text.
  func lines(_ language: Language, width: Int) -> [String] {
    var table = TextTable([
      .init(city.profile.name(language)), .init("", isNumber: true), .init("", isNumber: true),
    ])
    for figure in figures {
      table.add([figure.words(language), grouped(UInt64(figure.count)), figure.share])
    }
    let simulated = Phrase(
      "it is a simulation: persons, numbers and texts are made up, and it says so for ever",
      "这是模拟日志：人物、号码与文字均为虚构，且永久标明", "這是模擬日誌：人物、號碼與文字均為虛構，且永久標明")
    let speed = Phrase(
      "\(grouped(eventsPerSecond)) events/s; root \(root.hex)",
      "每秒 \(grouped(eventsPerSecond)) 个事件；树根 \(root.hex)",
      "每秒 \(grouped(eventsPerSecond)) 個事件；樹根 \(root.hex)")
    let troubled = Phrase(
      "most troubled case: \(tally.mostTroubled)", "最曲折的案卷：\(tally.mostTroubled)",
      "最曲折的案卷：\(tally.mostTroubled)")
    return table.lines(width: width)
      + ["", troubled(language), simulated(language), speed(language)]
      + exportLines(language)
  }

  private func exportLines(_ language: Language) -> [String] {
    guard let export else { return [] }
    let rows = grouped(UInt64(export.rows))
    let lost = grouped(UInt64(export.replaced))
    return [
      Phrase(
        "legacy files: \(export.files.count) with \(rows) rows, \(lost) characters that the encoding lacks; "
          + "read them back with --mapping \(export.mappingPath)",
        "旧系统文件：\(export.files.count) 个，\(rows) 行，编码所缺字符 \(lost) 个；导入映射 \(export.mappingPath)",
        "舊系統檔案：\(export.files.count) 個，\(rows) 列，編碼所缺字元 \(lost) 個；匯入對映 \(export.mappingPath)"
      )(language)
    ]
  }

  /// A line of the summary.
  struct Figure {
    let name: String
    let words: Phrase
    let count: Int
    /// Its part of another line, in hundredths of a percent rounded half up; empty where there is none.
    var share = ""
  }

  /// What was counted.
  var figures: [Figure] {
    [
      Figure(name: "events", words: Phrase("events", "事件", "事件"), count: Int(tally.events)),
      Figure(name: "matters", words: Phrase("matters", "诉求", "案件"), count: tally.matters),
      Figure(
        name: "dispatched", words: Phrase("tickets dispatched", "交办工单", "派工案件"),
        count: tally.dispatched, share: percent(tally.dispatched, of: tally.matters)),
      Figure(
        name: "closed", words: Phrase("tickets closed", "办结工单", "結案案件"), count: tally.closed,
        share: percent(tally.closed, of: tally.dispatched)),
      Figure(
        name: "yellowCards", words: Phrase("yellow cards", "黄牌", "黃牌"), count: tally.yellowCards,
        share: percent(tally.yellowCards, of: tally.dispatched)),
      Figure(
        name: "redCards", words: Phrase("red cards", "红牌", "紅牌"), count: tally.redCards,
        share: percent(tally.redCards, of: tally.dispatched)),
      Figure(
        name: "lapses", words: Phrase("limits passed", "逾期", "逾期"), count: tally.lapses,
        share: percent(tally.lapses, of: tally.dispatched)),
      Figure(
        name: "returns", words: Phrase("returns", "退单", "退案"), count: tally.returns,
        share: percent(tally.returns, of: tally.dispatched)),
      Figure(
        name: "answeredCalls", words: Phrase("calls answered", "接通电话", "接通電話"),
        count: tally.answeredCalls, share: percent(tally.answeredCalls, of: tally.calls)),
      Figure(
        name: "satisfied", words: Phrase("satisfied, of callbacks", "回访满意", "回訪滿意"),
        count: tally.satisfied, share: percent(tally.satisfied, of: tally.callbacks)),
    ]
  }

  private func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    let hundredths = (part * 20_000 + whole) / (2 * whole)
    let digits = String(hundredths % 100)
    return "\(hundredths / 100).\(digits.utf8.count < 2 ? "0" : "")\(digits) %"
  }

  /// The summary as JSON.
  var json: JSONValue {
    var members = [
      JSONValue.Member("city", .string(city.rawValue)), .init("root", .string(root.hex)),
      .init("eventsPerSecond", .unsigned(eventsPerSecond)),
    ]
    members += figures.map { .init($0.name, .unsigned(UInt64($0.count))) }
    members += [
      .init("calls", .unsigned(UInt64(tally.calls))),
      .init("callbacks", .unsigned(UInt64(tally.callbacks))),
      .init("mostTroubled", .string(tally.mostTroubled)),
      .init("legacyFiles", .array((export?.files ?? []).map { .string($0) })),
    ]
    return .object(members)
  }
}
