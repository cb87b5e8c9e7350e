import EventStore

extension CaseHistory {
  /// The history as JSON, as `replay case --json` and the HTTP interface give it.
  ///
  /// - Parameter isRevealed: whether personal values are included; their digests always are.
  public func json(isRevealed: Bool = false) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("case", .string(stream.text)),
      .init("origin", .string(origin)),
      .init("logSize", .unsigned(head.rawValue)),
    ]
    switch point {
    case .now: break
    case .recorded(let instant): members.append(.init("asOf", .string(instant.description)))
    case .position(let position): members.append(.init("at", .unsigned(position.rawValue)))
    }
    members.append(.init("hiddenLaterEvents", .integer(Int64(hiddenCount))))
    members.append(.init("state", state.json))
    members.append(.init("events", .array(events.map { $0.json(isRevealed: isRevealed) })))
    return .object(members)
  }
}

extension CaseEntry {
  /// The event as JSON, with the state after it.
  public func json(isRevealed: Bool = false) -> JSONValue {
    let record = event.record
    var members: [JSONValue.Member] = [
      .init("position", .unsigned(event.position.rawValue)),
      .init("revision", .unsigned(record.revision.rawValue)),
      .init("id", .string(record.id.description)),
      .init("type", .string(record.type.text)),
      .init("occurredAt", .string(record.occurredAt.description)),
      .init("recordedAt", .string(record.recordedAt.description)),
      .init("latenessMicroseconds", .integer(latenessMicroseconds)),
    ]
    if let since = sincePreviousMicroseconds {
      members.append(.init("sincePreviousMicroseconds", .integer(since)))
    }
    members.append(.init("actor", .string(record.actor)))
    members.append(.init("tags", .array(record.tags.map { .string($0.text) })))
    members.append(.init("remarks", .array(remarks.map { .string($0.code) })))
    members.append(contentsOf: payloadMembers)
    let values = disclosures.map { $0.json(isRevealed: isRevealed) }
    members.append(.init("disclosures", .array(values)))
    members.append(.init("leafHash", .string(event.leafHash.hex)))
    if let previous = record.previous {
      members.append(.init("previous", .string(previous.hex)))
    }
    members.append(.init("stateAfter", state.json))
    return .object(members)
  }

  private var payloadMembers: [JSONValue.Member] {
    if fields.isKnown, fields.isReadable { return [.init("fields", .object(fields.fields))] }
    guard !event.record.payload.isEmpty else { return [] }
    return [.init("payloadBase64", .string(base64(event.record.payload)))]
  }
}

extension CaseDisclosure {
  fileprivate func json(isRevealed: Bool) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("path", .string(path)), .init("digest", .string(digest.hex)),
    ]
    if isRevealed {
      members.append(.init("value", value.map { .string($0) } ?? .null))
      if let isGenuine { members.append(.init("matchesDigest", .bool(isGenuine))) }
    }
    return .object(members)
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
