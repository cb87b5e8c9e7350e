public import EventStore
public import Hotline
public import Wire

/// 列表行: one ticket of a list, judged at the moment of the question.
public struct CaseRow: Sendable {
  /// Its stream.
  public let stream: String
  /// Where it stands, and what its events made of it.
  public let state: CaseState
  /// When it was opened, as claimed.
  public let openedAt: Instant?
  /// Code and name of the unit that holds it; of the lead when nobody does.
  public let holder: (code: String, name: Phrase)
  /// Its limits, judged.
  public let clocks: [CaseClock]
  /// Who held it for how long.
  public let custody: CaseCustody
  /// The first limit that still runs.
  public let due: Instant?
  /// Whether a limit for its completion has passed while it is open.
  public let isOverdue: Bool
  /// Attempts to contact the citizen, and how many of them reached somebody.
  public let contacts: (tried: Int, reached: Int)
  /// Callbacks that were tried, and how many of them were answered, in all rounds.
  public let callbacks: (tried: Int, answered: Int)
  /// Whether something was entered a day late, or after what happened later.
  public let isRecordedLate: Bool
  /// How much later than it happened the act was recorded that waited longest; in microseconds.
  public let latenessMicroseconds: Int64
  /// Events of its stream.
  public let events: UInt64
  /// Its latest event.
  public let lastPosition: Position
  /// When that was recorded.
  public let lastRecordedAt: Instant

  init(_ account: TicketAccount, at now: Instant, _ reference: CaseReference) {
    func count(_ kind: TicketFact.Kind) -> Int { account.facts.count { $0.kind == kind } }
    stream = account.stream
    state = CaseState(account)
    openedAt = account.openedAt
    holder = (account.holder, reference.names.unit(account.holder))
    clocks = account.state.clocks.enumerated().map { index, clock in
      CaseClock(
        clock: clock, of: account.state, reason: nil, judgedAt: now,
        givenAt: [account.clockEvents[index].given])
    }
    custody = CaseCustody(account.state, until: now, reference)
    due = account.nextLimit
    isOverdue = account.isOverdue(at: now)
    contacts = (
      count(.contacted), account.facts.count { $0.kind == .contacted && $0.value == 1 }
    )
    callbacks = (max(count(.attempted), count(.answered)), count(.answered))
    isRecordedLate = account.isRecordedLate
    latenessMicroseconds = account.latestEntry
    events = account.events
    lastPosition = account.position
    lastRecordedAt = account.recordedAt
  }
}

extension CaseState {
  /// What an account knows of a case.
  init(_ account: TicketAccount) {
    status = .recorded
    ticket = account.state
    sourceID = account.state.sourceID
    occurredAt = account.openedAt
  }
}
