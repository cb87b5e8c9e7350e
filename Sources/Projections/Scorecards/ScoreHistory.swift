public import EventStore
import Hotline
public import Wire

/// 时点存档: a view of the log with marks of its past, so that a moment is folded from the mark before it.
///
/// Marks hold their accounts packed, or leave them to the log, and share what did not change between them. There are never more than
/// ``marksMax``: when more come, every second one goes and the distance between them doubles.
public struct ScoreHistory: Sendable {
  /// Most marks that are kept.
  public static let marksMax = 48

  private struct Mark: Sendable {
    let position: Position
    /// When the latest event up to it was recorded.
    let recordedAt: Instant?
    let view: ScoreView
  }

  private var view: ScoreView
  private var position = Position.start
  private var recordedAt: Instant?
  private var marks: [Mark] = []
  private var archive = AccountShelf()
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
    marks = [Mark(position: .start, recordedAt: nil, view: view)]
  }

  /// Takes what the log has more than was known.
  /// - Throws: ``EventStore/LogError``.
  public mutating func catchUp(_ log: any EventLog) throws {
    let source = AccountSource(log)
    view.ledger.accounts.source = source
    archive.source = source
    while !isAtItsEnd {
      let limit = distance - sinceMark
      let followed = try log.withSnapshot { snapshot in
        try view.follow(snapshot, after: position, limit: limit)
      }
      if followed.events == 0 { return }
      do {
        view = try view.judgedByLatestRules()
      } catch is ScoreError {
        isAtItsEnd = true
        return
      }
      position = followed.position
      recordedAt = [recordedAt, followed.recordedAt].compactMap(\.self).max()
      sinceMark += followed.events
      for number in followed.changed {
        archive.keep(from: view.ledger.accounts, at: number)
      }
      if sinceMark >= distance { mark() }
    }
  }

  private mutating func mark() {
    sinceMark = 0
    marks.append(
      Mark(position: position, recordedAt: recordedAt, view: view.holding(archive)))
    guard marks.count > Self.marksMax else { return }
    marks = marks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    distance *= 2
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
    let mark = marks.last { $0.recordedAt.map { $0 <= moment } ?? true }
    guard let mark else { throw ScoreError.emptyLog }
    var view = mark.view
    _ = try log.withSnapshot { snapshot in
      try view.follow(snapshot, after: mark.position, asOf: moment)
    }
    return view
  }

  /// The accounts of a log that ended with an event.
  /// - Throws: ``EventStore/LogError``.
  public func ledger(upTo position: Position, _ log: any EventLog) throws -> ScoreLedger {
    let mark = marks.last { $0.position <= position } ?? marks[0]
    var view = mark.view
    let limit = Int(clamping: position.rawValue - mark.position.rawValue)
    _ = try log.withSnapshot { snapshot in
      try view.follow(snapshot, after: mark.position, limit: limit)
    }
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
