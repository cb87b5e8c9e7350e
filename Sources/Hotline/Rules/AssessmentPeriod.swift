/// 考核周期: A period for which scores are made.
///
/// Source: Weihai: monthly to yearly; assessment years from November.
public struct AssessmentPeriod: WireMessage {
  /// 周期: month, quarter, half or year.
  public var kind: PeriodKind?
  /// 起始月: month in which the year of this period begins, 1 to 12.
  public var firstMonth: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "AssessmentPeriod", Phrase("assessment period", "考核周期", "考核週期"),
    "A period for which scores are made.",
    fields: [
      .word(
        1, "kind", { $1(&$0.kind) }, Phrase("kind", "周期", "週期"),
        "Month, quarter, half or year."),
      .number(
        2, "firstMonth", { $1(&$0.firstMonth) }, Phrase("first month", "起始月", "起始月"),
        "Month in which the year of this period begins, 1 to 12."),
    ])
}
