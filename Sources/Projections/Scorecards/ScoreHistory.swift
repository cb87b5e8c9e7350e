public import EventStore
import Hotline
public import Wire

/// 时点存档: a view of the log with marks of its past, so that a moment is folded from the mark before it.
///
/// Marks share the sums that did not change between them. Of the accounts a mark keeps what the next one replaced; every
/// ``shelvesEvery``th has them all. There are never more than ``marksMax``: when more come, every second one goes and the distance
/// between them doubles.
public struct ScoreHistory: Sendable {
  /// Most marks that are kept.
  public static let marksMax = 48
  /// Among how many marks one has all accounts.
  static let shelvesEvery = 8

  private struct Mark: Sendable {
    let position: Position
    /// When the latest event up to it was recorded.
    let recordedAt: Instant?
    /// The view without its accounts.
    let view: ScoreView
    /// Numbers of streams and names in the briefs of its accounts.
    let count: Int
    let names: BriefNames
    /// Its accounts, where it has them all.
    var shelf: AccountShelf?
    /// What the accounts were that changed before the next mark: of one that changed again, the first is what it was here.
    var replaced: [(StreamNumber, AccountShelf.Slot)] = []
  }

  private var view: ScoreView
  private var position = Position.start
  private var recordedAt: Instant?
  private var marks: [Mark] = []
  private var distance: Int
  private var sinceMark = 0
  /// Whether it ends before the log does, at rules or a version that this program cannot use; questions of later
  /// moments say so, those of earlier ones are answered.
  private var isAtItsEnd = false

  /// The history of an empty log.
  /// - Parameter distance: events between marks at first.
  /// - Throws: ``ScoreError``, which an empty ledger never gives.
  public init(distance: Int = 8_192) throws {
    self.distance = max(1, distance)
    view = try ScoreView(ScoreLedger(), rules: nil, now: Instant(microseconds: 0))
    mark()
  }

  /// Takes what the log has more than was known.
  /// - Parameter last: the last event that is taken.
  /// - Throws: ``EventStore/LogError``.
  public mutating func catchUp(_ log: any EventLog, upTo last: Position = .end) throws {
    view.ledger.accounts.source = AccountSource(log)
    let last = min(last, log.head)
    let ahead = Int(clamping: last.rawValue - min(position, last).rawValue)
    if marks.count == 1 { distance = max(distance, ahead / Self.marksMax + 1) }
    while !isAtItsEnd {
      let end = min(last, Position(position.rawValue + UInt64(distance - sinceMark)))
      let before = view.ledger.accounts
      let followed = try Self.extend(&view, after: position, log, upTo: end)
      if followed.events == 0 { return }
      keepReplaced(followed.changed, before)
      do {
        view = try view.judgedByLatestRules()
      } catch is ScoreError {
        isAtItsEnd = true
        return
      }
      position = followed.position
      recordedAt = [recordedAt, followed.recordedAt].compactMap(\.self).max()
      sinceMark += followed.events
      for number in followed.changed { view.ledger.accounts.putAway(number) }
      if sinceMark >= distance { mark() }
    }
  }

  /// Keeps of accounts that changed what they were at the last mark.
  private mutating func keepReplaced(_ changed: [StreamNumber], _ before: AccountShelf) {
    let last = marks.count - 1
    for number in changed where number.rawValue < UInt64(marks[last].count) {
      guard let slot = before.slot(number) else { continue }
      marks[last].replaced.append((number, slot))
    }
  }

  private mutating func mark() {
    sinceMark = 0
    let accounts = view.ledger.accounts
    marks.append(
      Mark(
        position: position, recordedAt: recordedAt, view: view.holding(AccountShelf()),
        count: accounts.count, names: accounts.names,
        shelf: marks.count % Self.shelvesEvery == 0 ? accounts : nil))
    if marks.count > Self.marksMax { thin() }
  }

  /// Lets every second mark go.
  private mutating func thin() {
    var kept: [Mark] = []
    for (index, mark) in marks.enumerated() {
      if index % 2 == 1 {
        kept[kept.count - 1].replaced += mark.replaced
        continue
      }
      kept.append(mark)
      if (kept.count - 1) % Self.shelvesEvery != 0 { kept[kept.count - 1].shelf = nil }
    }
    marks = kept
    distance *= 2
  }

  /// The view at a mark, with its accounts.
  private func view(at index: Int) -> ScoreView {
    let next = marks[index...].firstIndex { $0.shelf != nil }
    var accounts = next.flatMap { marks[$0].shelf } ?? view.ledger.accounts
    accounts.source = view.ledger.accounts.source
    let later = marks[index..<(next ?? marks.count)].reversed()
    accounts.put(later.lazy.flatMap { $0.replaced.reversed() })
    accounts.truncate(to: marks[index].count)
    accounts.names = marks[index].names
    return marks[index].view.holding(accounts)
  }

  /// The view of a moment, by the rules that were adopted last then.
  /// - Throws: ``EventStore/LogError``, ``ScoreError``.
  public func view(asOf moment: Instant, _ log: any EventLog) throws -> ScoreView {
    try known(asOf: moment, log).judgedByLatestRules()
  }

  /// The accounts of a moment, whatever rules were adopted then.
  /// - Throws: ``EventStore/LogError``, ``ScoreError``.
  public func ledger(asOf moment: Instant, _ log: any EventLog) throws -> ScoreLedger {
    try known(asOf: moment, log).ledger
  }

  private func known(asOf moment: Instant, _ log: any EventLog) throws -> ScoreView {
    // Times of recording may stand still but never go back; the latest is kept all the same.
    let index = marks.lastIndex { $0.recordedAt.map { $0 <= moment } ?? true }
    guard let index else { throw ScoreError.emptyLog }
    var view = view(at: index)
    _ = try Self.extend(&view, after: marks[index].position, log, asOf: moment)
    return view
  }

  private static func extend(
    _ view: inout ScoreView, after position: Position, _ log: any EventLog, asOf: Instant? = nil,
    upTo end: Position = .end
  ) throws -> ScoreView.Followed {
    let fold = LogFold(log, asOf: asOf, upTo: end, threads: 2, progress: { _ in })
    return try fold.extend(&view, after: position)
  }

  /// The accounts of a log that ended with an event.
  /// - Throws: ``EventStore/LogError``.
  public func ledger(upTo position: Position, _ log: any EventLog) throws -> ScoreLedger {
    let index = marks.lastIndex { $0.position <= position } ?? 0
    var view = view(at: index)
    _ = try Self.extend(&view, after: marks[index].position, log, upTo: position)
    return view.ledger
  }

  /// Up to which event the history is known.
  public var end: Position { position }
}

extension ScoreView {
  /// The view by the rules that its ledger adopted last and the version that was signed last; itself when it is by those.
  /// - Throws: ``ScoreError``, ``EventStore/LogError``.
  public func judgedByLatestRules() throws -> ScoreView {
    let latest = ledger.reference.latestAdoption(for: basis)
    if latest == judgedAt { return self }
    return try ScoreView(ledger, rules: nil, now: basis.now, signals: signals != nil)
  }
}

extension ReferenceData {
  /// The latest rule set, calendar or sign-off of a version, and where formulas divide the units, the latest change of
  /// those: what was recorded before it is judged anew by it.
  func latestAdoption(for basis: ScoreBasis) -> Position {
    let units = basis.formulas.count > 1 ? unitChanges.last?.position : nil
    return [ruleSets.last?.position, calendars.last?.position, switches.last?.position, units]
      .compactMap(\.self).max() ?? .start
  }
}
