import EventStore
import Hotline
import Wire

extension CaseFilter {
  /// The cases that pass, with what they are sorted by, and what all cases of the log have.
  ///
  /// Briefs tell nearly everything; only accounts are opened of which the brief does not tell enough.
  /// - Throws: ``EventStore/LogError``.
  func search(
    _ ledger: ScoreLedger, by sort: CaseSort, at now: Instant
  ) throws -> (CaseSurvey, [(value: Int64?, number: StreamNumber)]) {
    let names = ledger.accounts.names
    let briefly = BriefFilter(self, sort, names)
    var survey = CaseSurvey(self, names)
    var found: [(value: Int64?, number: StreamNumber)] = []
    var unclear: [UInt32] = []
    ledger.accounts.forEachBrief(.cases) { number, brief in
      survey.take(brief)
      switch briefly.verdict(brief) {
      case .passes: found.append((sort.value(of: brief), number))
      case .fails: break
      case .unclear: unclear.append(UInt32(clamping: number.rawValue))
      }
    }
    try ledger.forEachCase(unclear) { number, account in
      if passes(account, at: now) { found.append((sort.value(of: account), number)) }
    }
    return (survey, found)
  }
}

/// A filter in the numbers of briefs.
private struct BriefFilter {
  enum Verdict { case passes, fails, unclear }

  private let filter: CaseFilter
  private let areExact: Bool
  private let asksForLimits: Bool
  private let steps: Set<UInt8>
  private let codes: [(code: @Sendable (TicketBrief.Codes) -> UInt16, number: UInt16?)]
  private let unit: Wanted
  private let holder: Wanted

  /// A unit that is asked for.
  private enum Wanted {
    case anybody
    case number(UInt16)
    /// One that no brief has.
    case nobody

    init(_ code: String?, _ table: NameTable) {
      guard let code else {
        self = .anybody
        return
      }
      self = table.known(code.utf8.span).map { .number($0) } ?? .nobody
    }

    func fits(_ numbers: UInt16...) -> Bool {
      switch self {
      case .anybody: true
      case .nobody: false
      case .number(let number): numbers.contains(number)
      }
    }
  }

  init(_ filter: CaseFilter, _ sort: CaseSort, _ names: BriefNames) {
    self.filter = filter
    areExact = names.areExact
    asksForLimits = filter.isOverdue != nil || filter.dueBefore != nil || sort.key == .due
    steps = Set(filter.steps.map(\.rawValue))
    codes = CaseSurvey.fields.compactMap { field in
      field.wanted(filter).map { (field.code, names.codes.known($0.utf8.span)) }
    }
    unit = Wanted(filter.unit, names.units)
    holder = Wanted(filter.holder, names.units)
  }

  func verdict(_ brief: TicketBrief) -> Verdict {
    if !areExact { return .unclear }
    if !steps.isEmpty, brief.step != 0, !steps.contains(brief.step) { return .fails }
    for code in codes where code.code(brief.codes) != code.number { return .fails }
    if !holder.fits(brief.holder) || !passesFurther(brief) { return .fails }
    if brief.marks.contains(.isOpenedKnown) {
      let opened = Instant(microseconds: brief.openedAt)
      if let from = filter.openedFrom, opened < from { return .fails }
      if let before = filter.openedBefore, opened >= before { return .fails }
    }
    if !unit.fits(brief.lead, brief.holder) {
      return brief.marks.contains(.hasCoHandlers) ? .unclear : .fails
    }
    if asksForLimits, brief.isAwaited { return .unclear }
    return filter.isOverdue == true || filter.dueBefore != nil ? .fails : .passes
  }

  private func passesFurther(_ brief: TicketBrief) -> Bool {
    if let grade = filter.grade, brief.grade != grade.rawValue { return false }
    let marks: [(Bool?, TicketBrief.Marks)] = [
      (filter.hasCard, .hasCard), (filter.isReopened, .isReopened),
      (filter.isRecordedLate, .isRecordedLate),
    ]
    for (wanted, mark) in marks {
      if let wanted, wanted != brief.marks.contains(mark) { return false }
    }
    return true
  }
}

extension CaseSort {
  /// What a ticket is sorted by, of one without a limit that is awaited; `nil` when it has no such value.
  fileprivate func value(of brief: TicketBrief) -> Int64? {
    switch key {
    case .opened: brief.marks.contains(.isOpenedKnown) ? brief.openedAt : nil
    case .due: nil
    case .held: brief.marks.contains(.isHeld) ? brief.heldSince : nil
    case .recorded: brief.recordedAt
    case .lateness: brief.lateness
    case .returns: Int64(brief.returns)
    }
  }
}

/// What the cases of a log have, so that a question for what none has can be told from one without an answer.
struct CaseSurvey {
  /// One of the codes by which a ticket is classified.
  struct Field: Sendable {
    let name: String
    let wanted: @Sendable (CaseFilter) -> String?
    let code: @Sendable (TicketBrief.Codes) -> UInt16
  }

  static let fields = [
    Field(name: "kind", wanted: { $0.kind }, code: { $0.kind }),
    Field(name: "category", wanted: { $0.category }, code: { $0.category }),
    Field(name: "district", wanted: { $0.district }, code: { $0.district }),
    Field(name: "channel", wanted: { $0.channel }, code: { $0.channel }),
  ]

  private struct Asked {
    let field: Field
    let wanted: String
    var known: [Bool]
  }

  private let filter: CaseFilter
  private let names: BriefNames
  private var asked: [Asked] = []
  /// How many cases there are.
  private(set) var count = 0
  private var first: Int64?
  private var hasOpened = false

  fileprivate init(_ filter: CaseFilter, _ names: BriefNames) {
    self.filter = filter
    self.names = names
    for field in Self.fields {
      guard let wanted = field.wanted(filter) else { continue }
      asked.append(
        Asked(
          field: field, wanted: wanted,
          known: [Bool](repeating: false, count: names.codes.names.count)))
    }
  }

  fileprivate mutating func take(_ brief: TicketBrief) {
    count += 1
    for index in asked.indices {
      let number = asked[index].field.code(brief.codes)
      asked[index].known[Int(number)] = true
    }
    guard brief.marks.contains(.isOpenedKnown) else { return }
    first = min(first ?? brief.openedAt, brief.openedAt)
    let opened = Instant(microseconds: brief.openedAt)
    hasOpened =
      hasOpened
      || (filter.openedFrom.map { opened >= $0 } ?? true)
        && (filter.openedBefore.map { opened < $0 } ?? true)
  }

  /// Says why there is nothing to show.
  func check(at now: Instant) throws(CaseListError) {
    guard count > 0 else { throw .emptyLog }
    for one in asked {
      let known = one.known.indices.filter { one.known[$0] }.map {
        names.codes.text(UInt16($0))
      }
      if known.contains(where: { $0.hasSameBytes(as: one.wanted) }) || !names.areExact { continue }
      throw .unknown(
        field: one.field.name, value: one.wanted, known: known.filter { !$0.isEmpty }.sorted())
    }
    if let first, let before = filter.openedBefore, before.microseconds <= first {
      throw .beforeLog(first: WallClock.text(Instant(microseconds: first)))
    }
    if let from = filter.openedFrom, from > now { throw .inTheFuture(now: WallClock.text(now)) }
    if !hasOpened, filter.openedFrom != nil || filter.openedBefore != nil { throw .noData }
  }
}
