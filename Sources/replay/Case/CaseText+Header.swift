import EventStore
import Hotline
import Projections

extension CaseText {
  /// What the case is and where it stands.
  func header(_ history: CaseHistory) -> [String] {
    let state = history.state
    let isEmpty = history.events.isEmpty && history.hiddenCount > 0
    let title = layout("Case", "案件", "案件")
    var lines = [
      layout.paint("\(title) \(history.stream.text.printable)", .heading)
        + " · " + (isEmpty ? layout("nothing known by then", "当时尚无记录", "當時尚無記錄") : standing(state))
    ]
    lines += details(headerDetails(history), indent: 2)
    lines.append("  " + layout.paint(WallClock.zone(layout.language), .label))
    return lines
  }

  /// What the case is about, who handles it, what came of it.
  func headerDetails(_ history: CaseHistory) -> [Detail] {
    var pairs: [Detail] =
      matter(history.state, history.names) + handling(history) + outcome(history)
    pairs.append((layout("log", "日志", "日誌"), logText(history), nil))
    pairs.append((layout("shown", "显示", "顯示"), shownText(history), nil))
    return pairs
  }

  private func matter(_ state: CaseState, _ names: CaseNames) -> [Detail] {
    var pairs: [Detail] = []
    if !state.sourceID.isEmpty {
      pairs.append((intakeField("sourceId"), state.sourceID, nil))
    }
    if !state.categoryText.isEmpty {
      pairs.append((intakeField("categoryText"), state.categoryText, nil))
    }
    let ticket = state.ticket
    var facts = [phrase(names.kind(ticket.kind))]
    if state.categoryText.isEmpty { facts.append(phrase(names.category(ticket.category))) }
    if let urgency = ticket.urgency { facts.append(phrase(urgency.words)) }
    if let difficulty = ticket.difficulty { facts.append(phrase(difficulty.words)) }
    if ticket.isConfidential { facts.append(layout("confidential", "保密", "保密")) }
    facts = facts.filter { !$0.isEmpty }
    if !facts.isEmpty {
      pairs.append(
        (
          layout("matter", "诉求", "訴求"), facts.joined(separator: layout(", ", "、", "、")), nil
        ))
    }
    if let occurredAt = state.occurredAt {
      let text = WallClock.text(occurredAt, isDayOnly: state.isDayOnly)
      let note = layout(" (the day only)", "（仅知日期）", "（僅知日期）")
      pairs.append(
        (layout("happened", "发生时间", "發生時間"), text + (state.isDayOnly ? note : ""), nil))
    }
    return pairs
  }

  /// The name of a field of an intake.
  private func intakeField(_ name: String) -> String {
    EventWords.field(name, of: IntakeRecorded.typeName, layout.language)
  }

  private func handling(_ history: CaseHistory) -> [Detail] {
    let ticket = history.state.ticket
    var pairs: [Detail] = []
    if !ticket.lead.isEmpty {
      var text = phrase(history.names.unit(ticket.lead))
      if !ticket.coHandlers.isEmpty {
        let others = ticket.coHandlers.map { phrase(history.names.unit($0)) }
          .joined(separator: layout(", ", "、", "、"))
        text += layout(", with \(others)", "，协办 \(others)", "，協辦 \(others)")
      }
      pairs.append((layout("lead", "主办", "主辦"), text, nil))
    }
    if history.custody.stretches.count > 1, let held = ticket.hands.last, held.until == nil {
      let since = held.from.map { WallClock.text($0) } ?? "–"
      let unit = phrase(history.names.unit(held.unit))
      pairs.append(
        (
          layout("held by", "现由", "現由"),
          layout("\(unit) since \(since)", "\(unit)，自 \(since)", "\(unit)，自 \(since)"), nil
        ))
    }
    if let kind = ticket.suspension {
      let until = ticket.suspendedUntil.map { WallClock.text($0) }
      let text = until.map { layout(" until \($0)", "，至 \($0)", "，至 \($0)") } ?? ""
      pairs.append((layout("pause", "暂停", "暫停"), phrase(kind.words) + text, .caution))
    }
    if !ticket.mergedInto.isEmpty {
      pairs.append((layout("goes on in", "并入", "併入"), ticket.mergedInto, nil))
    }
    if !ticket.related.isEmpty {
      pairs.append(
        (layout("related", "关联", "關聯"), ticket.related.joined(separator: ", "), nil))
    }
    return pairs
  }

