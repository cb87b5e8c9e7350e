/// 退单理由: why a unit sends a ticket back.
public enum ReturnGround: UInt8, Word {
  /// The matter lies in another district.
  case wrongPlace = 1
  /// It is open who owns the thing.
  case unclearOwnership = 2
  /// Several units share the duty.
  case overlappingDuties = 3
  /// The unit has no such duty.
  case notOurDuty = 4
  /// Another ground, given in the text.
  case other = 5

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .wrongPlace: Phrase("wrong place", "属地不符", "轄區不符")
    case .unclearOwnership: Phrase("unclear ownership", "权属不清", "權屬不清")
    case .overlappingDuties: Phrase("overlapping duties", "职能交叉", "職能重疊")
    case .notOurDuty: Phrase("not the unit's duty", "非本单位职责", "非本單位權責")
    case .other: Phrase("other", "其他", "其他")
    }
  }
}

/// 裁定: what was decided on a request or an appeal.
public enum Ruling: UInt8, Word {
  /// The request is granted.
  case granted = 1
  /// The request is refused.
  case refused = 2
  /// Refused, and held against the one who asked (不当退单).
  case improper = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .granted: Phrase("granted", "同意", "同意")
    case .refused: Phrase("refused", "不同意", "不同意")
    case .improper: Phrase("refused as improper", "不当申请", "不當申請")
    }
  }
}

/// 交办途径: on whose order a ticket goes to a unit.
public enum DispatchWay: UInt8, Word {
  /// By the hotline centre.
  case centre = 1
  /// By a city leader or district head.
  case leader = 2
  /// Through the grid platform.
  case grid = 3
  /// From what a volunteer found on the spot.
  case volunteer = 4

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .centre: Phrase("hotline centre", "热线中心交办", "話務中心派工")
    case .leader: Phrase("leader", "领导交办", "首長交辦")
    case .grid: Phrase("grid platform", "网格流转", "網格轉辦")
    case .volunteer: Phrase("volunteer patrol", "志愿巡查转办", "志工巡查轉辦")
    }
  }
}

/// 转出去向: a body outside the assessed departments.
public enum ReferralTarget: UInt8, Word {
  /// 110, 119 or 120.
  case emergency = 1
  /// Matters of party or government discipline.
  case discipline = 2
  /// Court, arbitration, administrative review or petition.
  case legal = 3
  /// A lawyer of the hotline's own.
  case lawyer = 4
  /// Psychological support.
  case counselling = 5

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .emergency: Phrase("emergency line", "紧急热线", "緊急專線")
    case .discipline: Phrase("discipline inspection", "纪检监察", "政風廉政")
    case .legal: Phrase("legal procedure", "法定程序", "法定程序")
    case .lawyer: Phrase("free legal advice", "公益律师", "義務律師")
    case .counselling: Phrase("psychological support", "心理援助", "心理諮商")
    }
  }
}

/// 层级: level of a unit in the general model.
public enum UnitTier: UInt8, Word {
  /// City.
  case city = 1
  /// County or district.
  case county = 2
  /// Street or township.
  case street = 3
  /// Community or village.
  case community = 4

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .city: Phrase("city", "市级", "市級")
    case .county: Phrase("county or district", "县（区）级", "縣（區）級")
    case .street: Phrase("street or township", "街道（乡镇）", "街道（鄉鎮）")
    case .community: Phrase("community or village", "社区（村）", "社區（村里）")
    }
  }
}
