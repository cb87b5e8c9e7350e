import EventStore
import Hotline
import Wire

/// What a board is made from: the ledger, the rules, the moment, and the unit asked for; of a view, also what it keeps.
struct BoardQuestion {
  let ledger: ScoreLedger
  let basis: ScoreBasis
  /// Code of the only unit to show; `nil` for all.
  let unit: String?
  let names: CaseNames
  private let kept: SignalSums?
  private let titles = TitleShelf()

  var now: Instant { basis.now }

  init(_ ledger: ScoreLedger, _ basis: ScoreBasis, unit: String?) throws(BoardError) {
    try self.init(
      ledger, basis, CaseReference(ledger.reference).names, signals: nil, unit: unit)
  }

  init(_ view: ScoreView, at now: Instant, unit: String?) throws(BoardError) {
    try self.init(
      view.ledger, view.basis.asked(at: now), view.units.names, signals: view.signals, unit: unit)
  }

  private init(
    _ ledger: ScoreLedger, _ basis: ScoreBasis, _ names: CaseNames, signals: SignalSums?,
    unit: String?
  ) throws(BoardError) {
    self.ledger = ledger
    self.basis = basis
    self.names = names
    kept = signals
    self.unit = try unit.map { text throws(BoardError) in try Self.code(of: text, ledger) }
  }

  private static func code(
    of text: String, _ ledger: ScoreLedger
  ) throws(BoardError) -> String {
    switch ledger.unitCode(text) {
    case .found(let code): return code
    case .unknown(let known): throw .unknownUnit(text, known: known)
    }
  }

  /// The signals of every ticket, counted anew where they are not kept.
  func signals() throws -> SignalSums {
    try kept ?? SignalSums(ledger, by: basis)
  }

  /// Whether a row that concerns these units is asked for.
  func wants(_ units: String...) -> Bool {
    guard let unit else { return true }
    return units.contains { $0.hasSameBytes(as: unit) }
  }

  func cell(unit code: String) -> BoardCell {
    code.isEmpty ? .none : .unit(code, names.unit(code))
  }

  /// The name of the rule that gave a due date; the act that must happen where the log has no such rule.
  func title(of due: DueDate) -> BoardCell {
    titles.title(of: due) {
      let rules = ledger.reference.ruleSet(due.ruleSet, version: due.ruleVersion)?.content.rules
      let rule = rules?.clocks.first { due.ruleID == $0.id }
      return (rule?.title?.words ?? due.end?.words).map { .words($0) } ?? .none
    }
  }

  /// Time by the wall clock since an instant.
  func elapsed(since start: Instant) -> BoardCell {
    .duration(max(0, now.microseconds.subtractingClamped(start.microseconds)))
  }

  /// Office hours since an instant, where a calendar covers them.
  func workingTime(since start: Instant) -> BoardCell {
    guard let convention = basis.convention,
      let time = basis.workingTime(from: start, to: now)
    else { return .none }
    let day = convention.opening.intervals.reduce(0) { $0 + Int64($1.closes - $1.opens) }
    return .workingTime(time / 1_000_000, perDay: day)
  }
}

/// Titles of due dates that were looked up for one board: its rows have the same few.
private final class TitleShelf {
  private struct Key: Hashable {
    let ruleSet: String
    let ruleVersion: UInt64
    let ruleID: Substring
    let end: ClockEnd?
  }

  private var known: [Key: BoardCell] = [:]

  func title(of due: DueDate, _ make: () -> BoardCell) -> BoardCell {
    let key = Key(
      ruleSet: due.ruleSet, ruleVersion: UInt64(due.ruleVersion), ruleID: due.ruleID, end: due.end)
    if let title = known[key] { return title }
    let title = make()
    known[key] = title
    return title
  }
}

extension TicketAccount {
  /// Whether somebody must still act.
  var isOpen: Bool { Self.isOpen(state.step) }

  /// Whether somebody must still act at a step.
  static func isOpen(_ step: TicketStep?) -> Bool { StepSet.open.contains(step) }

  /// Code of the unit in whose hands it is; the lead when nobody's.
  var holder: String {
    guard let last = state.hands.last, last.until == nil else { return state.lead }
    return last.unit
  }

  /// Where it stands.
  var standing: BoardCell { Self.standing(state.step) }

  /// What a step is called.
  static func standing(_ step: TicketStep?) -> BoardCell {
    step.map { .word($0.name, $0.words) } ?? .none
  }

  /// The latest fact of a kind.
  func last(_ kind: TicketFact.Kind) -> TicketFact? { facts.last { $0.kind == kind } }

  /// Who took part in an act.
  func trace(of fact: TicketFact) -> TicketTrace? {
    traces.first { $0.position == fact.position }
  }
}

extension DueDate {
  /// Whether it limits the completion of the ticket (办结时限), not a step on the way.
  var isForCompletion: Bool {
    switch end {
    case .handled, .resultReported, .answered, .closed: true
    default: false
    }
  }
}

/// A row with what it is sorted by: lower ranks first, then earlier instants, then streams.
struct RankedRow {
  var rank = 0
  var at: Int64
  var stream: String
  var row: Board.Row

  static func sorted(_ rows: [RankedRow]) -> [Board.Row] {
    rows.sorted { left, right in
      if left.rank != right.rank { return left.rank < right.rank }
      if left.at != right.at { return left.at < right.at }
      return left.stream < right.stream
    }.map(\.row)
  }
}

extension Board.Column {
  static let stream = Board.Column("case", "case", "工单", "案件")
  static let unit = Board.Column("unit", "unit", "单位", "機關")
  static let holder = Board.Column("holder", "held by", "现由", "現由").detail
  static let limit = Board.Column("limit", "limit", "时限", "時限").detail
  static let clock = Board.Column("clock", "clock", "时限编号", "時限編號").detail
  static let due = Board.Column("due", "due", "应办时间", "應辦時間")
  static let step = Board.Column("step", "stands", "环节", "環節").detail
}
