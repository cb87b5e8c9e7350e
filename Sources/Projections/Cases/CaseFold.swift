import EventStore
import Hotline
import Wire

/// The fold behind a history: the ticket, what each event changed, and what stands against what.
struct CaseFold {
  private var state = CaseState()
  private var previousOccurredAt: Instant?
  private let reference: CaseReference
  private var watch = CaseWatch()

  private let decisions: PersonalDataDecisions

  init(_ reference: CaseReference, _ decisions: PersonalDataDecisions) {
    self.reference = reference
    self.decisions = decisions
  }

  mutating func apply(
    _ event: RecordedEvent, values: VaultEntry, remarks: [CaseRemark]
  ) -> CaseEntry {
    let record = event.record
    var remarks = remarks
    let fields = PayloadFields.decode(record.type.text, record.payload)
    let payload = try? Vocabulary.decode(record.type.text, record.payload)
    if fields.isKnown, !fields.isReadable { remarks.append(.unreadable) }
    if record.type.text == IntakeRecorded.typeName,
      !state.takeIntake(record, payload as? IntakeRecorded)
    {
      remarks.append(.secondIntake)
    }
    let before = state.ticket
    if let act = payload as? any CaseEvent {
      state.ticket.evolve(
        act, Moment(record))
    }
    let since = previousOccurredAt.map {
      record.occurredAt.microseconds.subtractingClamped($0.microseconds)
    }
    previousOccurredAt = record.occurredAt
    var entry = CaseEntry(
      event: event, fields: fields, sentence: EventSentence.of(payload, reference.names),
      disclosures: CaseDisclosure.all(of: event, values, decisions), remarks: remarks,
      sincePreviousMicroseconds: since, state: state)
    if before.step != state.ticket.step { entry.stepBefore = before.step }
    entry.clockChanges = changes(from: before, event)
    entry.findings = watch.look(at: entry, payload, before, reference.names)
    return entry
  }

  private func changes(from before: TicketState, _ event: RecordedEvent) -> [CaseClockChange] {
    let moment = Moment(event.record)
    return CaseClockChange.changes(from: before, to: state.ticket).map { change in
      guard change.kind == .given || change.kind == .moved, let due = change.clock.due else {
        return change
      }
      var change = change
      change.reason = CaseDueReason.explain(
        due, at: event.position, before: before, moment, reference)
      return change
    }
  }
}
