public import EventStore
public import Hotline

/// One event of a case's history.
public struct CaseEntry: Sendable {
  /// The event.
  public var event: RecordedEvent
  /// Its own fields.
  public var fields: PayloadFields
  /// What it says in a sentence; `nil` for a type that this version cannot put into words.
  public var sentence: Phrase?
  /// Its personal values: digests always, values where they were asked for.
  public var disclosures: [CaseDisclosure]
  /// What an investigator should see at once.
  public var remarks: [CaseRemark]
  /// What showed at this event.
  public var findings: [CaseFinding] = []
  /// Microseconds from the event before it, by `occurredAt`; `nil` for the first.
  public var sincePreviousMicroseconds: Int64?
  /// Where the ticket stood before, when the event moved it.
  public var stepBefore: TicketStep?
  /// What it did to clocks.
  public var clockChanges: [CaseClockChange] = []
  /// The state after the event.
  public var state: CaseState

  /// Microseconds from happening to recording.
  public var latenessMicroseconds: Int64 {
    let record = event.record
    return record.recordedAt.microseconds.subtractingClamped(record.occurredAt.microseconds)
  }

  /// Whether it was entered after the fact, by a day or after events that happened later.
  public var isLateEntry: Bool { remarks.contains(.late) || remarks.contains(.outOfOrder) }
}

/// A personal value of an event.
public struct CaseDisclosure: Hashable, Sendable {
  /// Where the value belongs.
  public var path: String
  /// The digest in the record.
  public var digest: Digest
  /// The value from the vault, or `nil` when it was not asked for, is not text, or is gone.
  public var value: String?
  /// Whether the vault's value has the record's digest; `nil` when there is no value.
  public var isGenuine: Bool?
  /// Why it is not shown to anybody; `nil` when nothing was decided about it.
  public var fate: Fate?

  /// What was decided about a value.
  public enum Fate: Hashable, Sendable {
    /// It is there, and is not shown; the event at this position says why.
    case restricted(by: Position)
    /// It is destroyed; the event at this position says why.
    case erased(by: Position)
    /// It is there, and this program has no key for it.
    case locked
    /// It is there, and not for the viewer's role.
    case withheld
  }

  /// The values of an event, with what the vault has for them; that one was erased, and by whom, only the log says.
  static func all(
    of event: RecordedEvent, _ entry: VaultEntry, _ decisions: PersonalDataDecisions
  ) -> [CaseDisclosure] {
    let record = event.record
    return record.disclosures.map { recorded in
      var disclosure = CaseDisclosure(path: recorded.path, digest: recorded.digest)
      disclosure.fate = decisions.fate(of: recorded.path, at: event.position)
      guard disclosure.fate == nil else { return disclosure }
      guard let found = entry.values.first(where: { $0.path == recorded.path }) else {
        if entry.isLocked { disclosure.fate = .locked }
        return disclosure
      }
      disclosure.value = String(validating: found.value.span, 0..<found.value.count)
      disclosure.isGenuine = found.digest(eventID: record.id) == recorded.digest
      return disclosure
    }
  }
}
