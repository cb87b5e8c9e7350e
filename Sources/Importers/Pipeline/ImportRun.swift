import EventStore
import Hotline

/// One run over the files of an import.
struct ImportRun: ~Copyable {
  private let plan: ImportPlan
  let survey: ImportSurvey
  let mapping: Mapping
  var identifier: RowIdentifier
  private var pipeline: RequestPipeline
  private var maker: DraftMaker
  private var rejects: RejectsFile?
  private let identityKey: [UInt8]
  private let entropy: any EntropySource
  private var rows: UInt64 = 0
  private var bytesBefore: UInt64 = 0

  init(
    _ plan: ImportPlan, _ survey: ImportSurvey, _ mapping: Mapping, _ log: any EventLog,
    identityKey: [UInt8], _ entropy: any EntropySource, _ rejects: consuming RejectsFile?
  ) {
    self.plan = plan
    self.survey = survey
    self.mapping = mapping
    self.identityKey = identityKey
    self.entropy = entropy
    identifier = RowIdentifier(key: identityKey, version: mapping.identityVersion)
    pipeline = RequestPipeline(log, plan)
    maker = DraftMaker(mapping, entropy, provenance: plan.provenance)
    self.rejects = rejects
  }

  /// Imports every file that is not accounted for yet.
  ///
  /// - Parameter look: told before values of an earlier run are shown.
  mutating func run(
    look: (StreamID, Position) throws -> Void, _ progress: (ImportProgress) -> Void
  ) throws(ImportError) -> ImportAccount {
    let log = pipeline.log
    let names = survey.files.prefix(plan.done.count).map(\.name)
    if !names.isEmpty {
      try rejects?.add(recordedIn: log, plan.stream, run: plan.run, files: names, look: look)
    }
    for index in survey.files.indices {
      if index < plan.done.count {
        rows += plan.done[index].account.read
      } else {
        do {
          if let cases = mapping.cases {
            try importCases(index, cases, progress)
          } else {
            try importFile(index, progress)
          }
        } catch {
          pipeline.drain()
          try? rejects?.flush()
          throw error
        }
      }
      bytesBefore += survey.files[index].stamp.byteCount
      report(index, 0, progress)
    }
    try rejects?.flush()
    try pipeline.finish(files: survey.files.count)
    return account()
  }

  private func account() -> ImportAccount {
    let files = zip(survey.files, pipeline.done).map { file, done in
      ImportAccount.File(name: file.name, digest: file.digest, account: done.account)
    }
    return ImportAccount(
      stream: plan.stream, run: plan.run, wasResumed: plan.isResumed, isDryRun: plan.isDryRun,
      files: files)
  }

  private mutating func importFile(
    _ index: Int, _ progress: (ImportProgress) -> Void
  ) throws(ImportError) {
    let file = survey.files[index]
    let number = UInt32(index + 1)
    var scanner = try open(file)
    var interpreter = try RowInterpreter(mapping, header: scanner)
    let identityPlaces = interpreter.identityPlaces
    startFile(number)
    var chunk = ImportChunk()
    var facts = RowFacts()
    var row: UInt64 = 0
    while try scanner.nextRow() {
      row += 1
      chunk.account.read += 1
      if let reason = interpreter.read(scanner, into: &facts) {
        try reject(scanner, RowRefusal(reason, by: mapping), &chunk, file: number, row: row)
      } else {
        if facts.marks.contains(.columnsShifted) { chunk.account.recovered += 1 }
        chunk.bytes += scanner.rawRow().count + 160
        identifier.add(scanner, columns: identityPlaces)
        maker.add(scanner, interpreter, facts, file: number, row: row)
      }
      if chunk.account.read >= UInt64(plan.rowsPerRequest) || chunk.bytes >= ImportChunk.bytesMax {
        try send(&chunk)
        report(index, scanner.bytesRead, progress)
      }
    }
    try close(scanner, file, &chunk)
  }

  /// A scanner whose current row is the header of a file that is as the survey saw it.
  func open(_ file: ImportSurvey.File) throws(ImportError) -> CSVScanner {
    let source = try ByteSource(file.path)
    guard source.stamp == file.stamp else { throw ByteSource.changed(file.path) }
    var scanner = try CSVScanner(
      source, format: mapping.format, encoding: mapping.encoding)
    guard try scanner.nextRow() else { throw ByteSource.changed(file.path) }
    return scanner
  }

  /// Begins a file.
  mutating func startFile(_ number: UInt32) {
    identifier.startFile()
    pipeline.startFile(number)
  }

  /// Ends a file and sends what is left of it.
  mutating func close(
    _ scanner: consuming CSVScanner, _ file: ImportSurvey.File, _ chunk: inout ImportChunk
  ) throws(ImportError) {
    guard try scanner.finish() == file.digest else { throw ByteSource.changed(file.path) }
    if chunk.account.read > 0 { try send(&chunk) }
    pipeline.finishFile()
  }

  /// Where rows of this run stand, but for file and row.
  var provenance: ImportProvenance { plan.provenance }
  /// Rows of one request at most.
  var rowsPerRequest: Int { plan.rowsPerRequest }

  /// Makes the events of cases of a file.
  func makeCaseMaker(_ cases: CasePlan, _ columns: ColumnPlaces) -> CaseMaker {
    CaseMaker(mapping, cases, columns, identityKey: identityKey, entropy)
  }

  mutating func send(_ chunk: inout ImportChunk) throws(ImportError) {
    var full = chunk
    chunk = ImportChunk()
    rows += full.account.read
    if mapping.cases != nil { return try pipeline.sendCases(full) }
    let identities = identifier.identities()
    full.account.repeated += UInt64(identities.count { $0.occurrence > 1 })
    full.cases = maker.make(identities)
    try pipeline.send(full)
  }

  mutating func reject(
    _ scanner: borrowing CSVScanner, _ refusal: RowRefusal, _ chunk: inout ImportChunk,
    file: UInt32, row: UInt64
  ) throws(ImportError) {
    chunk.account.rejected += 1
    let raw = scanner.rawRow()
    let sentence = refusal.sentence(by: mapping)
    let rejected = RowRejected(
      run: plan.run, file: file, row: row, line: scanner.line, reason: refusal.reason,
      sentence: sentence, rowDigest: identifier.digest(ofRow: raw).bytes,
      rowBytes: UInt64(raw.count))
    var event = plan.event(rejected, file: file, row: row)
    let shown = raw.extracting(0..<min(raw.count, Limits.disclosureBytesMax))
    event.disclosures = [
      Disclosure(path: "row", salt: maker.salt(event.id, "row"), value: [UInt8](block: shown))
    ]
    chunk.rejects.append(event)
    chunk.bytes += shown.count + event.payload.count
    try rejects?.add(
      file: survey.files[Int(file) - 1].name, line: scanner.line, reason: refusal.reason.name,
      sentence: sentence, row: raw)
  }

  func report(_ index: Int, _ bytes: UInt64, _ progress: (ImportProgress) -> Void) {
    progress(
      ImportProgress(
        file: index + 1, fileCount: survey.files.count, name: survey.files[index].name,
        rows: rows, bytesDone: bytesBefore + bytes, bytesTotal: survey.byteCount))
  }
}
