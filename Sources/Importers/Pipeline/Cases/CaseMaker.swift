import EventStore
import Hotline
import Projections
import Wire

/// Makes the events of rows by the plan of a mapping.
///
/// An event's id follows from the mapping's version, the columns of the case, the event's name and
/// the columns of its key, under the log's identity key; so that the same event is recognised in any
/// row and any file.
struct CaseMaker {
  private let plan: CasePlan
  private let actor: String
  private let version: UInt32
  private let columns: ColumnPlaces
  private var hash: KeyedHash
  private var namer: StreamNamer
  private var salts: SaltSource
  private var message: [UInt8] = []
  /// Texts of the watched columns in the row before, by case; of the file at hand.
  private var before: [StreamID: [[UInt8]]] = [:]

  init(
    _ mapping: Mapping, _ plan: CasePlan, _ columns: ColumnPlaces, identityKey: [UInt8],
    _ entropy: any EntropySource
  ) {
    self.plan = plan
    self.columns = columns
    actor = mapping.actor
    version = UInt32(mapping.identityVersion)
    hash = KeyedHash(key: identityKey)
    namer = StreamNamer(prefix: mapping.streamPrefix)
    salts = SaltSource(entropy)
  }

  /// Where the mapping's columns are.
  var places: [Int] { columns.places }

  /// What the scanner's current row may become.
  ///
  /// - Parameters:
  ///   - occurrence: how often the row's content stood in its file so far, itself included.
  ///   - place: where the row stands.
  /// - Throws: ``RowRefusal``; then nothing of the row is recorded.
  mutating func make(
    _ scanner: borrowing CSVScanner, occurrence: UInt32, _ place: ImportProvenance
  ) throws(RowRefusal) -> CaseRow {
    if scanner.hasBadQuote { throw RowRefusal(reason: .badQuote) }
    if scanner.hasNUL { throw RowRefusal(reason: .nulByte) }
    guard scanner.fieldCount == columns.fieldCount else { throw RowRefusal(reason: .fieldCount) }
    var fields: [[UInt8]] = []
    for place in columns.places { fields.append([UInt8](block: scanner.field(place))) }
    if plan.caseColumns.allSatisfy({ fields[$0].isBlank }) {
      throw RowRefusal(reason: .badID, column: plan.caseColumns.first)
    }
    message.removeAll(keepingCapacity: true)
    append(plan.caseColumns, of: fields)
    let digest = hash.digest(message)
    let stream = namer.name(digest)
    let watched = plan.watched.map { fields[$0] }
    let earlier = before[stream]
    let values = RowValues(fields, plan) { [plan] column in
      guard let earlier, let index = plan.watched.firstIndex(of: column) else { return false }
      return earlier[index] != fields[column]
    }
    var row = CaseRow(
      stream: stream, drafts: [], lastDrafts: [], isRepeated: occurrence > 1)
    for event in plan.events where values.meets(event.conditions) {
      let draft = try self.draft(event, values, place, occurrence)
      if event.isLast { row.lastDrafts.append(draft) } else { row.drafts.append(draft) }
    }
    before[stream] = watched
    return row
  }

  private mutating func draft(
    _ event: EventPlan, _ values: RowValues, _ place: ImportProvenance, _ occurrence: UInt32
  ) throws(RowRefusal) -> EventDraft {
    var values = values
    let time = try values.time(event.time)
    var writer = WireWriter(capacity: 192)
    for field in event.fields { try field.encode(&values, into: &writer) }
    var payload = writer.bytes
    if event.type == IntakeRecorded.self {
      if occurrence > 1 { values.marks.insert(.repeatedRow) }
      payload = try intake(payload, time.precision, values.marks, occurrence, place)
    }
    guard payload.count <= Limits.recordBytesMax - Limits.envelopeBytesMax else {
      throw RowRefusal(reason: .tooLong)
    }
    var tags = CaseTags.of(event.type.description, payload)
    for (name, source) in event.tags {
      tags.append(Tag(unchecked: "\(name):\(try values.text(source))"))
    }
    let id = self.id(of: event, values.fields)
    return EventDraft(
      id: id, type: EventType(unchecked: event.type.typeName),
      schemaVersion: event.type.schemaVersion, occurredAt: time.at, actor: actor,
      tags: tags.sorted(), payload: payload, disclosures: try disclosures(event, values.fields, id))
  }

  /// An intake with what the importer says about it.
  private func intake(
    _ payload: [UInt8], _ precision: TimePrecision, _ marks: IntakeMarks, _ occurrence: UInt32,
    _ place: ImportProvenance
  ) throws(RowRefusal) -> [UInt8] {
    guard var intake = try? IntakeRecorded(decoding: payload) else {
      throw RowRefusal(reason: .badText)
    }
    intake.timePrecision = precision
    intake.marks = marks
    intake.occurrence = occurrence
    intake.provenance = place
    return intake.encoded
  }

  /// HMAC(version ‖ columns of the case ‖ name ‖ columns of the key), each list with its count and
  /// the lengths of its texts; integers big-endian.
  private mutating func id(of event: EventPlan, _ fields: [[UInt8]]) -> EventID {
    message.removeAll(keepingCapacity: true)
    append(plan.caseColumns, of: fields)
    message.append(half: UInt32(event.name.utf8.count))
    message.append(contentsOf: event.name.utf8)
    append(event.key, of: fields)
    let words = hash.digest(message).words
    return EventID(high: words.2, low: words.3)
  }

  private mutating func append(_ columns: [Int], of fields: [[UInt8]]) {
    message.append(word: UInt64(version) << 32 | UInt64(columns.count))
    for column in columns { message.append(half: UInt32(clamping: fields[column].count)) }
    for column in columns { message.append(contentsOf: fields[column]) }
  }

  private mutating func disclosures(
    _ event: EventPlan, _ fields: [[UInt8]], _ id: EventID
  ) throws(RowRefusal) -> [Disclosure] {
    var result: [Disclosure] = []
    for (path, column) in event.disclosures where !fields[column].isBlank {
      let value = fields[column]
      guard value.count <= Limits.disclosureBytesMax else {
        throw RowRefusal(reason: .tooLong, column: column)
      }
      guard (try? UTF8Span(validating: value.span)) != nil else {
        throw RowRefusal(reason: .badText, column: column)
      }
      result.append(Disclosure(path: path, salt: salts.salt(id, path), value: value))
    }
    return result
  }
}
