import Hotline

extension CaseList {
  /// The page: what was asked, the moment, how many there are, and the rows.
  public var json: JSONValue {
    var members = JSONMembers()
    members.add("asOf", now)
    if point.order == .occurred { members.add("by", "occurred") }
    members.add("position", .unsigned(position.rawValue))
    members.add(
      "conditions", .object(question.asked.map { .init($0.name, .string($0.value)) }))
    members.add("sort", .string(question.sort.text))
    members.add("caseCount", .integer(Int64(caseCount)))
    members.add("total", .integer(Int64(total)))
    if total == 0 { members.add("nothing", Self.nothing) }
    members.add("offset", .integer(Int64(offset)))
    members.add("rows", .array(rows.map(\.json)))
    members.add("next", next.map { .string($0.text) } ?? .null)
    return members.object
  }
}

extension CaseRow {
  /// The row, with the state, the clocks and the hands in the form that one case has.
  public var json: JSONValue {
    var members = JSONMembers()
    members.add("case", .string(stream))
    members.add("openedAt", openedAt)
    members.add("state", state.json)
    members.add(
      "holder", .object([.init("code", .string(holder.code)), .init("name", holder.name.json)]))
    members.add("due", due)
    members.add("overdue", .bool(isOverdue))
    members.add("clocks", list: clocks.map(\.json))
    if !custody.stretches.isEmpty { members.add("hands", custody.json) }
    members.add(
      "contacts",
      .object([
        .init("tried", .integer(Int64(contacts.tried))),
        .init("reached", .integer(Int64(contacts.reached))),
      ]))
    members.add(
      "callbacks",
      .object([
        .init("tried", .integer(Int64(callbacks.tried))),
        .init("answered", .integer(Int64(callbacks.answered))),
      ]))
    members.add("recordedLate", .bool(isRecordedLate))
    members.add("latenessMicroseconds", .integer(latenessMicroseconds))
    members.add("events", .unsigned(events))
    members.add("lastPosition", .unsigned(lastPosition.rawValue))
    members.add("lastRecordedAt", lastRecordedAt)
    return members.object
  }
}
