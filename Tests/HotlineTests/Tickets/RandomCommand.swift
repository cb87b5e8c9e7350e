import TestKit
import Wire

@testable import Hotline

/// Commands as a busy, careless and now and then dishonest hotline would give them.
struct RandomCommand {
  var generator: SeededGenerator

  mutating func pick<T>(_ list: [T]) -> T { list[Int(generator.next() % UInt64(list.count))] }
  mutating func chance(_ percent: UInt64) -> Bool { generator.next() % 100 < percent }

  private static let units = ["U1", "U2", "U3", ""]

  /// Any event of a case, its fields filled from short lists, some of them wrong.
  mutating func event(_ ticket: TicketState) -> any CaseEvent {
    let types = Vocabulary.types.compactMap { $0 as? any CaseEvent.Type }
    // Half of the time the next event of an ordinary life, so that every step is reached.
    if chance(55) { return ordinary(ticket) }
    return fill(pick(types).init(), ticket)
  }

  private mutating func fill(_ event: any CaseEvent, _ ticket: TicketState) -> any CaseEvent {
    let unit = chance(80) ? ticket.lead : pick(Self.units)
    switch event {
    case var event as Dispatched:
      event.lead = pick(["U1", "U2", "U3"])
      if chance(25) { event.coHandlers = [pick(["U1", "U2", "U3"])] }
      return event
    case var event as ReturnRequested:
      event.unit = unit
      event.ground = chance(90) ? pick(ReturnGround.allCases) : nil
      return event
    case var event as ReturnDecided:
      event.ruling = pick(Ruling.allCases)
      event.authority = "centre-head"
      event.isFinal = chance(10)
      return event
    case var event as CoHandlerAdded:
      event.unit = pick(Self.units)
      return event
    case var event as LeadChanged:
      event.lead = pick(Self.units)
      event.authority = "centre-head"
      return event
    case var event as LeaderDispatched:
      event.lead = pick(Self.units)
      event.leader = "mayor"
      return event
    case var event as Reclassified:
      event.kind = pick(["complaint", "consultation", ""])
      return event
    case var event as UrgencySet:
      event.urgency = pick(Urgency.allCases)
      return event
    case var event as DifficultySet:
      event.difficulty = pick(Difficulty.allCases)
      event.authority = "centre-head"
      return event
    case var event as MergedInto:
      event.into = pick(["case-9", ""])
      return event
    case var event as MergeReceived:
      event.from = "case-8"
      event.receivedAt = ticket.latestAct.map {
        Instant(microseconds: $0.microseconds - 3_600_000_000 * Int64(pick([-3, 1, 30])))
      }
      return event
    default: return fillReply(event, ticket, unit)
    }
  }

  private mutating func fillReply(
    _ event: any CaseEvent, _ ticket: TicketState, _ unit: String
  ) -> any CaseEvent {
    let clock = ticket.clocks.isEmpty ? "" : pick(ticket.clocks).due?.clock ?? ""
    switch event {
    case var event as CitizenContacted:
      event.unit = unit
      event.reached = chance(80)
      return event
    case var event as ArrivedOnSite:
      event.unit = unit
      return event
    case var event as ProgressReported:
      event.unit = unit
      event.isHandled = chance(50)
      return event
    case var event as SignedFor:
      event.unit = unit
      return event
    case var event as ResultReported:
      event.unit = unit
      event.grade = pick([.a, .b, nil])
      event.isSolved = pick([true, false, nil])
      event.unsolvedReason = pick(["", "budget"])
      return event
    case var event as ReviewDecided:
      event.accepted = chance(70)
      event.reason = pick(["", "thin"])
      return event
    case var event as ExtensionRequested:
      event.unit = unit
      event.clock = clock
      event.workingDays = UInt64(pick([0, 2, 8, 99]))
      return event
    case var event as ExtensionDecided:
      event.ruling = pick(Ruling.allCases)
      event.authority = pick(["head", "office", "nobody", ""])
      return event
    case var event as Suspended:
      event.kind = pick([.suspended, .parked, nil])
      event.authority = "centre-head"
      event.until = chance(70) ? Instant(microseconds: Int64.max / 2) : nil
      return event
    case var event as Reopened:
      event.reason = pick(["", "again"])
      return event
    case var event as DueDateRestated:
      event.reason = "calendar"
      event.authority = "centre-head"
      return event
    case var event as DeadlineLapsed:
      event.clock = clock
      event.dueAt = ticket.clocks.last?.due?.due
      return event
    default: return fillRest(event, ticket, unit, clock)
    }
  }

  private mutating func fillRest(
    _ event: any CaseEvent, _ ticket: TicketState, _ unit: String, _ clock: String
  ) -> any CaseEvent {
    switch event {
    case var event as CallbackAttempted:
      event.outcome = pick(CallbackOutcome.allCases)
      return event
    case var event as CallbackAnswered:
      event.isSolved = pick([true, false, nil])
      event.result = pick(Satisfaction.allCases)
      return event
    case var event as CardIssued:
      event.colour = .yellow
      event.unit = unit
      event.rule = "YELLOW"
      event.clock = clock
      return event
    case var event as CardRevoked:
      event.colour = .yellow
      event.unit = unit
      event.authority = "office"
      event.reason = "appeal"
      return event
    case var event as ExclusionRequested:
      event.ground = pick(ExclusionGround.allCases)
      return event
    case var event as ExclusionDecided:
      event.ground = pick(ExclusionGround.allCases)
      event.ruling = pick(Ruling.allCases)
      event.authority = pick(["", "office"])
      return event
    case var event as AppealFiled:
      event.unit = unit
      event.against = UInt64(pick([0, 1, 500]))
      return event
    case var event as AppealDecided:
      event.ruling = pick(Ruling.allCases)
      event.authority = "office"
      return event
    case var event as Corrected:
      event.revision = UInt64(pick([0, 1, 500]))
      event.field = pick(["kind", "district", ""])
      event.value = "other"
      event.reason = "typing"
      event.authority = "office"
      return event
    case var event as ServiceRefused:
      event.dissuasions = UInt64(pick([0, 3]))
      return event
    case var event as SplitInto:
      event.into = pick([[], ["case-5"]])
      return event
    case var event as ContactDetailsChanged:
      event.fields = pick([[], ["phone"]])
      return event
    case var event as JointSupervisionOpened:
      event.authority = "office"
      return event
    default: return event
    }
  }

  /// What would come next in an ordinary life.
  private mutating func ordinary(_ ticket: TicketState) -> any CaseEvent {
    switch ticket.step {
    case nil:
      return IntakeRecorded(
        sourceID: "1", categoryText: "", category: "road", district: "d1", kind: "complaint")
    case .received: return fill(Dispatched(), ticket)
    case .dispatched: return fill(SignedFor(), ticket)
    case .inHand:
      return fill(
        pick([ResultReported(), CitizenContacted(), Suspended()] as [any CaseEvent]), ticket)
    case .returning: return fill(ReturnDecided(), ticket)
    case .suspended: return Resumed()
    case .reported: return fill(ReviewDecided(), ticket)
    case .accepted:
      return fill(
        pick([CallbackAnswered(), CallbackAttempted(), Closed()] as [any CaseEvent]), ticket)
    case .answered: return Closed()
    case .closed: return fill(pick([Reopened(), FollowedUp()] as [any CaseEvent]), ticket)
    case .merged, .referred, .refused: return SupplementAdded()
    }
  }
}
