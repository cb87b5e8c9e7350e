import Hotline

extension Dispatched: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let to = Phrase.of("handed to {0}", "交办至 {0}", "派工至 {0}", names.unit(lead))
    let joint = names.units(coHandlers).map {
      Phrase.of("together with {0}", "协办：{0}", "協辦：{0}", $0)
    }
    let route = Phrase.labelled(Phrase("route", "路由规则", "派工規則"), route)
    let reading = routeReading.isEmpty ? nil : Phrase(verbatim: routeReading)
    return to.and(joint).and(way == .centre ? nil : way?.words).and(route).and(reading)
  }
}

extension SignedFor: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("{0} signed for it", "{0} 签收", "{0} 簽收", names.unit(unit)).and(.agent(officer))
  }
}

extension ReturnRequested: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "{0} wants to give it back: {1}", "{0} 申请退单：{1}", "{0} 申請退案：{1}", names.unit(unit),
      (ground ?? .other).words
    ).and(
      suggested.isEmpty
        ? nil : .of("suggests {0}", "建议转 {0}", "建議轉 {0}", names.unit(suggested)))
  }
}

extension ReturnDecided: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("return: {0}", "退单裁定：{0}", "退案裁定：{0}", (ruling ?? .refused).words)
      .and(.authority(authority))
      .and(isFinal ? Phrase("final: no further return", "终裁，不得再退", "終裁，不得再退") : nil)
  }
}

extension CoHandlerAdded: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("{0} handles it too", "加派 {0} 协办", "加派 {0} 協辦", names.unit(unit))
      .and(.agent(agent))
  }
}

extension LeadChanged: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("{0} leads from now on", "主办改为 {0}", "主辦改為 {0}", names.unit(lead))
      .and(.reason(reason)).and(.authority(authority))
  }
}

extension LeaderDispatched: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "{0} hands it to {1}", "{0} 批示交办至 {1}", "{0} 批示交辦至 {1}", Phrase(verbatim: leader),
      names.unit(lead))
  }
}

extension GridDispatched: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let ticket = Phrase.labelled(Phrase("ticket", "工单", "案件"), ticket)
    return inbound
      ? Phrase.of(
        "came in from the grid platform, cell {0}", "网格平台转入，网格 {0}", "網格平台轉入，網格 {0}",
        Phrase(verbatim: grid)
      ).and(ticket)
      : Phrase.of(
        "sent to the grid platform, cell {0}", "转至网格平台，网格 {0}", "轉至網格平台，網格 {0}",
        Phrase(verbatim: grid)
      ).and(ticket)
  }
}

extension ExternalTicketLinked: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "linked with {0} of {1}", "关联 {1} 的 {0}", "關聯 {1} 的 {0}", Phrase(verbatim: ticket),
      Phrase(verbatim: system))
  }
}
