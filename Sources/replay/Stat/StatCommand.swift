import ArgumentParser
import EventStore
import Projections

/// `replay stat`: what is in the log.
struct StatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stat",
    abstract: "What is in the log: origin, size, root, time span, events by type.",
    discussion: """
      Reads the whole log once, and says how far the snapshots of the views are behind its end. A server that runs \
      tells the same of its live views at /readyz. With --views each view is folded from position 1: how \
      many events a second, and the first event that it cannot read (exit code 2).
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Fold every view and say how fast, and where it stops.")
  var views = false

  func run() throws {
    let (directory, log) = try global.open()
    defer { log.close() }
    var bar = ProgressBar("stat", total: log.head.rawValue)
    let (statistics, root) = try log.withSnapshot { snapshot in
      (try LogStatistics(snapshot) { bar.show($0.rawValue) }, try snapshot.root())
    }
    bar.finish()
    let report = StatReport(
      path: directory.path, origin: directory.origin, isSimulation: directory.simulation != nil,
      root: root, statistics: statistics, views: try viewReports(log, directory))
    var output = Output()
    if global.format == .text {
      output.lines(report.lines(global.layout))
    } else {
      output.line(JSONWriter.text(report.json, isIndented: global.format == .json))
    }
    output.flush()
    if let failure = report.views.compactMap(\.failure).first {
      throw Failure(failure.description, .differs)
    }
  }

  /// Views that a server or an import keeps.
  private func viewReports(
    _ log: LMDBEventLog, _ directory: DataDirectory
  ) throws -> [ViewReport] {
    let path = directory.projectionsPath
    return [
      try ViewReport.of(OpenDeadlines.self, log, snapshots: path, folding: views),
      try ViewReport.of(
        ScoreLedger.self, kept: ScoreView.self, log, snapshots: path, folding: views),
      try ViewReport.of(CityLedger.self, log, snapshots: path, folding: views),
    ]
  }
}

/// What `replay stat` says.
struct StatReport {
  var path: String
  var origin: String
  var isSimulation: Bool
  var root: Digest
  var statistics: LogStatistics
  var views: [ViewReport] = []

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("origin", .string(origin)), .init("simulation", .bool(isSimulation)),
      .init("size", .unsigned(statistics.events)), .init("root", .string(root.hex)),
      .init("rootBase64", .string(base64(root.bytes))),
      .init("streams", .unsigned(statistics.streams)),
      .init("recordBytes", .unsigned(statistics.recordBytes)),
    ]
    for (name, span) in [("recorded", statistics.recorded), ("occurred", statistics.occurred)] {
      guard let span else { continue }
      members.append(.init("\(name)From", .string(span.lowerBound.description)))
      members.append(.init("\(name)To", .string(span.upperBound.description)))
    }
    let types = statistics.types.map { JSONValue.Member($0.type, .unsigned($0.count)) }
    members.append(.init("types", .object(types)))
    members.append(.init("views", .array(views.map(\.json))))
    return .object(members)
  }

  func lines(_ layout: Layout) -> [String] {
    var pairs = [
      (layout("log", "日志", "日誌"), origin),
      (layout("directory", "目录", "目錄"), path),
      (layout("events", "事件数", "事件數"), String(statistics.events)),
      (layout("streams", "流数", "串流數"), String(statistics.streams)),
      (layout("record bytes", "记录字节", "記錄位元組"), String(statistics.recordBytes)),
      (layout("root", "树根", "樹根"), root.hex),
    ]
    if let span = statistics.recorded {
      pairs.append((layout("recorded", "记录时间", "記錄時間"), text(span)))
    }
    if let span = statistics.occurred {
      pairs.append((layout("happened", "发生时间", "發生時間"), text(span)))
    }
    let labelWidth = pairs.map { displayWidth($0.0) }.max() ?? 0
    var lines = pairs.flatMap { layout.labelled($0.0, $0.1, indent: 0, labelWidth: labelWidth) }
    if isSimulation {
      lines.append(
        layout.paint(
          layout(
            "this log is a simulation: its times are not real", "此日志为模拟：其时间并非真实",
            "此日誌為模擬：其時間並非真實"), .caution))
    }
    lines.append(layout.paint(WallClock.zone(layout.language), .label))
    for view in views {
      lines += layout.labelled(
        layout("view", "视图", "檢視"), view.text(layout), indent: 0, labelWidth: labelWidth)
    }
    lines.append("")
    var table = TextTable([
      .init(layout("event", "事件", "事件"), shrinks: true),
      .init(layout("count", "数量", "數量"), isNumber: true),
    ])
    for type in statistics.types {
      table.add([
        EventWords.typeWithChinese(type.type, layout.language), String(type.count),
      ])
    }
    return lines + table.lines(width: layout.width)
  }

  private func text(_ span: ClosedRange<Instant>) -> String {
    "\(WallClock.text(span.lowerBound)) … \(WallClock.text(span.upperBound))"
  }
}
