import Testing
import Wire

@testable import Hotline

@Suite("Corrections of what a ticket is said to be")
struct CorrectionTests {
  /// A case that was taken in by telephone as a complaint, and these events after.
  private func ticket(_ later: [any CaseEvent]) -> TicketState {
    var intake = IntakeRecorded()
    (intake.kind, intake.category) = ("complaint", "noise")
    (intake.district, intake.channel) = ("d1", "phone")
    var ticket = TicketState()
    let now = Instant(microseconds: 0)
    for (index, event) in ([intake] + later).enumerated() {
      ticket.evolve(
        event, Moment(occurredAt: now, recordedAt: now, revision: UInt64(index + 1)))
    }
    return ticket
  }

  private func correction(_ revision: UInt64, _ field: String, _ value: String) -> Corrected {
    var correction = Corrected()
    (correction.revision, correction.field, correction.value) = (revision, field, value)
    return correction
  }

  @Test("A corrected intake gives the ticket its right kind, category, district and channel")
  func intakes() {
    let ticket = ticket([
      correction(1, "kind", "consultation"), correction(1, "category", "water"),
      correction(1, "district", "d2"), correction(1, "channel", "app"),
    ])
    #expect(ticket.kind == "consultation" && ticket.category == "water")
    #expect(ticket.district == "d2" && ticket.channel == "app")
    #expect(ticket.corrections == 4)
  }

  @Test("A corrected reclassification gives the ticket its right kind and category")
  func reclassifications() {
    var changed = Reclassified()
    (changed.kind, changed.category) = ("praise", "parks")
    let ticket = ticket([
      changed, correction(2, "kind", "consultation"), correction(2, "category", "water"),
    ])
    #expect(ticket.kind == "consultation" && ticket.category == "water")
  }

  @Test("A correction of what was said anew since leaves the later word")
  func superseded() {
    var changed = Reclassified()
    changed.kind = "praise"
    let moved = ticket([
      changed, correction(1, "kind", "consultation"), correction(1, "category", "water"),
    ])
    // The reclassification said nothing of the category.
    #expect(moved.kind == "praise" && moved.category == "water")
    var (first, second) = (ResultReported(), ResultReported())
    (first.isSolved, first.grade) = (true, .a)
    (second.isSolved, second.grade) = (true, .a)
    let redone = ticket([
      first, second, correction(2, "isSolved", "false"), correction(2, "grade", "b"),
    ])
    #expect(redone.claimedSolved == true && redone.grade == .a)
  }

  @Test("Corrected words of the unit and of the citizen are what the ticket says of them")
  func words() {
    var (result, answer) = (ResultReported(), CallbackAnswered())
    (result.isSolved, answer.isSolved) = (true, true)
    let denied = ticket([
      result, answer, correction(3, "isSolved", "false"), correction(3, "isSolved", "perhaps"),
    ])
    #expect(denied.claimedSolved == true && denied.confirmedSolved == false)
    let unsaid = ticket([
      result, answer, correction(2, "isSolved", "false"), correction(3, "isSolved", ""),
    ])
    #expect(unsaid.claimedSolved == false && unsaid.confirmedSolved == nil)
  }

  @Test(
    "A corrected grade puts a closed ticket on the follow-up list or takes it off, whoever graded it"
  )
  func grades() {
    var (result, own) = (ResultReported(), Closed())
    (result.grade, own.grade) = (.a, .b)
    let later = ticket([result, Closed(), correction(2, "grade", "b")])
    #expect(later.grade == .b && later.needsFollowUp)
    let closing = ticket([result, Closed(), correction(3, "grade", "b")])
    #expect(closing.grade == .b && closing.needsFollowUp)
    let off = ticket([result, own, correction(3, "grade", "a")])
    #expect(off.grade == .a && !off.needsFollowUp)
    // The closing has a grade of its own.
    let kept = ticket([result, own, correction(2, "grade", "a"), correction(3, "grade", "?")])
    #expect(kept.grade == .b && kept.needsFollowUp)
  }

  @Test(
    "A correction of the channel of a callback, an attempt, a reminder or a notice leaves that of the ticket",
    arguments: [
      CallbackAnswered(), CallbackAttempted(), ReminderReceived(), CitizenNotified(),
    ] as [any CaseEvent])
  func channels(event: any CaseEvent) {
    let ticket = ticket([event, correction(2, "channel", "sms")])
    #expect(ticket.channel == "phone")
    #expect(ticket.corrections == 1)
  }

  @Test("A correction of the kind of a suspension leaves that of the ticket")
  func suspensions() {
    var suspended = Suspended()
    suspended.kind = .suspended
    let ticket = ticket([suspended, correction(2, "kind", "parked")])
    #expect(ticket.kind == "complaint")
  }
}
