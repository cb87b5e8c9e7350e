import EventStore
import Hotline
import Projections

// What touches several cases at once: all of it is recorded, or nothing.
extension CasePlan {
  /// Merges a case into another one, which receives it in the same append.
  /// - Throws: ``Refusal``, of either case.
  mutating func merge(
    _ merge: MergedInto, _ body: CaseBody, from file: CaseFile, into other: CaseFile?
  ) throws(Refusal) {
    var merge = merge
    if merge.clock == nil { merge.clock = rules?.rules.mergeClock }
    try add(merge, to: file, file.stream, at: body.occurredAt, body.disclosures)
    guard let other else { return }
    var received = MergeReceived()
    received.from = file.stream.text
    received.receivedAt = file.ticket.anchors.first { $0.start == .receipt }?.at
    received.clock = merge.clock
    refusing = other
    try add(received, to: other, other.stream, at: body.occurredAt)
    refusing = nil
  }

  /// Splits a case: the new ones are opened in the same append, and take from it what they do not say themselves.
  ///
  /// - Parameter name: the stream of the new case with an index.
  /// - Throws: ``Refusal``.
  mutating func split(
    _ split: SplitInto, _ body: CaseBody, of file: CaseFile, _ name: (Int) -> StreamID
  ) throws(Refusal) {
    var split = split
    split.into = body.parts.indices.map { name($0).text }
    try add(split, to: file, file.stream, at: body.occurredAt, body.disclosures)
    for (index, part) in body.parts.enumerated() {
      // The caller has said who they are: that stands with the case that is split.
      try add(
        part.event.filled(from: file), to: nil, name(index),
        at: part.occurredAt ?? body.occurredAt, part.disclosures, inherited: ["caller.name"])
    }
  }
}

extension IntakeRecorded {
  /// With what it leaves empty taken from the case it was part of.
  fileprivate func filled(from file: CaseFile) -> IntakeRecorded {
    let ticket = file.ticket
    var intake = self
    if kind.isEmpty { intake.kind = ticket.kind }
    if category.isEmpty { intake.category = ticket.category }
    if district.isEmpty { intake.district = ticket.district }
    if channel.isEmpty { intake.channel = ticket.channel }
    if urgency == nil { intake.urgency = ticket.urgency }
    // Who reported a wrong stays hidden from the units of every part, whatever kind it is given.
    intake.confidential = confidential || file.hidesReporter
    return intake
  }
}
