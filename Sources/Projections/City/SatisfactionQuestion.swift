/// 满意度口径: a word after `by` of a question about satisfaction.
public enum SatisfactionWord: String, CaseIterable, Sendable {
  /// Divided by unit, category, channel, district, or kind of matter.
  case unit, category, channel, district, kind
  /// As it became known, or as it happened.
  case recorded, occurred
}

/// 满意度查询: by what satisfaction is divided, and in which order events count.
public struct SatisfactionQuestion: Hashable, Sendable {
  /// By what.
  public var dimension = ScoreCube.Dimension.unit
  /// In which order.
  public var order = CaseOrder.recorded

  /// By unit, as it became known.
  public init() {}

  /// What some words ask for; `nil` when two of them are of one kind.
  public init?(_ words: [SatisfactionWord]) {
    let dimensions = words.compactMap { ScoreCube.Dimension(rawValue: $0.rawValue) }
    let orders = words.compactMap { CaseOrder(rawValue: $0.rawValue) }
    guard dimensions.count < 2, orders.count < 2 else { return nil }
    if let dimension = dimensions.first { self.dimension = dimension }
    if let order = orders.first { self.order = order }
  }
}
