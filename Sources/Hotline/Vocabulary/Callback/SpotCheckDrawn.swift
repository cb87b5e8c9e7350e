/// 抽查抽取: A sample of closed tickets was drawn; anyone can draw it again.
///
/// Source: Taipei: 研考會.
public struct SpotCheckDrawn: EventPayload {
  /// 抽查编号: number of the sample.
  public var check: String = ""
  /// 总体位置: log position that bounds the population.
  public var position: UInt64 = 0
  /// 随机种子: seed of the draw.
  public var seed: UInt64 = 0
  /// 算法: name and version of the algorithm.
  public var algorithm: String = ""
  /// 样本: the drawn cases.
  public var cases: [String] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family callback.
  public static let family = EventFamily.callback
  /// Where the event comes from.
  public static let source = "Taipei: 研考會"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SpotCheckDrawn", Phrase("spot check drawn", "抽查抽取", "抽查抽樣"),
    "A sample of closed tickets was drawn; anyone can draw it again.",
    fields: [
      .text(
        1, "check", { $1(&$0.check) }, Phrase("check", "抽查编号", "抽查編號"),
        "Number of the sample."),
      .number(
        2, "position", { $1(&$0.position) }, Phrase("population", "总体位置", "母體位置"),
        "Log position that bounds the population."),
      .number(
        3, "seed", { $1(&$0.seed) }, Phrase("seed", "随机种子", "隨機種子"),
        "Seed of the draw."),
      .text(
        4, "algorithm", { $1(&$0.algorithm) }, Phrase("algorithm", "算法", "演算法"),
        "Name and version of the algorithm."),
      .texts(
        5, "cases", { $1(&$0.cases) }, Phrase("cases", "样本", "樣本"),
        "The drawn cases."),
    ])
}
