import Hotline

extension CallbackAttempted: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "callback tried: {0}", "尝试回访：{0}", "嘗試回訪：{0}",
      (outcome ?? .noAnswer).words
    ).and(.agent(agent))
  }
}

extension CallbackAnswered: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    let solved: Phrase? =
      switch isSolved {
      case true: Phrase("the citizen says it is solved", "群众称已解决", "民眾稱已解決")
      case false: Phrase("the citizen says it is not solved", "群众称未解决", "民眾稱未解決")
      case nil: nil
      }
    let contacted: Phrase? =
      switch wasContacted {
      case true: Phrase("the unit had been in touch", "单位已联系", "單位已聯繫")
      case false: Phrase("the unit had not been in touch", "单位未联系", "單位未聯繫")
      case nil: nil
      }
    return (solved ?? Phrase("the citizen answered", "群众接受回访", "民眾接受回訪"))
      .and(contacted)
      .and(graded(Phrase("result", "结果", "結果"), result))
      .and(graded(Phrase("efficiency", "效率", "效率"), efficiency))
      .and(graded(Phrase("attitude", "态度", "態度"), attitude))
      .and(.agent(agent))
  }

  private func graded(_ question: Phrase, _ answer: Satisfaction?) -> Phrase? {
    answer.map { .of("{0}: {1}", "{0}：{1}", "{0}：{1}", question, $0.words) }
  }
}

extension SurveyExpired: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "no answer to the callback after {0} attempts", "回访 {0} 次未果，回访失效",
      "回訪 {0} 次未果，回訪逾期", .number(attempts))
  }
}

extension SpotCheckRecorded: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of("spot check: {0}", "抽查结论：{0}", "抽查結論：{0}", (result ?? .confirmed).words)
      .and(.agent(inspector)).and(.labelled(Phrase("check", "抽查", "抽查"), check))
  }
}

extension QualityInspected: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "quality of the call: {0} of 100 points", "通话质检 {0} 分（满分 100）", "通話質檢 {0} 分（滿分 100）",
      .number(points)
    ).and(.agent(inspector))
  }
}

extension PatrolInspected: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "a volunteer looked on the spot: {0}", "志愿者现场查看：{0}", "志工現場查看：{0}",
      (result ?? .confirmed).words
    ).and(.agent(volunteer))
  }
}

extension SentimentTagged: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    .of(
      "tone of the words: {0} (keyword set {1}, version {2})", "情感倾向：{0}（词表 {1}，第 {2} 版）",
      "情感傾向：{0}（詞表 {1}，第 {2} 版）", (sentiment ?? .neutral).words, Phrase(verbatim: keywordSet),
      .number(version))
  }
}
