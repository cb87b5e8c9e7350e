import Hotline

extension UrgedBySupervision: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "{0} urges {1} to act within {2} working days", "{0} 督促 {1} 于 {2} 个工作日内办理",
      "{0} 督促 {1} 於 {2} 個工作天內辦理", names.unit(office), names.unit(unit), .number(workingDays))
  }
}

extension JointSupervisionOpened: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "joint supervision opened: {0}", "启动联合督办：{0}", "啟動聯合督辦：{0}",
      names.units(offices) ?? .nothing
    ).and(.authority(authority))
  }
}

extension JointSupervisionClosed: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let solved =
      isSolved ? Phrase("solved", "已解决", "已解決") : Phrase("not solved", "未解决", "未解決")
    let satisfied =
      isSatisfied
      ? Phrase("the citizen is satisfied", "群众满意", "民眾滿意")
      : Phrase("the citizen is not satisfied", "群众不满意", "民眾不滿意")
    return Phrase("joint supervision closed", "联合督办结束", "聯合督辦結束")
      .and(solved).and(satisfied).and(.authority(authority))
  }
}

extension SiteSupervised: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "{1} supervises {0} on site", "{1} 现场督导 {0}", "{1} 現場督導 {0}", names.unit(unit),
      Phrase(verbatim: leader))
  }
}

extension CardIssued: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "{0} for {1}", "对 {1} 发{0}", "對 {1} 發{0}", (colour ?? .yellow).words, names.unit(unit)
    ).and(.labelled(Phrase("limit", "时限", "時限"), clock))
      .and(.labelled(Phrase("rule", "规则", "規則"), rule))
  }
}

extension CardRevoked: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "the {0} of {1} is taken back", "撤销 {1} 的{0}", "撤銷 {1} 的{0}", (colour ?? .yellow).words,
      names.unit(unit)
    ).and(.reason(reason)).and(.authority(authority))
  }
}

extension ExclusionRequested: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "{0} asks that it not count: {1}", "{0} 申请剔除：{1}", "{0} 申請剔除：{1}", names.unit(unit),
      ground?.words ?? .nothing)
  }
}

extension ExclusionDecided: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "exclusion from the assessment ({0}): {1}", "剔除裁定（{0}）：{1}", "剔除裁定（{0}）：{1}",
      ground?.words ?? .nothing, (ruling ?? .refused).words
    ).and(.authority(authority))
  }
}

extension AppealFiled: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "{0} appeals against event {1} of the case", "{0} 对本单第 {1} 个事件提出申诉",
      "{0} 對本案第 {1} 個事件提出申訴", names.unit(unit), .number(against))
  }
}

extension AppealDecided: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("appeal: {0}", "申诉裁定：{0}", "申訴裁定：{0}", (ruling ?? .refused).words)
      .and(.authority(authority))
  }
}

extension AccountabilityRecorded: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("{0} is called to account", "对 {0} 问责", "對 {0} 問責", names.unit(unit))
      .and(.labelled(Phrase("measure", "措施", "措施"), measure)).and(.authority(authority))
  }
}

extension Corrected: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "event {0} corrected: {1} is {2}", "更正第 {0} 个事件：{1} 应为 {2}", "更正第 {0} 個事件：{1} 應為 {2}",
      .number(revision), Phrase(verbatim: field), Phrase(verbatim: value)
    ).and(.reason(reason)).and(.authority(authority))
  }
}
