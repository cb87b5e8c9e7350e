import EventStore
import Hotline

extension CaseEntry {
  /// The event as JSON, with the state after it.
  ///
  /// - Parameter isRevealed: whether personal values are included; their digests always are.
  public func json(isRevealed: Bool = false) -> JSONValue {
    let record = event.record
    var members = JSONMembers()
    members.add("position", .unsigned(event.position.rawValue))
    members.add("revision", .unsigned(record.revision.rawValue))
    members.add("id", .string(record.id.description))
    members.add("type", .string(record.type.text))
    members.add("occurredAt", record.occurredAt)
    members.add("recordedAt", record.recordedAt)
    members.add("latenessMicroseconds", .integer(latenessMicroseconds))
    members.add("sincePreviousMicroseconds", microseconds: sincePreviousMicroseconds)
    members.add("actor", .string(record.actor))
    members.add("tags", .array(record.tags.map { .string($0.text) }))
    members.add("remarks", .array(remarkCodes))
    members.add("sentence", sentence)
    addPayload(&members)
    let values = disclosures.map { $0.json(isRevealed: isRevealed) }
    members.add("disclosures", .array(values))
    members.add("leafHash", .string(event.leafHash.hex))
    if let previous = record.previous { members.add("previous", .string(previous.hex)) }
    addOutcome(&members)
    return members.object
  }

  /// Codes of the remarks and of the findings.
  public var remarkCodes: [JSONValue] {
    remarks.map { .string($0.code) } + findings.map { .string($0.code.rawValue) }
  }

  /// What the event says in a sentence: `sentence`, by language.
  public var said: [JSONValue.Member] {
    sentence.map { [.init("sentence", $0.json)] } ?? []
  }

  /// What the event changed, and the state after it: `stepBefore`, `clockChanges`, `findings` and
  /// `stateAfter`.
  public var outcome: [JSONValue.Member] {
    var members = JSONMembers()
    addOutcome(&members)
    return members.members
  }

  private func addOutcome(_ members: inout JSONMembers) {
    members.add("stepBefore", stepBefore)
    members.add("clockChanges", list: clockChanges.map(\.json))
    members.add("findings", list: findings.map(\.json))
    members.add("stateAfter", state.json)
  }

  private func addPayload(_ members: inout JSONMembers) {
    if fields.isKnown, fields.isReadable {
      members.add("fields", .object(fields.fields))
    } else if !event.record.payload.isEmpty {
      members.add("payloadBase64", .string(base64(event.record.payload)))
    }
  }
}

extension CaseDisclosure {
  fileprivate func json(isRevealed: Bool) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("path", .string(path)), .init("digest", .string(digest.hex)),
    ]
    switch fate {
    case .erased(let position): members.append(.init("erasedBy", .unsigned(position.rawValue)))
    case .restricted(let position):
      members.append(.init("restrictedBy", .unsigned(position.rawValue)))
    case .locked: members.append(.init("locked", .bool(true)))
    case .withheld: members.append(.init("withheld", .bool(true)))
    case nil: break
    }
    if isRevealed {
      members.append(.init("value", value.map { .string($0) } ?? .null))
      if let isGenuine { members.append(.init("matchesDigest", .bool(isGenuine))) }
    }
    return .object(members)
  }
}

extension CaseFinding {
  /// The finding as JSON.
  public var json: JSONValue {
    var members = JSONMembers()
    members.add("code", .string(code.rawValue))
    members.add("position", .unsigned(position.rawValue))
    if let against { members.add("against", .unsigned(against.rawValue)) }
    members.add("sentence", words)
    return members.object
  }
}

extension CaseClockChange {
  /// The change as JSON.
  public var json: JSONValue {
    var members = JSONMembers()
    members.add("kind", .string(kind.rawValue))
    if let due = clock.due { due.add(to: &members) }
    if let was {
      members.add("wasClock", text: was.clock)
      members.add("wasDue", was.due)
    }
    if let margin = marginMicroseconds {
      members.add("endedAt", clock.endedAt)
      members.add("marginMicroseconds", .integer(margin))
    }
    reason?.add(to: &members)
    return members.object
  }
}

extension DueDate {
  /// The due date's own members.
  func add(to members: inout JSONMembers) {
    members.add("clock", text: clock)
    members.add("group", text: group)
    members.add("ruleSet", text: ruleSet)
    members.add("ruleVersion", count: ruleVersion)
    members.add("calendar", text: calendar)
    members.add("calendarVersion", count: calendarVersion)
    members.add("start", start)
    members.add("due", due)
    members.add("act", end)
    members.add("answers", holder)
    members.add("cause", cause)
  }
}

extension CaseDueReason {
  /// Title, explanation, and the date that the rule gives when it is applied again.
  func add(to members: inout JSONMembers) {
    members.add("title", title)
    members.add("explanation", words)
    members.add("recomputedDue", recomputed)
  }
}
