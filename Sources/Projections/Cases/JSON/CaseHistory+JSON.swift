import EventStore
import Hotline

extension CaseHistory {
  /// The history as JSON, as `replay case --json` gives it.
  ///
  /// - Parameter isRevealed: whether personal values are included; their digests always are.
  public func json(isRevealed: Bool = false) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("case", .string(stream.text)),
      .init("origin", .string(origin)),
      .init("logSize", .unsigned(head.rawValue)),
    ]
    members += moment
    members.append(.init("hiddenLaterEvents", .integer(Int64(hiddenCount))))
    members += summary
    members.append(.init("events", .array(events.map { $0.json(isRevealed: isRevealed) })))
    return .object(members)
  }

  /// Of which moment the history is: `asOf` or `at`, `by`, and `judgedAt`.
  public var moment: [JSONValue.Member] {
    var members = JSONMembers()
    switch point {
    case .now: break
    case .recorded(let instant): members.add("asOf", instant)
    case .position(let position): members.add("at", .unsigned(position.rawValue))
    }
    if order == .occurred { members.add("by", "occurred") }
    members.add("judgedAt", judgedAt)
    return members.members
  }

  /// Where the case stands: `state`, `clocks`, `hands`, `findings`, `lateEntries` and what could not
  /// be read.
  public var summary: [JSONValue.Member] {
    var members = JSONMembers()
    members.add("state", state.json)
    members.add("clocks", list: clocks.map(\.json))
    if !custody.stretches.isEmpty { members.add("hands", custody.json) }
    members.add("findings", list: findings.map(\.json))
    let late = events.filter(\.isLateEntry).map { JSONValue.unsigned($0.event.position.rawValue) }
    members.add("lateEntries", list: late)
    members.add("unknownTypes", count: UInt64(unknownCount))
    members.add("unreadableEvents", count: UInt64(unreadableCount))
    return members.members
  }
}

extension CaseClock {
  /// The clock as JSON.
  public var json: JSONValue {
    var members = JSONMembers()
    members.add("standing", .string(standing.rawValue))
    if let due = clock.due { due.add(to: &members) }
    members.add("unit", text: unit)
    members.add("firstDue", clock.firstDue)
    members.add("endedAt", clock.endedAt)
    members.add("marginMicroseconds", microseconds: marginMicroseconds)
    members.add("lapseRecorded", flag: clock.lapsed)
    members.add("timesMoved", count: clock.restatements)
    members.add("timesExtended", count: clock.extensions)
    members.add("givenAt", list: givenAt.map { .unsigned($0.rawValue) })
    reason?.add(to: &members)
    return members.object
  }
}

extension CaseCustody {
  /// Stretches and sums as JSON.
  public var json: JSONValue {
    var members = JSONMembers()
    members.add("workingDayMicroseconds", microseconds: workingDayMicroseconds)
    members.add("stretches", list: stretches.map(\.json))
    members.add("units", list: shares.map(\.json))
    return members.object
  }
}

extension CaseCustody.Stretch {
  fileprivate var json: JSONValue {
    var members = JSONMembers()
    members.add("unit", text: unit)
    members.add("from", from)
    members.add("until", until)
    members.add("inTheAir", flag: isInTheAir)
    members.add("heldMicroseconds", .integer(heldMicroseconds))
    members.add("workingMicroseconds", microseconds: workingMicroseconds)
    return members.object
  }
}

extension CaseCustody.Share {
  fileprivate var json: JSONValue {
    var members = JSONMembers()
    members.add("unit", text: unit)
    members.add("heldMicroseconds", .integer(heldMicroseconds))
    members.add("inTheAirMicroseconds", .integer(inTheAirMicroseconds))
    members.add("workingMicroseconds", microseconds: workingMicroseconds)
    members.add("perMille", .integer(perMille))
    return members.object
  }
}

extension CaseFinder.Candidate {
  /// The candidate as JSON.
  public var json: JSONValue {
    .object([
      .init("case", .string(stream.text)),
      .init("position", .unsigned(position.rawValue)),
      .init("occurredAt", .string(occurredAt.description)),
      .init("categoryText", .string(categoryText)),
      .init("district", .string(district)),
    ])
  }
}
