/// 个人信息查阅: Personal values of a case were shown to somebody; recorded before they were.
///
/// It stands in the access log, which has an origin and a tree of its own, in the stream of the case's name. Source: PIPL
/// articles 51 and 54 (a record of who looks), MLPS level 3.
public struct ValuesShown: EventPayload {
  /// 查阅人: code of the person to whom they were shown.
  public var viewer: String = ""
  /// 角色: the role in which the person looked.
  public var role: ViewerRole?
  /// 单位: code of the person's unit.
  public var unit: String = ""
  /// 查阅理由: why, in words without personal data.
  public var purpose: String = ""
  /// 范围: paths of the values that were shown in full or in part.
  public var paths: [String] = []
  /// 截至位置: the case's events up to this position of the hotline's log were shown.
  public var upTo: UInt64 = 0
  /// 途径: the program or address that showed them.
  public var through: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family privacy.
  public static let family = EventFamily.privacy
  /// Where the event comes from.
  public static let source = "PIPL articles 51 and 54; MLPS level 3"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ValuesShown", Phrase("personal values shown", "个人信息查阅", "個人資料查閱"),
    "Personal values of a case were shown to somebody; recorded in the access log before they were.",
    fields: [
      .text(
        1, "viewer", { $1(&$0.viewer) }, Phrase("viewer", "查阅人", "查閱人"),
        "Code of the person to whom they were shown."),
      .word(
        2, "role", { $1(&$0.role) }, Phrase("role", "角色", "角色"),
        "The role in which the person looked."),
      .text(
        3, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the person's unit."),
      .text(
        4, "purpose", { $1(&$0.purpose) }, Phrase("purpose", "查阅理由", "查閱理由"),
        "Why, in words without personal data."),
      .texts(
        5, "paths", { $1(&$0.paths) }, Phrase("paths", "范围", "範圍"),
        "Paths of the values that were shown in full or in part."),
      .number(
        6, "upTo", { $1(&$0.upTo) }, Phrase("up to", "截至位置", "截至位置"),
        "The case's events up to this position of the hotline's log were shown."),
      .text(
        7, "through", { $1(&$0.through) }, Phrase("through", "途径", "途徑"),
        "The program or address that showed them."),
    ])
}
