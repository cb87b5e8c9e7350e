public import EventStore
public import Hotline
public import Wire

/// 工单列表: a page of the tickets that a question asks for, with how many there are in all.
public struct CaseList: Sendable {
  /// What was asked.
  public let question: CaseQuestion
  /// From which point of view.
  public let point: Viewpoint
  /// The moment by which limits and hands are judged.
  public let now: Instant
  /// Size of the log that it rests on.
  public let position: Position
  /// How many cases the log held.
  public let caseCount: Int
  /// How many tickets pass.
  public let total: Int
  /// How many rows come before this page.
  public let offset: Int
  /// The rows of this page.
  public let rows: [CaseRow]
  /// Where the next page begins; `nil` on the last.
  public let next: CaseCursor?

  /// A page of a list.
  ///
  /// - Parameters:
  ///   - question: which tickets, in which order, and which page.
  ///   - ledger: the log as the point of view shows it; for a further page up to the cursor's position.
  ///   - point: the point of view.
  ///   - now: the moment of the question; a cursor's own moment counts instead.
  /// - Throws: ``CaseListError``, ``EventStore/LogError``.
  /// - Complexity: O(cases).
  public init(
    _ question: CaseQuestion, _ ledger: ScoreLedger, at point: Viewpoint, now: Instant
  ) throws {
    let now = question.after?.now ?? now
    let mark = question.mark(point)
    if let after = question.after {
      guard after.mark == mark, after.position.rawValue == ledger.events else {
        throw CaseListError.badCursor(after.text)
      }
    }
    let filter = try question.filter(ledger)
    let (survey, passing) = try filter.search(ledger, by: question.sort, at: now)
    try survey.check(at: now)
    var found = passing
    found.sort { left, right in
      guard left.value != right.value else { return left.number < right.number }
      guard let first = left.value, let second = right.value else { return right.value == nil }
      return question.sort.isDescending ? first > second : first < second
    }
    let offset = min(question.after?.offset ?? 0, found.count)
    let page = found[offset...].prefix(question.limit)
    let reference = CaseReference(ledger.reference)
    rows = try page.compactMap { item in
      try ledger.account(item.number).map { CaseRow($0, at: now, reference) }
    }
    self.question = question
    self.point = point
    self.now = now
    position = Position(ledger.events)
    caseCount = survey.count
    total = found.count
    self.offset = offset
    next =
      page.endIndex < found.endIndex
      ? CaseCursor(position: position, now: now, offset: page.endIndex, mark: mark) : nil
  }

  /// That no ticket passes.
  public static let nothing = Phrase(
    "no case meets these conditions", "没有符合条件的工单", "沒有符合條件的案件")
}
