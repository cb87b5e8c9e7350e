import EventStore
import Hotline
import Projections

/// A case's history as text for people.
struct CaseText {
  let layout: Layout
  let isRevealed: Bool

  /// The lines of a history.
  func lines(_ history: CaseHistory) -> [String] {
    var lines = header(history)
    let columns = Columns(history, layout)
    lines.append("")
    lines.append(layout.paint(columns.title(layout), .label))
    for event in history.events {
      lines.append(contentsOf: self.lines(event, columns))
    }
    return lines
  }

  /// The lines of a list of cases that carry one source id.
  func lines(_ candidates: [CaseFinder.Candidate], _ count: Int) -> [String] {
    var table = TextTable([
      .init(layout("case", "案件", "案件")), .init(layout("happened", "发生时间", "發生時間")),
      .init(layout("category", "类别", "類別"), shrinks: true),
      .init(layout("district", "行政区", "行政區"), shrinks: true),
    ])
    for candidate in candidates {
      table.add([
        candidate.stream.text, WallClock.text(candidate.occurredAt), candidate.categoryText,
        candidate.district,
      ])
    }
    var lines = table.lines(width: layout.width)
    if count > candidates.count {
      let rest = count - candidates.count
      lines.append(
        layout("… and \(rest) more", "……另有 \(rest) 件", "……另有 \(rest) 件"))
    }
    lines.append(WallClock.zone(layout.language))
    return lines
  }

  private func header(_ history: CaseHistory) -> [String] {
    let state = history.state
    let title = layout("Case", "案件", "案件")
    var lines = [
      layout.paint("\(title) \(history.stream.text.printable)", .heading)
        + " · " + status(state.status)
    ]
    var pairs: [(String, String)] = []
    if !state.sourceID.isEmpty {
      pairs.append((intakeField("sourceId"), state.sourceID))
    }
    if !state.categoryText.isEmpty {
      pairs.append((intakeField("categoryText"), state.categoryText))
    }
    if let occurredAt = state.occurredAt {
      let text = WallClock.text(occurredAt, isDayOnly: state.isDayOnly)
      let note = layout(" (the day only)", "（仅知日期）", "（僅知日期）")
      pairs.append(
        (layout("happened", "发生时间", "發生時間"), text + (state.isDayOnly ? note : "")))
    }
    pairs.append((layout("log", "日志", "日誌"), logText(history)))
    pairs.append((layout("shown", "显示", "顯示"), shownText(history)))
    let labelWidth = pairs.map { displayWidth($0.0) }.max() ?? 0
    for (label, value) in pairs {
      lines += layout.labelled(label, value, indent: 2, labelWidth: labelWidth)
    }
    lines.append("  " + layout.paint(WallClock.zone(layout.language), .label))
    return lines
  }

  private func intakeField(_ name: String) -> String {
    EventWords.field(name, of: IntakeRecorded.typeName, layout.language)
  }

  private func status(_ status: TicketStatus) -> String {
    let words = status.words
    guard layout.language == .english, status != .notACase else { return words(layout.language) }
    return "\(words.english) \(words.traditional)"
  }

  private func logText(_ history: CaseHistory) -> String {
    let count = history.head.rawValue
    return layout(
      "\(history.origin), \(count) events", "\(history.origin)，\(count) 个事件",
      "\(history.origin)，\(count) 個事件")
  }

  private func shownText(_ history: CaseHistory) -> String {
    let shown = history.events.count
    let hidden = history.hiddenCount
    let all = layout(
      "\(shown) of \(shown + hidden) events", "共 \(shown + hidden) 个事件中的 \(shown) 个",
      "共 \(shown + hidden) 個事件中的 \(shown) 個")
    switch history.point {
    case .now: return all
    case .recorded(let instant):
      let time = WallClock.text(instant)
      return all
        + layout(", as recorded by \(time)", "，截至 \(time) 的记录", "，截至 \(time) 的記錄")
    case .position(let position):
      return all
        + layout(", up to position \(position)", "，截至位置 \(position)", "，截至位置 \(position)")
    }
  }

