public import Hotline

/// 名称: what the codes of a city's tables are called.
public struct CityNames: Sendable {
  let units: CaseNames
  private var categories: [String: String] = [:]

  /// Names as known at a moment: those of units and categories that the log defined.
  public init(_ reference: ReferenceData) {
    units = CaseReference(reference).names
    for adopted in reference.categories() where !adopted.content.name.isEmpty {
      categories[adopted.content.category] = adopted.content.name
    }
  }

  /// A code of a dimension in words; the code itself where no name is known.
  public func name(_ code: String, of dimension: ScoreCube.Dimension) -> Phrase {
    if code.isEmpty { return Self.notGiven }
    return switch dimension {
    case .unit: units.unit(code)
    case .category: Phrase(verbatim: categories[code] ?? code)
    case .channel: Self.channel(code)
    case .kind: KnownKinds.words(code)
    case .district: code == "other" ? Self.otherPlace : Phrase(verbatim: code)
    }
  }

  /// Stands for an empty code.
  public static let notGiven = Phrase("not given", "未填", "未填")
  private static let otherPlace = Phrase("outside or unreadable", "市外或无法辨认", "市外或無法辨認")

  /// A channel's name; the code itself where none is known.
  public static func channel(_ code: String) -> Phrase {
    channels.first { $0.code.utf8.elementsEqual(code.utf8) }?.words ?? Phrase(verbatim: code)
  }

  private static let channels: [(code: String, words: Phrase)] = [
    ("phone", Phrase("phone", "电话", "電話")), ("web", Phrase("web", "网站", "網站")),
    ("app", Phrase("app", "手机应用", "手機應用")), ("wechat", Phrase("WeChat", "微信", "微信")),
    ("weibo", Phrase("Weibo", "微博", "微博")), ("mobile", Phrase("mobile web", "移动端", "行動版")),
    ("e-mail", Phrase("e-mail", "电子邮件", "電子郵件")), ("letter", Phrase("letter", "信函", "信函")),
    ("kiosk", Phrase("kiosk", "自助终端", "自助機")), ("sms", Phrase("text message", "短信", "簡訊")),
    ("counter", Phrase("counter", "柜台", "臨櫃")), ("grid", Phrase("grid", "网格", "網格")),
    ("line-110", Phrase("police line 110", "110 转来", "110 轉來")),
    ("mayors-mailbox", Phrase("mayor's mailbox", "市长信箱", "市長信箱")),
    ("volunteer-patrol", Phrase("volunteer patrol", "志愿巡查", "志工巡查")),
    ("sign-language-video", Phrase("sign language video", "手语视频", "手語視訊")),
  ]
}
