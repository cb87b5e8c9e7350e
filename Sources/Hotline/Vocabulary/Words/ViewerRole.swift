/// 角色: in which role somebody looks at a case.
public enum ViewerRole: UInt8, Word {
  /// The person whose case it is.
  case citizen = 1
  /// A unit that handles tickets.
  case department = 2
  /// Takes calls.
  case `operator` = 3
  /// Supervises the units.
  case supervision = 4
  /// Investigates what was done.
  case auditor = 5
  /// Brings legacy files into the log.
  case importer = 6
  /// Keeps signed heads of the log.
  case witness = 7

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .citizen: Phrase("citizen", "市民", "市民")
    case .department: Phrase("department", "承办单位", "承辦單位")
    case .operator: Phrase("operator", "话务员", "話務員")
    case .supervision: Phrase("supervision", "督办", "督辦")
    case .auditor: Phrase("auditor", "审计", "稽核")
    case .importer: Phrase("importer", "导入员", "匯入員")
    case .witness: Phrase("witness", "见证方", "見證方")
    }
  }
}
