public import Wire

/// An event of one case's life: where it is allowed, which clocks it starts, and what it changes.
///
/// Deciding and evolving are spread over the events so that each can be read in one place; the
/// general rules stand in ``TicketState/decide(_:by:at:)``.
public protocol CaseEvent: EventPayload {
  /// Its row of the transition table.
  static var transition: Transition { get }
  /// Clock starts that it brings.
  static var starts: [ClockStart] { get }
  /// Whether it changes facts by which rules choose a clock (kind, urgency, handling, …).
  static var changesFacts: Bool { get }

  /// Due dates that it gives or gives anew.
  var due: [DueDate] { get set }

  /// Whether it brings one of its ``starts``, such as a review that accepts.
  func begins(_ start: ClockStart) -> Bool

  /// Checks what the transition table cannot say.
  /// - Throws: ``Refusal`` that names the rule and the state.
  func check(_ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?) throws(Refusal)

  /// Due dates beside those of clocks that start or of changed facts.
  func furtherDue(_ ticket: TicketState, _ moment: Moment, _ rules: RuleBook) throws(Refusal)
    -> [DueDate]

  /// Changes the ticket; total, since it also folds what other versions and importers recorded.
  func apply(to ticket: inout TicketState, _ moment: Moment)
}

extension CaseEvent {
  /// None.
  public static var starts: [ClockStart] { [] }
  /// No.
  public static var changesFacts: Bool { false }
  /// None, for an event that gives no due date.
  public var due: [DueDate] {
    get { [] }
    set {}
  }
  /// Always.
  public func begins(_ start: ClockStart) -> Bool { true }
  /// Nothing to check.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {}
  /// None.
  public func furtherDue(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook
  ) throws(Refusal) -> [DueDate] { [] }
  /// No change.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {}
}

/// When an event happened and when it became known.
public struct Moment: Hashable, Sendable {
  /// When it happened, as whoever acted claims.
  public var occurredAt: Instant
  /// When it was recorded, or is about to be.
  public var recordedAt: Instant
  /// Revision that it has in its case, by which later events correct it; 0 for what no event of the log says.
  public var revision: UInt64

  /// A moment.
  public init(occurredAt: Instant, recordedAt: Instant, revision: UInt64 = 0) {
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.revision = revision
  }

  /// Something that is recorded as it happens.
  public init(at instant: Instant) {
    self.init(occurredAt: instant, recordedAt: instant)
  }
}
