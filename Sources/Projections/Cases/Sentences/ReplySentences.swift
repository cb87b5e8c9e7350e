import Hotline

extension CitizenContacted: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let unit = names.unit(unit)
    let said: Phrase =
      reached
      ? .of("{0} reached the citizen", "{0} 已联系群众", "{0} 已聯繫民眾", unit)
      : .of("{0} tried to reach the citizen in vain", "{0} 未联系上群众", "{0} 未聯繫上民眾", unit)
    return said.and(.agent(officer))
  }
}

extension ArrivedOnSite: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("{0} is on site", "{0} 到场", "{0} 到場", names.unit(unit)).and(.agent(officer))
  }
}

extension ProgressReported: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let unit = names.unit(unit)
    return isHandled
      ? .of("{0} reports: handled", "{0} 回报：已处置完毕", "{0} 回報：已處置完畢", unit)
      : .of("{0} reports progress", "{0} 回报进展", "{0} 回報進度", unit)
  }
}

extension ExtensionRequested: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "{0} asks for {1} more working days on {2}", "{0} 申请时限 {2} 延长 {1} 个工作日",
      "{0} 申請時限 {2} 展延 {1} 個工作天", names.unit(unit), .number(workingDays),
      Phrase(verbatim: clock))
  }
}

extension ExtensionDecided: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("extension: {0}", "延期裁定：{0}", "展期裁定：{0}", (ruling ?? .refused).words)
      .and(.authority(authority))
  }
}

extension Suspended: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let end = until.map { WallClock.text($0) } ?? ""
    return (kind ?? .suspended).words
      .and(.labelled(Phrase("until", "至", "至"), end))
      .and(.reason(reason)).and(.authority(authority))
  }
}

extension Resumed: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase("work goes on", "恢复办理", "恢復辦理").and(.authority(authority))
  }
}

extension ResultReported: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let claim: Phrase? =
      switch isSolved {
      case true: Phrase("claims it is solved", "自报已解决", "自報已解決")
      case false: Phrase("says it is not solved", "自报未解决", "自報未解決")
      case nil: nil
      }
    let truth: Phrase? =
      switch isTrue {
      case true: Phrase("the matter is as reported", "诉求属实", "訴求屬實")
      case false: Phrase("the matter is not as reported", "诉求不属实", "訴求不屬實")
      case nil: nil
      }
    return Phrase.of("{0} reports a result", "{0} 提交办理结果", "{0} 提交辦理結果", names.unit(unit))
      .and(claim).and(truth)
      .and(.labelled(Phrase("why not", "未解决原因", "未解決原因"), unsolvedReason))
      .and(grade.map { .of("grade {0}", "{0}", "{0}", $0.words) })
      .and(.agent(officer))
  }
}

extension ReviewDecided: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let said =
      accepted
      ? Phrase("the centre accepts the result", "审核通过", "審核通過")
      : Phrase("the centre sends it back to be done again", "审核退回重办", "審核退回重辦")
    return said.and(.reason(reason)).and(.agent(reviewer))
  }
}

extension CitizenNotified: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let said =
      isFinal
      ? Phrase("the citizen was told the result", "已告知群众最终结果", "已告知民眾最終結果")
      : Phrase("the citizen was told how it stands", "已告知群众进展", "已告知民眾進度")
    return said.and(.labelled(Phrase("by way of", "方式", "方式"), channel))
  }
}

extension Closed: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase("closed", "结案", "結案")
      .and(grade.map { .of("grade {0}", "{0}", "{0}", $0.words) }).and(.agent(agent))
  }
}

extension FollowedUp: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let unit = names.unit(unit)
    return isFinished
      ? .of("{0} finished what was left", "{0} 后续事项已完成", "{0} 後續事項已完成", unit)
      : .of("{0} goes on with what was left", "{0} 继续跟进", "{0} 持續追蹤", unit)
  }
}

extension Reopened: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase("opened again", "重新启动", "重新啟動").and(.reason(reason)).and(.authority(authority))
  }
}

extension DueDateRestated: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase("due dates computed anew", "重新核定时限", "重新核定時限")
      .and(.reason(reason)).and(.authority(authority))
  }
}

extension DeadlineLapsed: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "the limit {0} has lapsed without the act; {1} answers for it", "时限 {0} 届满而未办；责任方：{1}",
      "時限 {0} 屆滿而未辦；責任方：{1}", Phrase(verbatim: clock), names.unit(unit))
  }
}
