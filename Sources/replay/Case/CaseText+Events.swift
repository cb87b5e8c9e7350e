import EventStore
import Hotline
import Projections

extension CaseText {
  /// One event: when, what it says, what it changed, and the state after it.
  func lines(_ event: CaseEntry, _ columns: CaseColumns, _ history: CaseHistory) -> [String] {
    var details: [Detail] = []
    if !columns.showsActor {
      details.append((layout("who", "经办", "經辦"), event.event.record.actor, nil))
    }
    details += self.details(of: event, history)
    return [columns.line(event, layout)] + self.details(details, indent: columns.detailIndent)
  }

  /// What an event says and changed, and the state after it.
  func details(of event: CaseEntry, _ history: CaseHistory) -> [Detail] {
    let type = event.event.record.type.text
    var details: [Detail] = []
    if let sentence = event.sentence, !Self.isTabled(event) {
      details.append((layout("says", "内容", "內容"), phrase(sentence), nil))
    }
    details.append(recorded(event))
    for remark in event.remarks where remark != .late {
      details.append(("!", phrase(remark.words), .alarm))
    }
    for finding in event.findings { details.append(("!", phrase(finding.words), .alarm)) }
    if event.sentence == nil || Self.isTabled(event) { details += fieldDetails(event) }
    details += event.disclosures.map { disclosure in
      (EventWords.disclosure(disclosure.path, of: type, layout.language), text(disclosure), nil)
    }
    details += event.clockChanges.flatMap { clockDetails($0) }
    details.append((layout("leaf hash", "叶哈希", "葉雜湊"), short(event.event.leafHash), nil))
    details.append((layout("state", "状态", "狀態"), stateText(event, history), nil))
    return details
  }

  /// An intake is a list of facts: a table says them better than a sentence.
  private static func isTabled(_ event: CaseEntry) -> Bool {
    event.event.record.type.text == IntakeRecorded.typeName
  }

  private func stateText(_ event: CaseEntry, _ history: CaseHistory) -> String {
    var text = standing(event.state)
    if let before = event.stepBefore { text = "\(phrase(before.words)) → \(text)" }
    guard history.custody.stretches.count > 1, let held = event.state.ticket.hands.last,
      held.until == nil
    else { return text }
    let unit = phrase(history.names.unit(held.unit))
    return text + " · " + layout("held by \(unit)", "\(unit)持有", "\(unit)持有")
  }

  private func recorded(_ event: CaseEntry) -> Detail {
    let label = layout("recorded", "记录于", "記錄於")
    let time = WallClock.text(event.event.record.recordedAt)
    let lateness = event.latenessMicroseconds
    let length = duration(lateness)
    let isLate = event.remarks.contains(.late)
    let later =
      lateness < 0
      ? layout("\(length) before it happened", "早于所称时间 \(length)", "早於所稱時間 \(length)")
      : lateness == 0
        ? layout("at once", "即时", "即時") : layout("\(length) later", "晚 \(length)", "晚 \(length)")
    let mark = isLate ? " · " + phrase(CaseRemark.late.words) : ""
    let comma = layout(", ", "，", "，")
    return (label, time + comma + later + mark, isLate ? .caution : nil)
  }

  private func clockDetails(_ change: CaseClockChange) -> [Detail] {
    guard let due = change.clock.due, let limit = due.due else { return [] }
    let time = WallClock.deadline(limit)
    let label = layout("limit", "时限", "時限")
    let name = change.reason?.title.map { "\(due.clock) \(phrase($0))" } ?? due.clock
    var role: Layout.Role?
    let text: String
    switch change.kind {
    case .given:
      text = clauses([
        layout("\(name): due \(time)", "\(name)：\(time) 前", "\(name)：\(time) 前"), rule(due),
      ])
    case .moved, .reassigned: text = moved(change, due, name, time)
    case .withdrawn:
      text = layout("\(name): withdrawn", "\(name)：撤销", "\(name)：撤銷")
    case .paused:
      text = layout(
        "\(name): stands still; due \(time) so far", "\(name)：暂停计时；原定 \(time)",
        "\(name)：暫停計時；原訂 \(time)")
    case .resumed:
      text = layout(
        "\(name): runs again, due \(time)", "\(name)：恢复计时，\(time) 前", "\(name)：恢復計時，\(time) 前")
    case .lapsed:
      role = .alarm
      text = layout("\(name): lapsed at \(time)", "\(name)：\(time) 届满", "\(name)：\(time) 屆滿")
    case .met, .missed, .disputed:
      role = change.kind == .met ? nil : .alarm
      let kind = phrase(change.clock.status?.words ?? Phrase("–", "–", "–"))
      text =
        "\(name)\(layout(": ", "：", "："))\(kind)\(layout(", ", "，", "，"))"
        + "\(margin(change.marginMicroseconds))"
        + layout(" (due \(time))", "（应于 \(time)）", "（應於 \(time)）")
    }
    let why = change.reason?.words.map { [("", phrase($0), nil) as Detail] } ?? []
    return [(label, text, role)] + why
  }

  private func moved(
    _ change: CaseClockChange, _ due: DueDate, _ name: String, _ time: String
  ) -> String {
    let was = change.was?.due.map { WallClock.deadline($0) } ?? "–"
    let cause = due.cause.map { phrase($0.words) } ?? ""
    let isRenamed = change.was.map { $0.clock != due.clock } ?? false
    let title = isRenamed ? "\(change.was?.clock ?? "") → \(name)" : name
    let colon = layout(": ", "：", "：")
    guard change.kind == .moved else {
      return clauses([
        title + colon + layout("due \(time), as before", "\(time) 前（未变）", "\(time) 前（未變）"), cause,
      ])
    }
    return clauses([title + colon + "\(was) → \(time)", cause, rule(due)])
  }

  private func fieldDetails(_ event: CaseEntry) -> [Detail] {
    let type = event.event.record.type.text
    var details: [Detail] = []
    for field in event.fields.fields where field.name != "due" {
      let label = EventWords.field(field.name, of: type, layout.language)
      let values = EventWords.values(field, of: type, layout.language)
      let role: Layout.Role? = field.name == "marks" ? .caution : nil
      for (index, value) in values.enumerated() {
        details.append((index == 0 ? label : "", value, role))
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

  private func text(_ disclosure: CaseDisclosure) -> String {
    let digest = layout("digest", "摘要", "摘要") + " " + short(disclosure.digest)
    switch disclosure.fate {
    case .erased(let by):
      return layout("erased by event \(by)", "已由事件 \(by) 删除", "已由事件 \(by) 刪除") + " · " + digest
    case .restricted(let by):
      let words = layout(
        "restricted by event \(by): not shown", "已由事件 \(by) 限制处理，不予显示", "已由事件 \(by) 限制處理，不予顯示")
      return words + " · " + digest
    case .locked:
      return layout("sealed; no key here", "已加密，此处无密钥", "已加密，此處無金鑰") + " · " + digest
    case .withheld:
      return layout("not for this role", "此角色不可查阅", "此角色不可查閱") + " · " + digest
    case nil: break
    }
    guard let value = disclosure.value else {
      return phrase(absence) + " · " + digest
    }
    let shown = isRevealed ? value : Masking.masked(value, path: disclosure.path)
    guard disclosure.isGenuine == false else { return shown + " · " + digest }
    let warning = layout(
      "THE VALUE DOES NOT HAVE THE RECORDED DIGEST", "该值与记录的摘要不符",
      "該值與記錄的摘要不符")
    return shown + " · " + digest + " · " + warning
  }

  func short(_ digest: Digest) -> String {
    digest.hex.prefix(16) + "…"
  }
}
