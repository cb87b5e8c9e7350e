import ArgumentParser
import EventStore
import Hotline
import Projections

/// `replay access ID`: who looked at a case, when and why.
struct AccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Who was shown personal values of a case, when, in which role and why.",
    discussion: """
      Each look was recorded before anything was shown, in a log of its own with its own origin and tree: \
      `replay verify --data DIR/access` checks it like any log. Looks that showed no personal value are not recorded.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The case's stream, or the number its source gave it.")
  var id: String

  func run() throws {
    let (directory, log) = try global.open()
    defer { log.close() }
    let stream = try log.withSnapshot { try CaseFinder.stream(named: id, in: $0) }
    let entries = try AccessLog.entries(of: stream, in: directory)
    let layout = global.layout
    global.show(
      lines(entries, stream, layout),
      .object([
        .init("case", .string(stream.text)),
        .init("origin", .string(directory.origin + "/" + AccessLog.name)),
        .init("looks", .array(entries.map { json($0, layout.language) })),
      ]))
  }

  private func lines(
    _ entries: [AccessLog.Entry], _ stream: StreamID, _ layout: Layout
  ) -> [String] {
    guard !entries.isEmpty else {
      return [
        layout(
          "nobody was shown personal values of \(stream)", "无人查阅过 \(stream) 的个人信息",
          "無人查閱過 \(stream) 的個人資料")
      ]
    }
    var table = TextTable([
      .init(layout("when", "时间", "時間")), .init(layout("who", "查阅人", "查閱人")),
      .init(layout("role", "角色", "角色")), .init(layout("unit", "单位", "單位")),
      .init(layout("what", "范围", "範圍"), shrinks: true),
      .init(layout("why", "理由", "理由"), shrinks: true),
    ])
    for entry in entries {
      let shown = entry.shown
      table.add([
        WallClock.text(entry.at), shown.viewer.printable,
        shown.role.map { $0.words(layout.language) } ?? "–",
        shown.unit.isEmpty ? "–" : shown.unit.printable,
        shown.paths.joined(separator: ", ").printable, shown.purpose.printable,
      ])
    }
    return table.lines(width: layout.width) + [WallClock.zone(layout.language)]
  }

  private func json(_ entry: AccessLog.Entry, _ language: Language) -> JSONValue {
    let shown = entry.shown
    return .object([
      .init("position", .unsigned(entry.position.rawValue)),
      .init("at", .string(entry.at.description)), .init("viewer", .string(shown.viewer)),
      .init("role", shown.role.map { .string($0.name) } ?? .null),
      .init("unit", .string(shown.unit)), .init("purpose", .string(shown.purpose)),
      .init("paths", .array(shown.paths.map { .string($0) })),
      .init("upTo", .unsigned(shown.upTo)), .init("through", .string(shown.through)),
    ])
  }
}
