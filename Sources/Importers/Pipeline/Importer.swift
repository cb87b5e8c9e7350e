public import EventStore
import Hotline

/// Turns legacy files into events, with an account of every row.
///
/// An import has a stream of its own, named by its mapping and its files: `ImportStarted`, then
/// requests of a fixed number of rows each, `FileImported` for each file, `ImportFinished`. An
/// interrupted import goes on where it stopped and ends with exactly the events of an uninterrupted
/// one; a finished one can be run again and adds no case.
public final class Importer {
  private let log: any EventLog
  private let mapping: Mapping
  private let identityKey: [UInt8]
  private let entropy: any EntropySource
  private let options: ImportOptions

  /// An importer.
  ///
  /// - Parameters:
  ///   - log: where the events go.
  ///   - mapping: how rows become events.
  ///   - identityKey: 32 secret bytes that stay the same for the log, so that a row is recognised
  ///     for ever.
  ///   - entropy: where the salts of personal values come from.
  ///   - options: how the import is to be done.
  public init(
    log: any EventLog, mapping: Mapping, identityKey: [UInt8], entropy: any EntropySource,
    options: ImportOptions
  ) {
    self.log = log
    self.mapping = mapping
    self.identityKey = identityKey
    self.entropy = entropy
    self.options = options
  }

  /// Imports files, or goes on with an import of the same files that was interrupted.
  ///
  /// - Parameters:
  ///   - files: paths, in the order in which their rows become events.
  ///   - rejects: path of a CSV file to write rejected rows to, or `nil`; of existing files only an empty one and one of
  ///     an earlier run are written over.
  ///   - dryRun: count only, and write nothing to the log.
  ///   - progress: called after every request and every file.
  ///   - look: records in the access log that rejected rows of an interrupted run are about to be written to `rejects`: of
  ///     which stream, up to which position. Nothing is written when it throws.
  /// - Returns: what became of every row.
  /// - Throws: ``ImportError``; what was acknowledged before stays.
  public func run(
    files: [String], rejects: String? = nil, dryRun: Bool = false,
    progress: (ImportProgress) -> Void = { _ in },
    look: (StreamID, Position) throws -> Void = { _, _ in }
  ) throws(ImportError) -> ImportAccount {
    guard (1...Self.rowsPerRequestMax).contains(options.rowsPerRequest) else {
      throw .usage("rows per request must be 1 to \(Self.rowsPerRequestMax)")
    }
    let survey = try ImportSurvey(files, mapping)
    let plan = try makePlan(survey, isDryRun: dryRun)
    var rejectsFile: RejectsFile?
    if let rejects {
      rejectsFile = try RejectsFile(rejects, apartFrom: survey.files.map(\.stamp))
    }
    if !dryRun, !plan.isResumed { try start(plan, survey) }
    var run = ImportRun(
      plan, survey, mapping, log, identityKey: identityKey, entropy, consume rejectsFile)
    return try run.run(look: look, progress)
  }

  /// Most rows of one request; leaves room for the import's own events beside them.
  static let rowsPerRequestMax = 8192

  private func makePlan(
    _ survey: ImportSurvey, isDryRun: Bool
  ) throws(ImportError) -> ImportPlan {
    let provenance = ImportProvenance(
      importNumber: survey.importNumber, run: 1, file: 0, row: 0)
    var plan = ImportPlan(
      stream: StreamID(unchecked: provenance.importStream), provenance: provenance,
      startedAt: options.startedAt, rowsPerRequest: options.rowsPerRequest, actor: mapping.actor,
      mappingName: mapping.name, isDryRun: isDryRun)
    let history = try ImportHistory(log, plan.stream)
    plan.expected = history.expected
    if history.isFinished {
      plan.provenance.run = history.run + 1
    } else if !isDryRun {
      plan.provenance.run = history.run
      plan.startedAt = history.startedAt
      plan.rowsPerRequest = history.rowsPerRequest
      plan.done = history.done
      plan.isResumed = true
    }
    return plan
  }

  private func start(_ plan: ImportPlan, _ survey: ImportSurvey) throws(ImportError) {
    let started = ImportStarted(
      mapping: mapping.name, mappingDigest: mapping.digest.bytes, run: plan.run,
      files: survey.files.map {
        ImportStarted.File(
          name: $0.name, digest: $0.digest.bytes, byteCount: $0.stamp.byteCount)
      }, rowsPerRequest: UInt32(plan.rowsPerRequest))
    let event = plan.event(started, file: 0, row: 0)
    guard event.payload.count <= 60_000 else {
      throw .usage(
        "\(survey.files.count) files are too many for one import; import them in several commands")
    }
    let request = AppendRequest(
      [
        StreamAppend(plan.stream, expected: plan.expected, events: [event])
      ], key: plan.key("start"))
    do {
      _ = try log.appendAndWait(request)
    } catch {
      throw .append(error)
    }
  }
}

/// What stays the same during one run of an import.
struct ImportPlan {
  let stream: StreamID
  var provenance: ImportProvenance
  var startedAt: Instant
  var rowsPerRequest: Int
  let actor: String
  let mappingName: String
  let isDryRun: Bool
  var expected = ExpectedRevision.none
  /// Files that an interrupted run accounted for.
  var done: [FileImported] = []
  var isResumed = false

  var run: UInt32 { provenance.run }

  /// The key of a request of this run.
  func key(_ name: String) -> RequestKey? {
    try? RequestKey("\(stream.text)/\(run)/\(name)")
  }

  /// An event of the import itself. Its id follows from what it is about.
  func event<Payload: EventPayload>(_ payload: Payload, file: UInt32, row: UInt64) -> EventDraft {
    let type = Payload.typeName
    var name = Array("anjuan import event/\(stream.text)/\(type)".utf8)
    name.append(half: run)
    name.append(half: file)
    name.append(word: row)
    return EventDraft(
      id: EventID(sha256(name)), type: EventType(unchecked: type),
      schemaVersion: Payload.schemaVersion, occurredAt: startedAt, actor: actor,
      tags: [Tag(unchecked: "mapping:" + mappingName)], payload: payload.encoded)
  }
}
