import Hotline

extension CaseState {
  /// The state as JSON; what is not so, or not known, is left out.
  public var json: JSONValue {
    var members = JSONMembers()
    members.add("status", .string(status.code))
    members.add("step", ticket.step)
    members.add("stepSince", ticket.stepSince)
    members.add("sourceId", text: sourceID)
    members.add("categoryText", text: categoryText)
    members.add("category", text: ticket.step == nil ? category : ticket.category)
    members.add("district", text: ticket.step == nil ? district : ticket.district)
    members.add("kind", text: ticket.kind)
    members.add("channel", text: ticket.channel)
    members.add("urgency", ticket.urgency)
    members.add("difficulty", ticket.difficulty)
    members.add("confidential", flag: ticket.isConfidential)
    if let occurredAt {
      members.add("occurredAt", occurredAt)
      members.add("precision", isDayOnly ? "day" : "second")
    }
    members.add("marks", texts: marks.list.map(\.code))
    addHandling(&members)
    addResult(&members)
    return members.object
  }

  private func addHandling(_ members: inout JSONMembers) {
    members.add("lead", text: ticket.lead)
    members.add("coHandlers", texts: ticket.coHandlers)
    if let last = ticket.hands.last, last.until == nil {
      members.add("heldBy", text: last.unit)
      members.add("heldSince", last.from)
      members.add("inTheAir", flag: last.inTheAir)
    }
    if ticket.round > 1 { members.add("round", count: ticket.round) }
    members.add("returns", count: ticket.returns)
    members.add("improperReturns", count: ticket.improperReturns)
    members.add("returnsAreFinal", flag: ticket.returnsAreFinal)
    members.add("extensions", count: ticket.extensions)
    members.add("suspension", ticket.suspension)
    members.add("suspendedUntil", ticket.suspendedUntil)
    members.add("redos", count: ticket.redos)
    members.add("reopenings", count: ticket.reopenings)
    members.add("reminders", count: ticket.reminders)
    members.add("mergedInto", text: ticket.mergedInto)
    members.add("related", texts: ticket.related)
  }

  private func addResult(_ members: inout JSONMembers) {
    members.add("grade", ticket.grade)
    members.add("needsFollowUp", flag: ticket.needsFollowUp)
    members.add("claimedSolved", answer: ticket.claimedSolved)
    members.add("confirmedSolved", answer: ticket.confirmedSolved)
    members.add("resultAt", ticket.resultAt)
    members.add("closedAt", ticket.closedAt)
    members.add("callbackAttempts", count: ticket.callbackAttempts)
    members.add("cards", list: ticket.cards.map(\.json))
    members.add("pendingExclusion", ticket.pendingExclusion)
    members.add("exclusion", ticket.exclusion)
    members.add("openAppeals", count: ticket.openAppeals)
    members.add("jointSupervisions", count: ticket.jointSupervisions)
    members.add("lateEntries", count: ticket.lateEntries)
    members.add("contradictions", count: ticket.contradictions)
    members.add("corrections", count: ticket.corrections)
  }
}

extension TicketCard {
  fileprivate var json: JSONValue {
    var members = JSONMembers()
    members.add("colour", colour)
    members.add("unit", text: unit)
    members.add("rule", text: rule)
    members.add("clock", text: clock)
    members.add("revoked", flag: isRevoked)
    return members.object
  }
}
