public import Hotline
import Wire

/// 主动服务: what the hotline did beside tickets. Everything is `nil` or empty when the log has no event of it.
public struct OutreachSummary: Sendable {
  /// 外拨关怀: care calls by target group; empty for none.
  public let care: [Care]
  /// Townships that care calls went to, in the order of their codes, and how many of the calls reached somebody.
  public let careTownships: [(code: String, reached: Rate)]
  /// 走访企业: visits to firms; `nil` for none.
  public let enterprise: Enterprise?
  /// 企业诉求: tickets of the kind `enterprise-demand`; `nil` when the log has none.
  public let enterpriseCases: Int64?
  /// 舆情: texts by keyword set; empty for none.
  public let sentiment: [Tone]
  /// 质检: points of judged calls; `nil` for none.
  public let quality: Quality?
  /// 志愿巡查: patrols by finding.
  public let patrols: ShareTable
  /// 专报: special reports by topic.
  public let reports: ShareTable
  /// 临柜服务: citizens served at counters, by service.
  public let counter: ShareTable
  /// 原热线: matters that came by merged lines, by line.
  public let legacyLines: ShareTable

  /// Care calls to one group.
  public struct Care: Hashable, Sendable {
    /// Code of the group.
    public let group: String
    /// How many of the calls reached somebody.
    public let reached: Rate
    /// How many found a need of help.
    public let needsHelp: Int64
  }

  /// Visits to firms.
  public struct Enterprise: Hashable, Sendable {
    /// Visits.
    public let visits: Int64
    /// Firms.
    public let firms: Int
    /// Demands raised.
    public let demands: Int64
    /// Demands per visit.
    public let demandsPerVisit: ExactNumber
    /// Tickets that the visits name as following the demands up.
    public let followUps: Int64
  }

  /// Tones that a keyword set found.
  public struct Tone: Hashable, Sendable {
    /// Id and version of the keyword set.
    public let keywordSet: String
    /// Texts found positive.
    public let positive: Int64
    /// Texts found neutral.
    public let neutral: Int64
    /// Texts found negative.
    public let negative: Int64
    /// Texts.
    public var total: Int64 { positive + neutral + negative }
  }

  /// Points of judged calls, 0 to 100.
  public struct Quality: Hashable, Sendable {
    /// Calls judged.
    public let calls: Int64
    /// Mean.
    public let mean: ExactNumber
    /// Lowest.
    public let lowest: Int64
    /// Highest.
    public let highest: Int64
  }

  init(_ cells: CityCells, _ days: ClosedRange<Int64>, enterpriseCases: Int64?) {
    let help = ShareTable(cells.sums(.careHelp, days))
    care = cells.sums(.careCall, days).map {
      Care(
        group: $0.text, reached: Rate($0.cell.quantity, of: $0.cell.count),
        needsHelp: help.count($0.text))
    }
    careTownships = cells.sums(.careTownship, days).map {
      (code: $0.text, reached: Rate($0.cell.quantity, of: $0.cell.count))
    }
    let followUps = cells.total(.enterpriseFollowUp, days)?.quantity ?? 0
    enterprise = Enterprise(cells.sums(.enterpriseVisit, days), followUps: followUps)
    self.enterpriseCases = enterpriseCases
    sentiment = Tone.all(cells, days)
    quality = Quality(cells.sums(.quality, days))
    patrols = ShareTable(cells.sums(.patrol, days))
    reports = ShareTable(cells.sums(.specialReport, days))
    counter = ShareTable(cells.sums(.counter, days))
    legacyLines = ShareTable(cells.sums(.legacyIntake, days))
  }
}

extension OutreachSummary.Enterprise {
  fileprivate init?(_ sums: [CityCells.Sum], followUps: Int64) {
    self.followUps = followUps
    visits = sums.reduce(Int64(0)) { $0 + $1.cell.count }
    firms = sums.count
    demands = sums.reduce(Int64(0)) { $0.addingClamped($1.cell.quantity) }
    guard let mean = try? ExactNumber(Int128(demands), over: Int128(visits)) else { return nil }
    demandsPerVisit = mean
  }
}

extension OutreachSummary.Tone {
  fileprivate static func all(_ cells: CityCells, _ days: ClosedRange<Int64>) -> [Self] {
    let tones = [CityTopic.sentimentPositive, .sentimentNeutral, .sentimentNegative].map {
      cells.sums($0, days)
    }
    let tables = tones.map { ShareTable($0) }
    // Each set once, in the order of names.
    let sets = ShareTable(tones.flatMap { $0 }).rows.map(\.code)
    return sets.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
      Self(
        keywordSet: name, positive: tables[0].count(name), neutral: tables[1].count(name),
        negative: tables[2].count(name))
    }
  }
}

extension OutreachSummary.Quality {
  fileprivate init?(_ sums: [CityCells.Sum]) {
    let points = sums.compactMap { sum in
      Int64(sum.text).map { (points: $0, count: sum.cell.count) }
    }
    let total = points.reduce(Int128(0)) { $0 + Int128($1.points) * Int128($1.count) }
    calls = points.reduce(0) { $0 + $1.count }
    guard let lowest = points.map(\.points).min(), let highest = points.map(\.points).max(),
      let mean = try? ExactNumber(total, over: Int128(calls))
    else { return nil }
    self.mean = mean
    self.lowest = lowest
    self.highest = highest
  }
}
