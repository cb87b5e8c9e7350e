import Testing
import Wire

@testable import Hotline

@Suite("Corrections of a ticket's matter")
struct CorrectionTests {
  /// A case that was taken in by telephone as a complaint, and these events after.
  private func ticket(_ later: [any CaseEvent]) -> TicketState {
    var intake = IntakeRecorded()
    (intake.kind, intake.category) = ("complaint", "noise")
    (intake.district, intake.channel) = ("d1", "phone")
    var ticket = TicketState()
    for event in [intake] + later {
      ticket.evolve(
        event, Moment(occurredAt: .init(microseconds: 0), recordedAt: .init(microseconds: 0)))
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
    changed.kind = "praise"
    let ticket = ticket([
      changed, correction(2, "kind", "consultation"), correction(2, "category", "water"),
    ])
    #expect(ticket.kind == "consultation" && ticket.category == "water")
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
