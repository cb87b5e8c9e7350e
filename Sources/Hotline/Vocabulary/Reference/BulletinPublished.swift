/// 通报发布: Figures were published; anyone can compute them again.
///
/// Source: Guangzhou: monthly bulletins; evidence.md 1.
public struct BulletinPublished: EventPayload {
  /// 通报编号: its number.
  public var bulletin: String = ""
  /// 周期: such as 2016-H2.
  public var period: String = ""
  /// 规则集: id of the rule set.
  public var ruleSet: String = ""
  /// 规则版本: its version.
  public var ruleVersion: UInt64 = 0
  /// 规则摘要: SHA-256 of the rule set.
  public var rulesDigest: [UInt8] = []
  /// 日志长度: events in the log.
  public var treeSize: UInt64 = 0
  /// 树根: RFC 6962 root at that size.
  public var root: [UInt8] = []
  /// 参数: parameters of the computation, as canonical JSON.
  public var parameters: String = ""
  /// 结果摘要: SHA-256 of the result.
  public var resultDigest: [UInt8] = []
  /// 数字: the figures, as canonical JSON.
  public var figures: String = ""
  /// 文件: files published with it, a line each as `sha256sum` prints them.
  public var files: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "Guangzhou: monthly bulletins; evidence.md 1"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "BulletinPublished", Phrase("bulletin published", "通报发布", "通報發布"),
    "Figures were published; anyone can compute them again.",
    fields: [
      .text(
        1, "bulletin", { $1(&$0.bulletin) }, Phrase("bulletin", "通报编号", "通報編號"),
        "Its number."),
      .text(
        2, "period", { $1(&$0.period) }, Phrase("period", "周期", "週期"),
        "Such as 2016-H2."),
      .text(
        3, "ruleSet", { $1(&$0.ruleSet) }, Phrase("rule set", "规则集", "規則集"),
        "Id of the rule set."),
      .number(
        4, "ruleVersion", { $1(&$0.ruleVersion) }, Phrase("rule version", "规则版本", "規則版本"),
        "Its version."),
      .bytes(
        5, "rulesDigest", { $1(&$0.rulesDigest) }, Phrase("rules digest", "规则摘要", "規則摘要"),
        "SHA-256 of the rule set."),
      .number(
        6, "treeSize", { $1(&$0.treeSize) }, Phrase("tree size", "日志长度", "日誌長度"),
        "Events in the log."),
      .bytes(
        7, "root", { $1(&$0.root) }, Phrase("root", "树根", "樹根"),
        "RFC 6962 root at that size."),
      .text(
        8, "parameters", { $1(&$0.parameters) }, Phrase("parameters", "参数", "參數"),
        "Parameters of the computation, as canonical JSON."),
      .bytes(
        9, "resultDigest", { $1(&$0.resultDigest) }, Phrase("result digest", "结果摘要", "結果摘要"),
        "SHA-256 of the result."),
      .text(
        10, "figures", { $1(&$0.figures) }, Phrase("figures", "数字", "數字"),
        "The figures, as canonical JSON."),
      .text(
        11, "files", { $1(&$0.files) }, Phrase("files", "文件", "檔案"),
        "Files published with it, a line each as sha256sum prints them: SHA-256, two spaces, name."),
    ])
}
