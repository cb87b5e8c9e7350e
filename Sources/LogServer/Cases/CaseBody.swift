import EventStore
import Hotline
import Projections

/// The body of a command on a case, or of an intake.
struct CaseBody {
  /// When it happened, as claimed; `nil` for now.
  var occurredAt: Instant?
  /// Who says so.
  var actor: String
  /// What is to be recorded.
  var event: any Hotline.CaseEvent
  /// Personal values that go with it.
  var disclosures: [PersonalValue] = []
  /// Revision at which the case must be; `nil` leaves it to the server.
  var expectedRevision: Revision?
  /// The new cases of a split.
  var parts: [Part] = []

  /// The personal values of each event that is asked for, in their order.
  var valuesOfEvents: [[PersonalValue]] { [disclosures] + parts.map(\.disclosures) }

  /// A personal value and where it belongs.
  struct PersonalValue {
    var path: String
    var text: String
  }

  /// One of the cases that a split makes.
  struct Part {
    var occurredAt: Instant?
    var event: IntakeRecorded
    var disclosures: [PersonalValue]
  }

  /// Names that only the log or its rules may set.
  static let forbidden =
    AppendBody.forbidden + ["due", "dueAt", "dueDates", "stream", "type", "id", "tags", "state"]

  /// Members of an event that only an import or the rules may set.
  private static let importedFields = ["provenance", "marks", "occurrence", "precision"]

  /// Reads a body.
  ///
  /// - Parameters:
  ///   - body: the JSON.
  ///   - type: the event that the command asks for.
  ///   - person: who acts, as the client's token says; the body then names nobody.
  /// - Throws: a problem of status 400 or 422 that names the place.
  init(
    _ body: JSONValue, as type: any Hotline.CaseEvent.Type, actor person: String? = nil
  ) throws(Problem) {
    var names = ["occurredAt", "data", "disclosures"]
    if person == nil { names.append("actor") }
    if type != IntakeRecorded.self { names.append("expectedRevision") }
    if type == SplitInto.self { names.append("cases") }
    let fields = try JSONCursor(root: body).members(
      only: names, forbidden: (Self.forbidden + ["actor"]).filter { !names.contains($0) })
    occurredAt = try Self.instant(fields["occurredAt"])
    if let person {
      actor = person
    } else {
      actor = try Self.actor(try fields.required("actor"))
    }
    event = try Self.event(type, fields)
    disclosures = try Self.disclosures(fields["disclosures"], of: type)
    if let cursor = fields["expectedRevision"] {
      let number = try cursor.unsigned()
      guard number > 0 else { throw cursor.wrongKind("the revision of the case's last event") }
      expectedRevision = Revision(number)
    }
    if type == SplitInto.self { parts = try Self.parts(try fields.required("cases")) }
  }

  private static func instant(_ cursor: JSONCursor?) throws(Problem) -> Instant? {
    guard let cursor else { return nil }
    return try cursor.instant()
  }

  private static func actor(_ cursor: JSONCursor) throws(Problem) -> String {
    let actor = try cursor.string()
    guard !actor.isEmpty, actor != DeadlineClock.actor else {
      throw .unacceptable(
        cursor.pointer, "name who says so, such as 'operator:0417'; it may not be the server itself"
      )
    }
    return actor
  }

  private static func event(
    _ type: any Hotline.CaseEvent.Type, _ fields: JSONFields
  ) throws(Problem) -> any Hotline.CaseEvent {
    guard let data = fields["data"] else { return type.init() }
    for (name, cursor) in try data.members() {
      let isOwn = type.description.field(named: name) != nil
      if name == "due" || importedFields.contains(name) || (forbidden.contains(name) && !isOwn) {
        throw .forbiddenField(cursor.pointer, name)
      }
    }
    do throws(PayloadEncodingError) {
      let bytes = try PayloadFields.encode(type.typeName, data.value)
      if let event = try? type.init(decoding: bytes) { return event }
    } catch {
      throw .unacceptable(data.pointer + error.pointer, error.reason)
    }
    throw .unacceptable(data.pointer, "the event cannot hold these fields")
  }

  private static func disclosures(
    _ cursor: JSONCursor?, of type: any Hotline.CaseEvent.Type
  ) throws(Problem) -> [PersonalValue] {
    guard let cursor else { return [] }
    var values: [PersonalValue] = []
    for (path, value) in try cursor.members() {
      guard type.disclosures.contains(where: { $0.path == path }) else {
        let known = type.disclosures.map { "'\($0.path)'" }.joined(separator: ", ")
        throw .unacceptable(
          value.pointer,
          known.isEmpty
            ? "\(type.typeName) takes no personal values"
            : "\(type.typeName) has no such personal value; use \(known)")
      }
      let text = try value.string()
      guard !text.isEmpty else {
        throw .unacceptable(value.pointer, "the value is empty; give it or leave it out")
      }
      values.append(PersonalValue(path: path, text: text))
    }
    return values
  }

  private static func parts(_ cursor: JSONCursor) throws(Problem) -> [Part] {
    let elements = try cursor.elements()
    guard (1...partsMax).contains(elements.count) else {
      throw .unacceptable(cursor.pointer, "a split makes 1 to \(partsMax) new cases")
    }
    var parts: [Part] = []
    for element in elements {
      let fields = try element.members(
        only: ["occurredAt", "data", "disclosures"], forbidden: forbidden)
      guard let intake = try event(IntakeRecorded.self, fields) as? IntakeRecorded else { continue }
      parts.append(
        Part(
          occurredAt: try instant(fields["occurredAt"]), event: intake,
          disclosures: try disclosures(fields["disclosures"], of: IntakeRecorded.self)))
    }
    return parts
  }

  /// Most cases that a split makes at once.
  static let partsMax = 20
}
