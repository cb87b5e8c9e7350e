public import Hotline

/// 同比、环比: how a figure differs from that of the previous period or of the year before.
///
/// The difference is taken between the exact values and rounded once when printed, so it may differ by one in the
/// last digit from the difference of the two printed figures.
public enum Change: Hashable, Sendable {
  /// Both periods have a figure.
  case known(Difference)
  /// There is no figure now.
  case noDataNow
  /// There was no figure then.
  case noDataBefore
  /// There is no figure for either.
  case noData

  /// What two figures differ by.
  public struct Difference: Hashable, Sendable {
    /// Now minus before, in the figure's own unit: points, percentage points, hours, tickets.
    public let amount: ExactNumber
    /// Growth in percent of the figure before, or `nil` when that was not positive.
    public let growth: ExactNumber?
  }

  /// Compares two figures of one unit; `nil` for one without data.
  /// - Throws: ``Hotline/NumberError/overflow``.
  public init(from before: ExactNumber?, to now: ExactNumber?) throws(NumberError) {
    switch (before, now) {
    case (nil, nil): self = .noData
    case (nil, _?): self = .noDataBefore
    case (_?, nil): self = .noDataNow
    case (let before?, let now?):
      let amount = try now - before
      self = .known(
        Difference(
          amount: amount, growth: before > .zero ? try amount * .hundred / before : nil))
    }
  }

  /// Compares two rates, in percentage points.
  /// - Throws: ``Hotline/NumberError/overflow``.
  public init(from before: Rate, to now: Rate) throws(NumberError) {
    try self.init(from: before.percent, to: now.percent)
  }

  /// The amount with its sign, such as `+1.25`, `-0.40` or `0.00`; why there is none, in words.
  public func text(_ rounding: Rounding = .twoDigits, _ language: Language) -> String {
    switch self {
    case .known(let difference): Self.signed(difference.amount, rounding)
    case .noDataNow: Phrase("no data now", "本期无数据", "本期無資料")(language)
    case .noDataBefore: Phrase("no data before", "对比期无数据", "對比期無資料")(language)
    case .noData: Phrase("no data", "无数据", "無資料")(language)
    }
  }

  /// A number with `+` before it when it prints as more than zero.
  public static func signed(_ number: ExactNumber, _ rounding: Rounding) -> String {
    let text = number.text(rounding)
    let isNothing = text.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
    return number > .zero && !isNothing ? "+" + text : text
  }
}
