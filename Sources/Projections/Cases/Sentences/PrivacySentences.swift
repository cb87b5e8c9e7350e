import Hotline

extension PersonalDataRestricted: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "personal data restricted: {0}", "限制处理个人信息：{0}", "限制處理個人資料：{0}",
      contactWords(paths) ?? .nothing
    ).and(basis?.words).and(.authority(approver))
  }
}

extension PersonalDataErased: Spoken {
  func said(_ names: CaseNames) -> Phrase {
    Phrase.of(
      "personal data erased: {0}", "删除个人信息：{0}", "刪除個人資料：{0}",
      contactWords(paths) ?? .nothing
    ).and(basis?.words).and(.authority(approver))
  }
}
