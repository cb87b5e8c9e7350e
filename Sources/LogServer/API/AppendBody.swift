import EventStore
import Hotline
import Projections

/// Reads the body of `POST /v1/events` into an append request.
struct AppendBody {
  /// Where salts and ids without a name of their own come from.
  let entropy: any EntropySource
  /// Key of the directory's keyed hashes.
  let identityKey: [UInt8]
  /// The request's own name, from the `Idempotency-Key` header field.
  let key: RequestKey?

  /// A request and where each event of the body stands in it.
  struct Decoded {
    /// The request.
    var request: AppendRequest
    /// For each event of the body, in order: its stream, its id and its offset from the receipt's first position.
    var places: [Place]
  }

  /// Where one event of the body ends up.
  struct Place {
    var stream: StreamID
    var id: EventID
    var offset: UInt64
  }

  /// Names that only the log may set.
  static let forbidden = [
    "recordedAt", "recordedat", "position", "revision", "leafHash", "leafhash", "previous",
    "streamNumber", "formatVersion", "hash", "digest", "salt", "signature", "receipt",
  ]

  /// Events that programs on the server record, after checks and with effects that no request has: rules and reference
  /// data (`adopt`), bulletins (`publish`), versions (`switch`), inventories (`checkpoint`), looks (the access log), accounts of rows (`import`).
  static let ofPrograms: Set<String> = [
    RuleSetAdopted.typeName, CalendarAdopted.typeName, CategoryDefined.typeName,
    UnitCreated.typeName, UnitRenamed.typeName, UnitMerged.typeName, BulletinPublished.typeName,
    FigureRestated.typeName, PeriodClosed.typeName, ProjectionSwitched.typeName,
    InventoryTaken.typeName, ValuesShown.typeName, ImportStarted.typeName, RowRejected.typeName,
    FileImported.typeName, ImportFinished.typeName,
  ]

  /// Decodes a body.
  /// - Throws: a problem of status 400 or 422 that names the place.
  func decode(_ body: JSONValue) throws(Problem) -> Decoded {
    let fields = try JSONCursor(root: body).members(
      only: ["events", "expected", "conditions"], forbidden: Self.forbidden)
    let events = try fields.required("events").elements()
    guard !events.isEmpty else {
      throw .unacceptable("/events", "the request has no event; send at least one")
    }
    guard events.count <= Limits.eventsPerRequestMax else {
      throw .unacceptable(
        "/events",
        "the request has \(events.count) events; send at most \(Limits.eventsPerRequestMax)")
    }
    var groups: [(stream: StreamID, events: [EventDraft])] = []
    var groupOf: [StreamID: Int] = [:]
    var spots: [(group: Int, index: Int)] = []
    for (index, cursor) in events.enumerated() {
      let (stream, draft) = try event(cursor, index: index)
      let group = groupOf[stream] ?? groups.count
      if group == groups.count {
        groups.append((stream, []))
        groupOf[stream] = group
      }
      spots.append((group, groups[group].events.count))
      groups[group].events.append(draft)
    }
    let expected = try expectations(fields["expected"], known: groupOf)
    let conditions = try fields["conditions"].map(conditions) ?? []
    var starts: [UInt64] = []
    var total: UInt64 = 0
    for group in groups {
      starts.append(total)
      total += UInt64(group.events.count)
    }
    return Decoded(
      request: AppendRequest(
        groups.map {
          StreamAppend($0.stream, expected: expected[$0.stream] ?? .any, events: $0.events)
        },
        conditions: conditions, key: key),
      places: spots.map { group, index in
        Place(
          stream: groups[group].stream, id: groups[group].events[index].id,
          offset: starts[group] + UInt64(index))
      })
  }
}

extension AppendBody {
  private static let eventFields = [
    "stream", "type", "schemaVersion", "occurredAt", "actor", "tags", "payload", "fields",
    "disclosures", "id",
  ]

  private func event(_ cursor: JSONCursor, index: Int) throws(Problem) -> (StreamID, EventDraft) {
    let fields = try cursor.members(only: Self.eventFields, forbidden: Self.forbidden)
    let streamAt = try fields.required("stream")
    let stream = try named(streamAt) { text throws(NameError) in try StreamID(text) }
    let typeAt = try fields.required("type")
    let type = try named(typeAt) { text throws(NameError) in try EventType(text) }
    // An event that says so without anything being destroyed would be a lie in the log.
    guard !CommandTable.isAdministrative(type.text), !Self.ofPrograms.contains(type.text) else {
      throw Problem(
        kind: .forbidden,
        detail: "\(typeAt.pointer): '\(type.text)' is recorded by the administrator on the server, "
          + "with what it says.")
    }
    let id = try eventID(fields["id"], index: index)
    var tags: [Tag] = []
    for tag in try fields["tags"].map({ cursor throws(Problem) in try cursor.elements() }) ?? [] {
      tags.append(try named(tag) { text throws(NameError) in try Tag(text) })
    }
    let draft = EventDraft(
      id: id, type: type, schemaVersion: try schemaVersion(fields["schemaVersion"]),
      occurredAt: try fields.required("occurredAt").instant(),
      actor: try fields.required("actor").string(), tags: tags,
      payload: try payload(fields, type: type), disclosures: try disclosures(fields, id: id))
    return (stream, draft)
  }

