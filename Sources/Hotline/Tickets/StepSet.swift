/// A set of steps, for the transition table.
public struct StepSet: OptionSet, Hashable, Sendable {
  /// Bit n stands for the step with number n; bit 0 for a case that has no intake yet.
  public let rawValue: UInt16

  /// The set with these bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The set of some steps.
  public init(_ steps: TicketStep...) {
    rawValue = steps.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
  }

  /// No intake yet.
  public static let unopened = StepSet(rawValue: 1)
  /// A unit has the ticket.
  public static let withUnit = StepSet(.dispatched, .inHand)
  /// Not settled: somebody must still act.
  public static let open: StepSet = [
    StepSet(.received, .returning, .suspended, .reported, .accepted), .withUnit,
  ]
  /// Settled inside the departments.
  public static let settled = StepSet(.answered, .closed)
  /// Left the departments, for good.
  public static let departed = StepSet(.merged, .referred, .refused)
  /// Every step of a case that has an intake.
  public static let any: StepSet = [.open, .settled, .departed]

  /// Whether a step is in the set; `nil` is a case without intake.
  public func contains(_ step: TicketStep?) -> Bool {
    rawValue & (1 << UInt16(step?.rawValue ?? 0)) != 0
  }

  /// The steps of the set, in the order of their numbers.
  public var steps: [TicketStep] { TicketStep.allCases.filter { contains($0) } }
}

/// A row of the transition table: in which steps an event may be recorded, and where it leads.
public struct Transition: Hashable, Sendable {
  /// Steps in which it may be recorded.
  public let from: StepSet
  /// Steps it may lead to; empty when the step stays.
  public let to: StepSet
  /// Further steps in which an act of earlier may still be entered; the step stays.
  public let late: StepSet

  /// A row.
  public init(from: StepSet, to: StepSet = [], late: StepSet = []) {
    self.from = from
    self.to = to
    self.late = late
  }
}
