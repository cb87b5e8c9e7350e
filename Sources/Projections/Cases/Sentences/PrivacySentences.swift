import Hotline

extension PersonalDataDecision {
  /// Which values, on what ground, who asked and who approved.
  fileprivate func said(_ act: Phrase) -> Phrase {
    let values = contactWords(paths) ?? Phrase("everything", "全部", "全部")
    return Phrase.of("{0}: {1}", "{0}：{1}", "{0}：{1}", act, values)
      .and(basis?.words)
      .and(.labelled(Phrase("requested by", "申请人", "申請人"), requester))
      .and(.authority(approver))
  }
}

extension PersonalDataRestricted: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    said(Phrase("personal data restricted", "限制处理个人信息", "限制處理個人資料"))
  }
}

extension PersonalDataErased: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    said(Phrase("personal data erased", "删除个人信息", "刪除個人資料"))
  }
}