  private func named<Name>(
    _ cursor: JSONCursor, _ make: (String) throws(NameError) -> Name
  ) throws(Problem) -> Name {
    let text = try cursor.string()
    do {
      return try make(text)
    } catch {
      throw .unacceptable(cursor.pointer, error.description)
    }
  }

  /// The id as given; else one that follows from the request key, so that a retry repeats it; else a fresh one.
  private func eventID(_ cursor: JSONCursor?, index: Int) throws(Problem) -> EventID {
    if let cursor {
      guard let bytes = [UInt8](hexText: try cursor.string()), let id = EventID(bytes) else {
        throw .unacceptable(cursor.pointer, "an event id is 32 hexadecimal digits")
      }
      return id
    }
    guard let key else { return EventID(entropy.salt(for: Array("event \(index)".utf8))) }
    return EventID(hmacSHA256(key: identityKey, Array("http event \(index) of \(key.text)".utf8)))
  }

  private func schemaVersion(_ cursor: JSONCursor?) throws(Problem) -> UInt32 {
    guard let cursor else { return 1 }
    guard let version = UInt32(exactly: try cursor.unsigned()), version > 0 else {
      throw cursor.wrongKind("a whole number from 1")
    }
    return version
  }

  private func payload(_ fields: JSONFields, type: EventType) throws(Problem) -> [UInt8] {
    if let cursor = fields["payload"] {
      guard fields["fields"] == nil else {
        throw .badShape(cursor.pointer, "and 'fields' say the same thing twice; send one of them")
      }
      guard let bytes = base64Bytes(try cursor.string()) else {
        throw .unacceptable(cursor.pointer, "the text is not base64 with padding (RFC 4648 §4)")
      }
      do {
        // What no view could read would stop every view that meets it.
        _ = try Vocabulary.decode(type.text, bytes)
      } catch {
        throw .unacceptable(cursor.pointer, "the bytes are no \(type.text): \(error)")
      }
      return bytes
    }
    guard let cursor = fields["fields"] else { return [] }
    do {
      return try PayloadFields.encode(type.text, cursor.value)
    } catch {
      throw .unacceptable(cursor.pointer + error.pointer, error.reason)
    }
  }

  private func disclosures(_ fields: JSONFields, id: EventID) throws(Problem) -> [Disclosure] {
    guard let list = fields["disclosures"] else { return [] }
    var disclosures: [Disclosure] = []
    for cursor in try list.elements() {
      let parts = try cursor.members(only: ["path", "value"], forbidden: Self.forbidden)
      let path = try parts.required("path").string()
      let value = Array(try parts.required("value").string().utf8)
      let salt = entropy.salt(for: id.bytes + Array(path.utf8))
      disclosures.append(Disclosure(path: path, salt: salt, value: value))
    }
    return disclosures
  }

  private func expectations(
    _ cursor: JSONCursor?, known: [StreamID: Int]
  ) throws(Problem) -> [StreamID: ExpectedRevision] {
    var result: [StreamID: ExpectedRevision] = [:]
    guard let cursor else { return result }
    for (name, value) in try cursor.members() {
      let stream = try? StreamID(name)
      guard let stream, known[stream] != nil else {
        throw .unacceptable(value.pointer, "the request has no event for this stream")
      }
      result[stream] = try expectation(value)
    }
    return result
  }

  private func expectation(_ cursor: JSONCursor) throws(Problem) -> ExpectedRevision {
    switch cursor.value {
    case .string("any"): return .any
    case .string("none"), .integer(0): return .none
    case .integer(let number) where number > 0: return .exactly(Revision(UInt64(number)))
    default: throw cursor.wrongKind("'any', 'none' or the revision of the stream's last event")
    }
  }

  private func conditions(_ cursor: JSONCursor) throws(Problem) -> [AppendCondition] {
    var conditions: [AppendCondition] = []
    for item in try cursor.elements() {
      let fields = try item.members(only: ["types", "tags", "after"])
      var types: [EventType] = []
      for type in try fields["types"].map({ cursor throws(Problem) in try cursor.elements() }) ?? []
      {
        types.append(try named(type) { text throws(NameError) in try EventType(text) })
      }
      var tags: [Tag] = []
      for tag in try fields["tags"].map({ cursor throws(Problem) in try cursor.elements() }) ?? [] {
        tags.append(try named(tag) { text throws(NameError) in try Tag(text) })
      }
      let after = try fields["after"].map { cursor throws(Problem) in try cursor.unsigned() } ?? 0
      conditions.append(
        AppendCondition(failIfAny: .matching(types: types, tags: tags), after: Position(after)))
    }
    return conditions
  }
}
