public import EventStore
public import Hotline
public import Wire

/// What is known of a case after some of its events.
public struct CaseState: Hashable, Sendable {
  /// Where it stands.
  public var status: TicketStatus = .notACase
  /// The number the source gave it (案件編號), or empty; not unique.
  public var sourceID = ""
  /// Category in the source's words, or empty.
  public var categoryText = ""
  /// Category code, or empty.
  public var category = ""
  /// District code, or empty.
  public var district = ""
  /// When it happened, as its intake claims.
  public var occurredAt: Instant?
  /// Whether only the day of `occurredAt` is known.
  public var isDayOnly = false
  /// What is doubtful about it.
  public var marks: CaseMarks = []

  /// The ticket: steps, hands, clocks, cards and the rest of what its events said.
  public var ticket = TicketState()

  /// Nothing known yet.
  public init() {}

  /// Where it stands, in words.
  public var standing: Phrase { ticket.step?.words ?? status.words }

  /// Takes what an intake says; `false` when the case has one already.
  mutating func takeIntake(_ record: Record, _ intake: IntakeRecorded?) -> Bool {
    guard status == .notACase else { return false }
    status = .recorded
    occurredAt = record.occurredAt
    guard let intake else {
      marks = .unreadable
      return true
    }
    sourceID = intake.sourceID
    categoryText = intake.categoryText
    category = intake.category
    district = intake.district
    isDayOnly = intake.timePrecision == .day
    marks = CaseMarks(intake.marks)
    return true
  }
}
