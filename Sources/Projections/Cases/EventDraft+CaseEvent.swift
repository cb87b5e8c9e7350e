public import EventStore
public import Hotline
public import Wire

extension EventDraft {
  /// A proposed event of a case, with the tags by which it is found: `unit:` for the units that it
  /// names, `category:`, `district:` and `channel:`.
  ///
  /// - Parameters:
  ///   - event: what happened, as the decision returned it.
  ///   - id: identity of the event.
  ///   - occurredAt: when it happened, as claimed.
  ///   - actor: who says so.
  ///   - disclosures: personal values that go with it.
  public init(
    _ event: any Hotline.CaseEvent, id: EventID, occurredAt: Instant, actor: String,
    disclosures: [Disclosure] = []
  ) {
    let type = Swift.type(of: event)
    let payload = event.encoded
    self.init(
      id: id, type: EventType(unchecked: type.typeName), schemaVersion: type.schemaVersion,
      occurredAt: occurredAt, actor: actor, tags: CaseTags.of(type.description, payload),
      payload: payload, disclosures: disclosures)
  }
}

/// Tags that follow from an event's fields.
public enum CaseTags {
  /// Names of fields and the tag that each brings.
  private static let prefixes = [
    "unit": "unit", "lead": "unit", "coHandlers": "unit", "category": "category",
    "district": "district", "channel": "channel",
  ]

  /// The tags, sorted: `unit:` for the units that a payload names, `category:`, `district:`, `channel:`.
  ///
  /// - Parameters:
  ///   - type: fields of the event's type.
  ///   - payload: its fields in protobuf wire format; what cannot be read brings no tag.
  public static func of(_ type: MessageDescription, _ payload: [UInt8]) -> [Tag] {
    var tags: [Tag] = []
    var reader = WireReader(payload.span)
    while tags.count < Limits.tagsPerEventMax, let field = try? reader.nextField() {
      guard field.type == .lengthDelimited, let known = type.field(field.number),
        let prefix = prefixes[known.name], case .text = known.kind
      else {
        guard (try? reader.skip(field.type)) != nil else { break }
        continue
      }
      guard let code = try? reader.string() else { break }
      if let tag = try? Tag("\(prefix):\(code)"), !tags.contains(tag) { tags.append(tag) }
    }
    return tags.sorted()
  }
}
