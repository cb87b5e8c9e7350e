import EventStore
import Hotline
import Hummingbird
import Projections

/// `GET /v1/rules`, `/v1/calendars`, `/v1/units`, `/v1/categories`: reference data in force, now or as of a moment.
struct ReferenceEndpoint {
  let state: ServerState

  /// What to list.
  enum Subject: String, CaseIterable {
    case rules
    case calendars
    case units
    case categories
  }

  /// The list in force.
  func list(_ subject: Subject, query: String?) throws(Problem) -> Response {
    let items = try QueryItems(query, single: ["asOf", "at"])
    let point = try items.point()
    let (data, head) = try state.read { snapshot in
      try (ReferenceData.load(from: snapshot), snapshot.head)
    }
    var members: [JSONValue.Member] = [
      .init("origin", .string(state.log.origin)), .init("head", .unsigned(head.rawValue)),
    ]
    switch point {
    case .now: break
    case .recorded(let instant): members.append(.init("asOf", .string(instant.description)))
    case .position(let position):
      // What the log will know there is not what it knows now.
      guard position <= head else {
        throw .notFound("There is no event at position \(position); the log has \(head).")
      }
      members.append(.init("at", .unsigned(position.rawValue)))
    }
    members.append(.init(subject.rawValue, .array(list(subject, data, point))))
    return Response.json(.ok, .object(members))
  }

  private func list(_ subject: Subject, _ data: ReferenceData, _ point: CasePoint) -> [JSONValue] {
    switch subject {
    case .rules: data.ruleSets(asOf: point).map(Self.known)
    case .calendars: data.calendars(asOf: point).map(Self.known)
    case .categories: data.categories(asOf: point).map(Self.known)
    case .units: data.units(asOf: point).map(Self.unit)
    }
  }

  /// The event's own fields, and since when it is known.
  private static func known<Content: EventPayload>(
    _ adopted: ReferenceData.Adopted<Content>
  ) -> JSONValue {
    let fields = PayloadFields.decode(Content.typeName, adopted.content.encoded)
    return .object(
      fields.fields + since(adopted.position, adopted.recordedAt, adopted.revision))
  }

  private static func unit(_ unit: ReferenceUnit) -> JSONValue {
    var members = PayloadFields.decode(UnitCreated.typeName, unit.unit.encoded).fields
    if !unit.mergedInto.isEmpty {
      members.append(.init("mergedInto", .string(unit.mergedInto)))
    }
    return .object(members + since(unit.position, unit.recordedAt, unit.revision))
  }

  private static func since(
    _ position: Position, _ recordedAt: Instant, _ revision: Revision
  ) -> [JSONValue.Member] {
    [
      .init("position", .unsigned(position.rawValue)),
      .init("revision", .unsigned(revision.rawValue)),
      .init("recordedAt", .string(recordedAt.description)),
    ]
  }
}
