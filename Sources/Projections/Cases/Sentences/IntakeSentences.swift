import Hotline

extension IntakeRecorded: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    var what: [Phrase] = []
    for text in [kind, categoryText.isEmpty ? category : categoryText, district]
    where !text.isEmpty {
      what.append(Phrase(verbatim: text))
    }
    if urgency == .urgent { what.append(Urgency.urgent.words) }
    if confidential { what.append(Phrase("confidential", "要求保密", "要求保密")) }
    let head =
      channel.isEmpty
      ? Phrase("taken in", "受理", "受理")
      : .of("taken in by {0}", "经 {0} 受理", "經 {0} 受理", Phrase(verbatim: channel))
    return .of("{0}: {1}", "{0}：{1}", "{0}：{1}", head, .list(what) ?? .nothing)
      .and(.labelled(Phrase("repeats", "重复件", "重複件"), repeats))
  }
}

extension CallEnded: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let end = Phrase("the call ended", "通话结束", "通話結束")
    guard let outcome else { return end }
    return .of("{0}: {1}", "{0}：{1}", "{0}：{1}", end, outcome.words)
  }
}

extension CallCutOff: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "the call was cut off after {0} seconds", "通话满 {0} 秒后切断", "通話滿 {0} 秒後切斷",
      .number(talkedSeconds)
    ).and(.labelled(Phrase("rule", "规则", "規則"), rule))
  }
}

extension CallTransferred: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of("the call was put through to {0}", "来电转接至 {0}", "來電轉接至 {0}", names.unit(target))
  }
}

extension ThreeWayCallHeld: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let unit = names.unit(unit)
    return settled
      ? .of(
        "{0} spoke with the citizen in a three-way call, and the matter is settled",
        "{0} 三方通话，当场解决", "{0} 三方通話，當場解決", unit)
      : .of(
        "{0} spoke with the citizen in a three-way call, and the matter goes on",
        "{0} 三方通话，未当场解决", "{0} 三方通話，未當場解決", unit)
  }
}

extension ServiceRefused: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "service refused after {0} attempts to dissuade", "劝阻 {0} 次后拒绝服务",
      "勸阻 {0} 次後拒絕服務", .number(dissuasions)
    ).and(.reason(reason)).and(
      toJudiciary ? Phrase("handed to the judiciary", "移送司法机关", "移送司法機關") : nil)
  }
}

extension ReferredToEmergency: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "passed to the emergency line {0}", "转至紧急热线 {0}", "轉至緊急專線 {0}", Phrase(verbatim: line))
  }
}

extension ReferredToDiscipline: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "passed to discipline inspection: {0}", "转至纪检监察：{0}", "轉至政風廉政：{0}",
      names.unit(office))
  }
}

extension ReferredToLegalProcedure: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "passed to {0}: {1}", "转至{0}：{1}", "轉至{0}：{1}",
      (target ?? ReferralTarget.legal).words, names.unit(office))
  }
}

extension AnsweredFromKnowledge: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "answered at once from knowledge item {0}, version {1}", "依知识条目 {0}（第 {1} 版）直接答复",
      "依知識條目 {0}（第 {1} 版）直接答覆", Phrase(verbatim: item), .number(itemVersion)
    ).and(.agent(agent))
  }
}

extension SupplementAdded: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase("the citizen adds to the matter", "群众补充内容", "民眾補充內容").and(.agent(agent))
  }
}

extension ReminderReceived: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let reminder = Phrase(
      "the citizen asks where the matter stands", "群众催办", "民眾催辦")
    return count > 1
      ? .of("{0} (reminder {1})", "{0}（第 {1} 次）", "{0}（第 {1} 次）", reminder, .number(count))
      : reminder
  }
}

extension MergedInto: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("goes on in case {0}", "并入工单 {0}", "併入案件 {0}", Phrase(verbatim: into))
      .and(.reason(reason))
  }
}

extension MergeReceived: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of("case {0} was merged into this one", "工单 {0} 并入本单", "案件 {0} 併入本案", Phrase(verbatim: from))
  }
}

extension SplitInto: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "split into {0}", "拆分为 {0}", "拆分為 {0}", .list(into.map { Phrase(verbatim: $0) }) ?? .nothing
    ).and(.reason(reason))
  }
}

extension Reclassified: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let what = [kind, category].filter { !$0.isEmpty }.map { Phrase(verbatim: $0) }
    return Phrase.of(
      "classified anew: {0}", "重新分类：{0}", "重新分類：{0}", .list(what) ?? .nothing
    ).and(.reason(reason)).and(.agent(agent))
  }
}

extension UrgencySet: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "urgency set: {0}", "紧急程度：{0}", "緊急程度：{0}", (urgency ?? .normal).words
    ).and(.reason(reason))
  }
}

extension DifficultySet: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "difficulty set: {0}", "难易程度：{0}", "難易程度：{0}", (difficulty ?? .general).words
    ).and(.reason(reason)).and(.authority(authority))
  }
}

extension ConfidentialityRequested: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase(
      "the citizen asks that the handling unit not learn who reported", "群众要求对承办单位保密",
      "民眾要求對承辦單位保密"
    ).and(.labelled(Phrase("scope", "范围", "範圍"), scope))
  }
}

extension ContactDetailsChanged: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "contact details changed: {0}", "联系方式变更：{0}", "聯絡方式變更：{0}",
      contactWords(fields) ?? .nothing
    ).and(.agent(agent)).and(.reason(reason))
  }
}
