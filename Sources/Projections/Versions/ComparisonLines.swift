public import Hotline

/// A comparison of two versions, line by line, for people.
public enum ComparisonLines {
  /// What was compared, both digests, and each figure that differs.
  public static func of(_ comparison: VersionComparison, _ language: Language) -> [String] {
    let count = comparison.differences.count
    var lines = [
      Phrase(
        "version \(comparison.from) beside version \(comparison.to), log position \(comparison.position), "
          + "rules \(comparison.rules)",
        "第 \(comparison.from) 版与第 \(comparison.to) 版对照，日志位置 \(comparison.position)，规则 \(comparison.rules)",
        "第 \(comparison.from) 版與第 \(comparison.to) 版對照，日誌位置 \(comparison.position)，規則 \(comparison.rules)"
      )(language),
      "\(comparison.from): \(comparison.digestBefore.hex)",
      "\(comparison.to): \(comparison.digestAfter.hex)",
      Phrase(
        "\(count) of \(comparison.compared) figures differ",
        "\(comparison.compared) 项数字中有 \(count) 项不同",
        "\(comparison.compared) 項數字中有 \(count) 項不同")(language),
    ]
    for one in comparison.differences {
      let unit = one.unit.isEmpty ? Phrase("all units", "全部单位", "全部機關")(language) : one.unit
      let none = Phrase("no data", "无数据", "無資料")(language)
      let title = MeasureDefinition.of(one.measure).title(language)
      let change = one.change.map { " (\($0))" } ?? ""
      lines.append(
        "\(one.period) · \(unit) · \(title): \(one.before ?? none) → \(one.after ?? none)\(change)")
    }
    return lines
  }
}
