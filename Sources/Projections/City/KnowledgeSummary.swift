import Wire

/// 知识库: the answers at hand at the end of a period, how they were used, and how stale they are.
public struct KnowledgeSummary: Hashable, Sendable {
  /// Items at hand.
  public let items: Int64
  /// Of these published, or published anew, during the period.
  public let updated: Int64
  /// Items retired during the period.
  public let retired: Int64
  /// Items at hand that nobody confirmed for ``staleDays``.
  public let stale: Rate
  /// Items at hand whose day of review has passed.
  public let pastReview: Rate
  /// These items, the longest overdue first.
  public let overdue: [String]
  /// Answers of the period that name an item.
  public let answersWithItem: Int64
  /// Answers of the period that name none.
  public let answersFree: Int64
  /// Items named in answers of the period, most used first.
  public let used: ShareTable

  /// Most items that are listed as most used, or as longest overdue.
  public static let listMax = 20

  /// Days after which an item that nobody published anew counts as stale.
  public static let staleDays: Int64 = 365

  /// The knowledge base as of a period, or `nil` when the log has no item and no answer.
  init?(_ city: CityLedger, _ span: Range<Instant>, _ days: ClosedRange<Int64>) {
    var newest: [String: CityLedger.KnowledgeChange] = [:]
    var retired: Int64 = 0
    for change in city.knowledge where change.at < span.upperBound {
      newest[change.item] = change
      if change.isRetired, span.contains(change.at) { retired += 1 }
    }
    let answers = ShareTable(city.cells.sums(.knowledgeAnswer, days))
    guard !newest.isEmpty || answers.total > 0 else { return nil }
    let end = span.upperBound.microseconds
    var (items, updated, stale, late): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    var overdue: [(reviewBy: Instant, item: String)] = []
    // Counted, and put in order after, so that the order of the items does not matter.
    for change in newest.values where !change.isRetired {
      items += 1
      if span.contains(change.at) { updated += 1 }
      let age = end.subtractingClamped(change.at.microseconds)
      if age > Self.staleDays * CallWindow.length { stale += 1 }
      guard let reviewBy = change.reviewBy, reviewBy < span.upperBound else { continue }
      late += 1
      overdue.append((reviewBy, change.item))
    }
    self.overdue = overdue.sorted {
      $0.reviewBy == $1.reviewBy
        ? $0.item.utf8.lexicographicallyPrecedes($1.item.utf8) : $0.reviewBy < $1.reviewBy
    }.map(\.item)
    self.items = items
    self.updated = updated
    self.retired = retired
    self.stale = Rate(stale, of: items)
    pastReview = Rate(late, of: items)
    answersFree = answers.count("")
    answersWithItem = answers.total - answersFree
    var named: [String: Int64] = [:]
    for row in answers.rows where !row.code.isEmpty { named[row.code] = row.count }
    used = ShareTable(named)
  }
}