  private func outcome(_ history: CaseHistory) -> [Detail] {
    let ticket = history.state.ticket
    var pairs: [Detail] = []
    if ticket.claimedSolved != nil || ticket.confirmedSolved != nil {
      let unit = layout("the unit says", "自报", "自報")
      let citizen = layout("the citizen says", "回访认定", "回訪認定")
      let colon = layout(": ", "：", "：")
      let text = [
        unit + colon + solved(ticket.claimedSolved),
        citizen + colon + solved(ticket.confirmedSolved),
      ]
      let differs = ticket.claimedSolved == true && ticket.confirmedSolved == false
      pairs.append((layout("solved", "是否解决", "是否解決"), clauses(text), differs ? .alarm : nil))
    }
    if let grade = ticket.grade {
      let follow = layout("to be followed up", "待跟进", "待追蹤")
      let text = clauses([phrase(grade.words), ticket.needsFollowUp ? follow : ""])
      pairs.append((layout("grade", "结案等级", "結案等級"), text, nil))
    }
    let cards = ticket.cards.filter { !$0.isRevoked }
    if !cards.isEmpty {
      let text = cards.map { card in
        phrase(card.colour?.words ?? .init("card", "牌", "牌")) + " · "
          + phrase(history.names.unit(card.unit)) + " · " + card.clock
      }
      pairs.append((layout("cards", "督办牌", "督辦牌"), clauses(text), .caution))
    }
    if let exclusion = ticket.exclusion {
      pairs.append((layout("excluded", "已剔除", "已剔除"), phrase(exclusion.words), .caution))
    }
    let text = counts(history)
    if !text.isEmpty { pairs.append((layout("counts", "次数", "次數"), text, nil)) }
    return pairs
  }

  private func solved(_ answer: Bool?) -> String {
    switch answer {
    case true: layout("solved", "已解决", "已解決")
    case false: layout("not solved", "未解决", "未解決")
    case nil: layout("no answer", "未答", "未答")
    }
  }

  /// How often what came about; nothing for what did not.
  private func counts(_ history: CaseHistory) -> String {
    let ticket = history.state.ticket
    let late = UInt64(history.events.count { $0.isLateEntry })
    let isRich = history.custody.stretches.count > 1
    let all: [(UInt64, Phrase)] = [
      (ticket.returns, Phrase("returns", "退单", "退案")),
      (ticket.improperReturns, Phrase("improper", "不当退单", "不當退案")),
      (ticket.extensions, Phrase("extensions", "延期", "展期")),
      (ticket.redos, Phrase("redos", "重办", "重辦")),
      (ticket.reopenings, Phrase("reopenings", "重启", "重啟")),
      (ticket.reminders, Phrase("reminders", "催办", "催辦")),
      (ticket.corrections, Phrase("corrections", "更正", "更正")),
      (isRich ? late : 0, Phrase("late entries", "补录", "補登")),
      (ticket.contradictions, Phrase("contradictions", "矛盾", "矛盾")),
      (UInt64(history.unknownCount), Phrase("of unknown type", "类型未知", "類型未知")),
      (UInt64(history.unreadableCount), Phrase("unreadable", "无法读取", "無法讀取")),
    ]
    return all.filter { $0.0 > 0 }.map { "\(phrase($0.1)) \($0.0)" }
      .joined(separator: layout(", ", "，", "，"))
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
    var text = layout(
      "\(shown) of \(shown + hidden) events", "共 \(shown + hidden) 个事件中的 \(shown) 个",
      "共 \(shown + hidden) 個事件中的 \(shown) 個")
    switch history.point {
    case .now: break
    case .recorded(let instant):
      let time = WallClock.text(instant)
      text +=
        history.order == .recorded
        ? layout(", as recorded by \(time)", "，截至 \(time) 的记录", "，截至 \(time) 的記錄")
        : layout(", as happened by \(time)", "，截至 \(time) 所发生", "，截至 \(time) 所發生")
    case .position(let position):
      text += layout(
        ", up to position \(position)", "，截至位置 \(position)", "，截至位置 \(position)")
    }
    if history.order == .occurred {
      text += layout(
        ", in the order in which they happened", "，按发生时间排列", "，按發生時間排列")
    }
    return text
  }
}
