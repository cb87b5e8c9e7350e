import EventStore
import Hotline
import Projections

/// Where the columns of an event's first line stand.
struct CaseColumns {
  let position: Int
  let delta: Int
  let type: Int
  let showsActor: Bool

  private static let clock = 19

  init(_ history: CaseHistory, _ layout: Layout) {
    let titles = Self.titles(layout)
    position = max(
      displayWidth(titles[0]),
      history.events.map { displayWidth($0.event.position.description) }.max() ?? 0)
    delta = max(
      displayWidth(titles[2]),
      history.events.map { displayWidth(Self.delta($0, layout)) }.max() ?? 0)
    type = max(
      displayWidth(titles[3]), history.events.map { displayWidth(Self.type($0, layout)) }.max() ?? 0
    )
    let actor = history.events.map { displayWidth($0.event.record.actor.printable) }.max() ?? 0
    showsActor = position + delta + type + Self.clock + 8 + actor <= layout.width
  }

  /// Details begin below the wall clock.
  var detailIndent: Int { position + 2 }

  func title(_ layout: Layout) -> String {
    let titles = Self.titles(layout)
    var line = titles[0].paddedLeft(to: position) + "  " + titles[1].padded(to: Self.clock)
    line += "  " + titles[2].paddedLeft(to: delta) + "  "
    return line + (showsActor ? titles[3].padded(to: type) + "  " + titles[4] : titles[3])
  }

  func line(_ event: CaseEntry, _ layout: Layout) -> String {
    let record = event.event.record
    let isDayOnly = event.state.isDayOnly && event.state.occurredAt == record.occurredAt
    let clock = WallClock.text(record.occurredAt, isDayOnly: isDayOnly)
    var line = event.event.position.description.paddedLeft(to: position) + "  "
    line += clock.padded(to: Self.clock) + "  "
    line += Self.delta(event, layout).paddedLeft(to: delta) + "  "
    let room = max(12, layout.width - displayWidth(line))
    let full = Self.type(event, layout)
    let type = event.event.record.type.text.printable
    let name =
      displayWidth(full) <= room
      ? full : EventWords.type(type, layout.language).shortened(to: room)
    let painted = layout.paint(name, .heading)
    guard showsActor else { return line + painted }
    let gap = String(repeating: " ", count: self.type - displayWidth(name) + 2)
    return line + painted + gap + record.actor.printable
  }

  private static func titles(_ layout: Layout) -> [String] {
    [
      layout("pos", "位置", "位置"), layout("happened", "发生时间", "發生時間"),
      layout("after", "间隔", "間隔"), layout("event", "事件", "事件"),
      layout("who", "经办", "經辦"),
    ]
  }

  private static func delta(_ event: CaseEntry, _ layout: Layout) -> String {
    event.sincePreviousMicroseconds.map {
      DurationText.signed(microseconds: $0, layout.language)
    } ?? "—"
  }

  private static func type(_ event: CaseEntry, _ layout: Layout) -> String {
    EventWords.typeWithChinese(event.event.record.type.text.printable, layout.language)
  }
}
