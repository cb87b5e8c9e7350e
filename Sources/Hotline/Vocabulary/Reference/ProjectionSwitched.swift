/// 投影换版: From here on figures are computed by another version of the fold, and somebody answers for it.
///
/// Source: design.md 4: a new version is built beside the old one, compared, then switched to.
public struct ProjectionSwitched: EventPayload {
  /// 投影: its name, such as scores.
  public var projection: String = ""
  /// 原版本: version that answered before.
  public var fromVersion: UInt64 = 0
  /// 新版本: version that answers from here on.
  public var toVersion: UInt64 = 0
  /// 日志长度: events in the log that both versions were computed from.
  public var treeSize: UInt64 = 0
  /// 树根: RFC 6962 root at that size.
  public var root: [UInt8] = []
  /// 参数: parameters of the comparison, as canonical JSON.
  public var parameters: String = ""
  /// 原结果摘要: SHA-256 of every figure by the old version.
  public var digestBefore: [UInt8] = []
  /// 新结果摘要: SHA-256 of every figure by the new version.
  public var digestAfter: [UInt8] = []
  /// 差异数: how many figures differ.
  public var differing: UInt64 = 0
  /// 差异: the figures that differ, as canonical JSON; the first ones where they are too many.
  public var difference: String = ""
  /// 差异摘要: SHA-256 of the whole difference.
  public var differenceDigest: [UInt8] = []
  /// 理由: why the version changes.
  public var reason: String = ""
  /// 签批人: code of the person or office that signed.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "figures that enter reviews change only openly; evidence.md 1"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ProjectionSwitched", Phrase("projection switched", "投影换版", "投影換版"),
    "From here on figures are computed by another version of the fold, and somebody answers for it.",
    fields: [
      .text(
        1, "projection", { $1(&$0.projection) }, Phrase("projection", "投影", "投影"),
        "Its name, such as scores."),
      .number(
        2, "fromVersion", { $1(&$0.fromVersion) }, Phrase("from version", "原版本", "原版本"),
        "Version that answered before."),
      .number(
        3, "toVersion", { $1(&$0.toVersion) }, Phrase("to version", "新版本", "新版本"),
        "Version that answers from here on."),
      .number(
        4, "treeSize", { $1(&$0.treeSize) }, Phrase("tree size", "日志长度", "日誌長度"),
        "Events in the log that both versions were computed from."),
      .bytes(
        5, "root", { $1(&$0.root) }, Phrase("root", "树根", "樹根"),
        "RFC 6962 root at that size."),
      .text(
        6, "parameters", { $1(&$0.parameters) }, Phrase("parameters", "参数", "參數"),
        "Parameters of the comparison, as canonical JSON."),
      .bytes(
        7, "digestBefore", { $1(&$0.digestBefore) }, Phrase("old digest", "原结果摘要", "原結果摘要"),
        "SHA-256 of every figure by the old version."),
      .bytes(
        8, "digestAfter", { $1(&$0.digestAfter) }, Phrase("new digest", "新结果摘要", "新結果摘要"),
        "SHA-256 of every figure by the new version."),
      .number(
        9, "differing", { $1(&$0.differing) }, Phrase("differing figures", "差异数", "差異數"),
        "How many figures differ."),
      .text(
        10, "difference", { $1(&$0.difference) }, Phrase("difference", "差异", "差異"),
        "The figures that differ, as canonical JSON; the first ones where they are too many."),
      .bytes(
        11, "differenceDigest", { $1(&$0.differenceDigest) },
        Phrase("digest of the difference", "差异摘要", "差異摘要"),
        "SHA-256 of the whole difference."),
      .text(
        12, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Why the version changes."),
      .text(
        13, "authority", { $1(&$0.authority) }, Phrase("signed by", "签批人", "簽核人"),
        "Code of the person or office that signed."),
    ])
}
