import EventStore
import Hotline
import Wire

/// Makes the events of rows, with everything that repeats from row to row made once.
struct DraftMaker {
  private let mapping: Mapping
  private let entropy: any EntropySource
  private let type = EventType(unchecked: HotlineEventType.intakeRecorded.name)
  private let provenance: ImportProvenance
  private let actor: String
  private var namer: StreamNamer
  private var tags: [[Tag]]
  private var context: [UInt8] = []

  init(_ mapping: Mapping, _ entropy: any EntropySource, provenance: ImportProvenance) {
    self.mapping = mapping
    self.entropy = entropy
    self.provenance = provenance
    actor = mapping.actor
    namer = StreamNamer(prefix: mapping.streamPrefix)
    let codes = mapping.districts.entries.map(\.code) + [mapping.districtOtherwise]
    tags = mapping.categories.entries.flatMap { category in
      codes.map { district in
        [
          Tag(unchecked: "category:" + category.code), Tag(unchecked: "district:" + district),
        ] + (mapping.channel.isEmpty ? [] : [Tag(unchecked: "channel:" + mapping.channel)])
      }.map { $0.sorted() }
    }
  }

  /// The append of one row: a stream of its own, left out when it is there already.
  mutating func make(
    _ scanner: borrowing CSVScanner, _ interpreter: borrowing RowInterpreter, _ facts: RowFacts,
    _ identity: RowIdentity, file: UInt32, row: UInt64
  ) -> StreamAppend {
    let id = identity.eventID
    let category = mapping.categories.entries[facts.category]
    let district =
      facts.district < 0
      ? mapping.districtOtherwise : mapping.districts.entries[facts.district].code
    var marks = facts.marks
    if identity.occurrence > 1 { marks.insert(.repeatedRow) }
    var place = provenance
    place.file = file
    place.row = row
    let sourceID = scanner.field(interpreter.sourceIDPlace)
    let intake = IntakeRecorded(
      sourceID: String(validating: sourceID, 0..<sourceID.count) ?? "",
      categoryText: category.text, category: category.code, district: district,
      channel: mapping.channel, kind: mapping.kind, timePrecision: facts.precision, marks: marks,
      occurrence: identity.occurrence, provenance: place)
    var writer = WireWriter(capacity: 192)
    intake.encode(into: &writer)
    let districts = mapping.districts.entries.count + 1
    let tagIndex =
      facts.category * districts + (facts.district < 0 ? districts - 1 : facts.district)
    let draft = EventDraft(
      id: id, type: type, schemaVersion: HotlineEventType.intakeRecorded.schemaVersion,
      occurredAt: facts.occurredAt, actor: actor, tags: tags[tagIndex],
      payload: writer.bytes, disclosures: disclosures(scanner, interpreter, facts, id))
    return StreamAppend(
      namer.name(facts.day, identity.digest), expected: .none, ifPresent: .skip, events: [draft])
  }

  private mutating func disclosures(
    _ scanner: borrowing CSVScanner, _ interpreter: borrowing RowInterpreter, _ facts: RowFacts,
    _ id: EventID
  ) -> [Disclosure] {
    var result: [Disclosure] = []
    for (path, column) in mapping.disclosures {
      let value = interpreter.value(of: column, scanner, facts)
      if value.isEmpty { continue }
      result.append(Disclosure(path: path, salt: salt(id, path), value: value))
    }
    return result
  }

  /// The salt of an event's value; a seeded source derives it from the event's id and the path.
  mutating func salt(_ id: EventID, _ path: String) -> Salt {
    context.removeAll(keepingCapacity: true)
    context.append(word: id.high)
    context.append(word: id.low)
    context.append(contentsOf: path.utf8)
    return entropy.salt(for: context)
  }
}
