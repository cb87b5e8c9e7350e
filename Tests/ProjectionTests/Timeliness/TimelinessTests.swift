import Hotline
import Projections
import TestSupport
import Testing
import Wire

@Suite("Whether cases were closed in time")
struct TimelinessTests {
  private func noon(plus hours: Int64) -> Instant { Drafts.noon.adding(hours: hours) }

  private func limit(_ clock: String, hours: Int64, end: ClockEnd = .closed) -> DueDate {
    var due = DueDate()
    due.clock = clock
    due.start = Drafts.noon
    due.due = noon(plus: hours)
    due.end = end
    return due
  }

  private func ticket(_ due: [DueDate], _ events: [(any Hotline.CaseEvent, Int64)] = [])
    -> TicketState
  {
    var ticket = TicketState()
    ticket.evolve(IntakeRecorded(), Moment(at: Drafts.noon))
    var dispatched = Dispatched()
    dispatched.lead = "A"
    dispatched.due = due
    ticket.evolve(dispatched, Moment(at: noon(plus: 1)))
    for (event, hours) in events { ticket.evolve(event, Moment(at: noon(plus: hours))) }
    return ticket
  }

  private func lead(_ unit: String) -> LeadChanged {
    var changed = LeadChanged()
    changed.lead = unit
    return changed
  }

  private func outcome(_ ticket: TicketState, _ hours: Int64) -> CaseTimeliness.Outcome {
    ticket.closingTimeliness(asOf: noon(plus: hours)).outcome
  }

  @Test("A case closed at its due instant is in time, an hour after it late, whenever it is asked")
  func closed() {
    let inTime = ticket([limit("X", hours: 24)], [(Closed(), 24)])
    #expect(outcome(inTime, 0) == .inTime)
    #expect(outcome(inTime, 99) == .inTime)
    #expect(inTime.closingTimeliness(asOf: Drafts.noon).isFinished)
    let late = ticket([limit("X", hours: 24)], [(Closed(), 25)])
    #expect(outcome(late, 0) == .late)
  }

  @Test("An open case is late once its due date is over, and one without limit never")
  func open() {
    let open = ticket([limit("X", hours: 24)])
    #expect(outcome(open, 24) == .inTime)
    #expect(outcome(open, 25) == .late)
    #expect(!open.closingTimeliness(asOf: noon(plus: 25)).isFinished)
    #expect(outcome(ticket([]), 999) == .noLimit)
    #expect(outcome(ticket([limit("X", hours: 2, end: .signedFor)]), 999) == .noLimit)
  }

  @Test("Of several closing limits one that is missed makes the case late")
  func several() {
    let due = [limit("X", hours: 24), limit("Y", hours: 48), limit("Z", hours: 72)]
    #expect(outcome(ticket(due, [(Closed(), 36)]), 0) == .late)
    #expect(outcome(ticket(due, [(Closed(), 24)]), 99) == .inTime)
    #expect(outcome(ticket(due), 30) == .late)
  }

  @Test(
    "A closing that is entered after its lapse was recorded, yet claims to be in time, is disputed")
  func disputed() {
    var lapse = DeadlineLapsed()
    lapse.clock = "X"
    let ticket = ticket([limit("X", hours: 24)], [(lapse, 24), (Closed(), 20)])
    #expect(outcome(ticket, 99) == .disputed)
    var count = TimelinessCount()
    count.take(ticket, asOf: noon(plus: 99))
    #expect(count.disputed == 1)
    #expect(count.finished == 1)
  }

  @Test("Only changes from unit to unit are handings over, whoever had it in between")
  func handovers() {
    let reported = ResultReported()
    let moved = ticket([], [(lead("B"), 2), (lead("B"), 3), (lead("A"), 4), (reported, 5)])
    #expect(moved.handovers == 2)
    #expect(ticket([]).handovers == 0)
    #expect(ticket([], [(reported, 2), (lead("A"), 3)]).handovers == 0)
  }

  @Test("Counts add up: every case is finished or not, and overdue is part of unfinished")
  func counts() {
    var count = TimelinessCount()
    let due = [limit("X", hours: 24)]
    for ticket in [
      ticket(due, [(Closed(), 2)]), ticket(due, [(Closed(), 25)]), ticket([], [(Closed(), 2)]),
      ticket(due), ticket([limit("X", hours: 999)]), ticket([]),
    ] {
      count.take(ticket, asOf: noon(plus: 100))
    }
    #expect(count.cases == 6)
    #expect([count.onTime, count.late, count.withoutLimit] == [1, 1, 1])
    #expect([count.unfinished, count.overdue] == [3, 1])
    #expect(count.finished + count.unfinished == count.cases)
  }
}
