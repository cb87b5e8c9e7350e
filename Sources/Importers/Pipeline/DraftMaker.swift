import EventStore
import Hotline
import Wire

/// Makes the events of rows, with everything that repeats from row to row made once.
struct DraftMaker {
  private let mapping: Mapping
  private var salts: SaltSource
  private let type = EventType(unchecked: IntakeRecorded.typeName)
  private let provenance: ImportProvenance
  private var actor: String
  private var namer: StreamNamer
  /// Tags and payloads by category and district: `category * districtCount + district`.
  private var tags: [[Tag]] = []
  /// Those of ``tags`` that the request at hand has needed, in memory of its own.
  private var ownTags: [[Tag]] = []
  private var templates: [IntakeTemplate] = []
  private let districtCount: Int
  /// Rows that wait for their identities, and their sources' own numbers.
  private var rows: [Row] = []
  private var sources: [UInt8] = []
  private var sourceID: [UInt8] = []

  private struct Row {
    var facts: RowFacts
    var file: UInt32
    var row: UInt64
    var source: Range<Int>
    /// Its personal values, without their salts.
    var disclosures: [Disclosure]
  }

  init(_ mapping: Mapping, _ entropy: any EntropySource, provenance: ImportProvenance) {
    self.mapping = mapping
    salts = SaltSource(entropy)
    self.provenance = provenance
    actor = mapping.actor
    namer = StreamNamer(prefix: mapping.streamPrefix)
    let codes = mapping.districts.entries.map(\.code) + [mapping.districtOtherwise]
    districtCount = codes.count
    for category in mapping.categories.entries {
      for district in codes {
        var texts = ["category:" + category.code, "district:" + district]
        if !mapping.channel.isEmpty { texts.append("channel:" + mapping.channel) }
        tags.append(texts.map { Tag(unchecked: $0) }.sorted())
        templates.append(
          IntakeTemplate(
            categoryText: category.text, category: category.code, district: district,
            channel: mapping.channel, kind: mapping.kind))
      }
    }
  }

  /// Notes the scanner's current row.
  mutating func add(
    _ scanner: borrowing CSVScanner, _ interpreter: borrowing RowInterpreter, _ facts: RowFacts,
    file: UInt32, row: UInt64
  ) {
    let start = sources.count
    sources.append(block: scanner.field(interpreter.sourceIDPlace))
    rows.append(
      Row(
        facts: facts, file: file, row: row, source: start..<sources.count,
        disclosures: disclosures(scanner, interpreter, facts)))
  }

  /// The appends of the rows noted since this was last asked: a stream for each, left out when it is there already.
  mutating func make(_ identities: [RowIdentity]) -> [StreamAppend] {
    var result: [StreamAppend] = []
    result.reserveCapacity(rows.count + 1)
    letGoOfShared()
    for index in rows.indices {
      let id = identities[index].eventID
      for value in rows[index].disclosures.indices {
        rows[index].disclosures[value].salt = salt(id, rows[index].disclosures[value].path)
      }
      result.append(make(rows[index], identities[index]))
    }
    rows.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    return result
  }

  /// Gives the next request texts and tags of its own: threads that count references to the same memory wait for each
  /// other, and the request before is still on its way.
  private mutating func letGoOfShared() {
    actor = String(decoding: Array(mapping.actor.utf8), as: UTF8.self)
    ownTags = [[Tag]](repeating: [], count: tags.count)
  }

  private mutating func make(_ row: Row, _ identity: RowIdentity) -> StreamAppend {
    let facts = row.facts
    let kind =
      facts.category * districtCount + (facts.district < 0 ? districtCount - 1 : facts.district)
    var marks = facts.marks
    if identity.occurrence > 1 { marks.insert(.repeatedRow) }
    var place = provenance
    place.file = row.file
    place.row = row.row
    sourceID.removeAll(keepingCapacity: true)
    sourceID.append(contentsOf: sources[row.source])
    var writer = WireWriter(capacity: 192)
    templates[kind].encode(
      sourceID: sourceID, timePrecision: facts.precision, marks: marks,
      occurrence: identity.occurrence, provenance: place, into: &writer)
    if ownTags[kind].isEmpty { ownTags[kind] = tags[kind].map { $0 } }
    let draft = EventDraft(
      id: identity.eventID, type: type, schemaVersion: IntakeRecorded.schemaVersion,
      occurredAt: facts.occurredAt, actor: actor, tags: ownTags[kind],
      payload: writer.bytes, disclosures: row.disclosures)
    return StreamAppend(
      namer.name(facts.day, identity.digest), expected: .none, ifPresent: .skip, events: [draft])
  }

  private func disclosures(
    _ scanner: borrowing CSVScanner, _ interpreter: borrowing RowInterpreter, _ facts: RowFacts
  ) -> [Disclosure] {
    var result: [Disclosure] = []
    for (path, column) in mapping.disclosures {
      let value = interpreter.value(of: column, scanner, facts)
      if value.isEmpty { continue }
      result.append(Disclosure(path: path, salt: .zero, value: value))
    }
    return result
  }

  /// The salt of an event's value.
  mutating func salt(_ id: EventID, _ path: String) -> Salt { salts.salt(id, path) }
}

/// Where the salts of personal values come from.
struct SaltSource {
  private let entropy: any EntropySource
  private var context: [UInt8] = []

  init(_ entropy: any EntropySource) {
    self.entropy = entropy
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
