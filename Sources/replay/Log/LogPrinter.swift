import EventStore
import Projections

/// Prints events one by one, as lines of a table or as JSON Lines.
struct LogPrinter {
  private let isText: Bool
  private let layout: Layout
  private let origin: String
  private var output = Output(endsUnread: true)
  private var positionWidth = 0
  /// How many events were printed.
  private(set) var count = 0

  init(isText: Bool, layout: Layout, origin: String) {
    self.isText = isText
    self.layout = layout
    self.origin = origin
  }

  /// Prepares for events up to a position; prints the title once.
  mutating func begin(head: Position) {
    guard isText, positionWidth == 0 else { return }
    positionWidth = max(4, head.description.utf8.count)
    output.line(
      layout.paint("\(origin) · \(WallClock.zone(layout.language))", .label))
    output.line(layout.paint(title, .label))
  }

  /// Prints an event.
  mutating func print(_ event: RecordedEvent) {
    count += 1
    output.line(isText ? LogLine(layout, positionWidth).text(event) : jsonLine(event))
  }

  /// Prints a sentence for people; programs read that there is nothing.
  mutating func say(_ sentence: String) {
    if isText { output.line(sentence) }
    output.flush()
  }

  /// Hands everything to standard output.
  mutating func flush() {
    output.flush()
  }

  private func jsonLine(_ event: RecordedEvent) -> String {
    EventJSON.line(event, origin: origin)
  }

  private var title: String {
    LogLine(layout, positionWidth).join([
      layout("pos", "位置", "位置"), layout("recorded", "记录时间", "記錄時間"),
      layout("event", "事件", "事件"), layout("rev", "版次", "版次"),
      layout("stream", "流", "串流"), layout("who", "经办", "經辦"),
    ])
  }
}

/// One line of the feed. Columns have fixed widths, since a feed is printed before its end is
/// known.
struct LogLine {
  private let layout: Layout
  private let positionWidth: Int

  init(_ layout: Layout, _ positionWidth: Int) {
    self.layout = layout
    self.positionWidth = positionWidth
  }

  /// The line of an event.
  func text(_ event: RecordedEvent) -> String {
    let record = event.record
    let type = record.type.text.printable
    let name =
      isWide
      ? EventWords.typeWithChinese(type, layout.language)
      : layout.language == .english ? type : EventWords.type(type, layout.language)
    return join([
      event.position.description, WallClock.text(record.recordedAt), name,
      record.revision.description, record.stream.text.printable, record.actor.printable,
    ])
  }

  /// Cells in their columns; who acts is left out where the line is narrow.
  func join(_ cells: [String]) -> String {
    let typeWidth = isWide ? 24 : 14
    let fixed = positionWidth + 19 + typeWidth + 4 + 8
    let rest = max(12, layout.width - fixed)
    let streamWidth = isWide ? min(30, rest - 12) : rest
    var line = cells[0].paddedLeft(to: positionWidth) + "  " + cells[1].padded(to: 19) + "  "
    line += cells[2].shortened(to: typeWidth).padded(to: typeWidth) + "  "
    line += cells[3].paddedLeft(to: 4) + "  "
    line += cells[4].shortened(to: streamWidth)
    if isWide {
      line = line.padded(to: fixed + streamWidth) + "  "
      line += cells[5].shortened(to: max(0, rest - streamWidth - 2))
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private var isWide: Bool { layout.width >= 104 }
}