  private func lines(_ event: CaseEntry, _ columns: Columns) -> [String] {
    let indent = columns.detailIndent
    var lines = [columns.line(event, layout)]
    var details: [(label: String, value: String, role: Layout.Role?)] = []
    if !columns.showsActor {
      details.append((layout("who", "经办", "經辦"), event.event.record.actor, nil))
    }
    details.append(recorded(event))
    for remark in event.remarks where remark != .late {
      details.append(("!", remark.words(layout.language), .alarm))
    }
    details += fieldDetails(event)
    details += event.disclosures.map { disclosure in
      let type = event.event.record.type.text
      return (
        EventWords.disclosure(disclosure.path, of: type, layout.language), text(disclosure), nil
      )
    }
    details.append((layout("leaf hash", "叶哈希", "葉雜湊"), short(event.event.leafHash), nil))
    details.append((layout("state", "状态", "狀態"), status(event.state.status), nil))
    let labelWidth = details.map { displayWidth($0.label) }.max() ?? 0
    for detail in details {
      lines += layout.labelled(
        detail.label, detail.value, indent: indent, labelWidth: labelWidth, role: detail.role)
    }
    return lines
  }

  private func recorded(
    _ event: CaseEntry
  ) -> (label: String, value: String, role: Layout.Role?) {
    let label = layout("recorded", "记录于", "記錄於")
    let time = WallClock.text(event.event.record.recordedAt)
    let lateness = event.latenessMicroseconds
    let length = DurationText.short(microseconds: lateness, layout.language)
    let isLate = event.remarks.contains(.late)
    let later =
      lateness < 0
      ? layout("\(length) before it happened", "早于所称时间 \(length)", "早於所稱時間 \(length)")
      : layout("\(length) later", "晚 \(length)", "晚 \(length)")
    let mark = isLate ? " · " + CaseRemark.late.words(layout.language) : ""
    let comma = layout(", ", "，", "，")
    return (label, time + comma + later + mark, isLate ? .caution : nil)
  }

  private func fieldDetails(
    _ event: CaseEntry
  ) -> [(label: String, value: String, role: Layout.Role?)] {
    var details: [(label: String, value: String, role: Layout.Role?)] = []
    let type = event.event.record.type.text
    for field in event.fields.fields {
      let label = EventWords.field(field.name, of: type, layout.language)
      let values = EventWords.values(field, of: type, layout.language)
      for (index, value) in values.enumerated() {
        details.append((index == 0 ? label : "", value, role(field.name)))
      }
    }
    if !event.fields.isKnown, !event.event.record.payload.isEmpty {
      let count = event.event.record.payload.count
      details.append(
        (
          layout("payload", "载荷", "酬載"),
          layout(
            "\(count) bytes of a type this version does not know", "\(count) 字节，类型未知",
            "\(count) 位元組，類型未知"), nil
        ))
    }
    return details
  }

  private func role(_ field: String) -> Layout.Role? {
    field == "marks" ? .caution : nil
  }

  private func text(_ disclosure: CaseDisclosure) -> String {
    let digest = layout("digest", "摘要", "摘要") + " " + short(disclosure.digest)
    guard let value = disclosure.value else {
      return layout("not in the vault", "保险库中没有", "保險庫中沒有") + " · " + digest
    }
    let shown = isRevealed ? value : Masking.masked(value, path: disclosure.path)
    guard disclosure.isGenuine == false else { return shown + " · " + digest }
    let warning = layout(
      "THE VALUE DOES NOT HAVE THE RECORDED DIGEST", "该值与记录的摘要不符",
      "該值與記錄的摘要不符")
    return shown + " · " + digest + " · " + warning
  }

  private func short(_ digest: Digest) -> String {
    digest.hex.prefix(16) + "…"
  }
}

/// Where the columns of an event's first line stand.
private struct Columns {
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
    let name = Self.type(event, layout)
    let painted = layout.paint(name, .heading)
    guard showsActor else { return line + painted }
    let gap = String(repeating: " ", count: type - displayWidth(name) + 2)
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
