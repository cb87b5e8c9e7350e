public import EventStore

/// A recorded event as CloudEvents 1.0 JSON (https://github.com/cloudevents/spec, JSON event
/// format).
///
/// `id` is the event id, `source` the log's origin, `subject` the stream, `time` the claimed
/// `occurredAt`. `data` holds the payload's fields where the type is known, else `data_base64`
/// holds its bytes. Extension attributes: `position`, `revision`, `recordedat`, `actor`,
/// `schemaversion`, `tags` and `disclosures` (separated by spaces; a space or percent sign inside
/// one is percent-encoded; a disclosure is `path=digest`), `leafhash`, `previous`.
public enum EventJSON {
  /// The event as a JSON value; equal events give equal values.
  public static func value(_ event: RecordedEvent, origin: String) -> JSONValue {
    let record = event.record
    var members: [JSONValue.Member] = [
      .init("specversion", "1.0"),
      .init("id", .string(record.id.description)),
      .init("source", .string(origin)),
      .init("type", .string(record.type.text)),
      .init("subject", .string(record.stream.text)),
      .init("time", .string(record.occurredAt.description)),
      .init("position", .unsigned(event.position.rawValue)),
      .init("revision", .unsigned(record.revision.rawValue)),
      .init("recordedat", .string(record.recordedAt.description)),
      .init("actor", .string(record.actor)),
      .init("schemaversion", .integer(Int64(record.schemaVersion))),
    ]
    if !record.tags.isEmpty {
      members.append(.init("tags", .string(spaced(record.tags.map(\.text)))))
    }
    if !record.disclosures.isEmpty {
      let texts = record.disclosures.map { "\($0.path)=\($0.digest.hex)" }
      members.append(.init("disclosures", .string(spaced(texts))))
    }
    members.append(.init("leafhash", .string(event.leafHash.hex)))
    if let previous = record.previous {
      members.append(.init("previous", .string(previous.hex)))
    }
    members.append(contentsOf: data(record))
    return .object(members)
  }

  /// The event as one line of JSON, without the line feed.
  public static func line(_ event: RecordedEvent, origin: String) -> String {
    JSONWriter.text(value(event, origin: origin))
  }

  private static func data(_ record: Record) -> [JSONValue.Member] {
    let fields = PayloadFields.decode(record.type.text, record.payload)
    if fields.isKnown, fields.isReadable {
      return [
        .init("datacontenttype", "application/json"), .init("data", .object(fields.fields)),
      ]
    }
    guard !record.payload.isEmpty else { return [] }
    return [
      .init("datacontenttype", "application/protobuf"),
      .init("data_base64", .string(base64(record.payload))),
    ]
  }

  private static func spaced(_ texts: [String]) -> String {
    texts.map { text in
      text.contains { $0 == " " || $0 == "%" }
        ? text.reduce(into: "") { $0 += $1 == " " ? "%20" : $1 == "%" ? "%25" : String($1) }
        : text
    }.joined(separator: " ")
  }
}
