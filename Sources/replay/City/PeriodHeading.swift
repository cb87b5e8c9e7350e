import EventStore
import Projections

/// What stands above every table of a period.
struct PeriodHeading {
  let period: ScorePeriod
  let now: Instant
  /// Rule set and version; empty for none.
  let rules: String
  /// Version of the figures.
  let version: UInt64
  let isPartial: Bool

  func lines(_ title: String, _ layout: Layout) -> [String] {
    let days = period.days
    var lines = [
      layout.paint("\(title) \(period) (\(days.first) – \(days.last))", .heading)
    ]
    lines.append(layout.paint(basis(layout), .label))
    if isPartial {
      let words = layout(
        "the period had not ended then: its figures may still change", "当时周期尚未结束，数字仍可能变化",
        "當時週期尚未結束，數字仍可能變化")
      lines.append(layout.paint(words, .caution))
    }
    return lines
  }

  /// By which rules and version, and as of which moment.
  func basis(_ layout: Layout) -> String {
    let judged =
      rules.isEmpty
      ? layout("no rules adopted", "未采用规则", "未採用規則")
      : layout("rules", "规则", "規則") + " \(rules)"
    let known = layout("as known at", "查询时点", "查詢時點") + " \(WallClock.text(now))"
    return "\(judged) · \(ScoreVersion.name(version)) · \(known)"
  }
}

extension PeriodHeading {
  init(view: ScoreView, period: ScorePeriod, now: Instant) {
    self.init(
      period: period, now: now,
      rules: view.basis.book.map { "\($0.rules.id)@\($0.rules.version)" } ?? "",
      version: view.basis.version.number, isPartial: now < period.finish(offset: view.basis.offset))
  }
}
