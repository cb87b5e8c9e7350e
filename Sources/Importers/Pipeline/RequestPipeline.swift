import EventStore
import Hotline
import Wire

/// One append request in the making: rows of one file and what the import says about them.
struct ImportChunk {
  /// Streams of accepted rows.
  var cases: [StreamAppend] = []
  /// Rows that become events of cases; a request has either these or ``cases``.
  var rows: [CaseRow] = []
  /// Events of ``rows``, as if the log had none of them.
  var eventCount = 0
  /// Events for the import's own stream.
  var rejects: [EventDraft] = []
  /// Its rows, but for what only the receipt tells: accepted or duplicate.
  var account = RowAccount()
  /// Bytes of payloads and disclosures, roughly.
  var bytes = 0

  /// Bytes at which a request is sent before it has all its rows.
  static let bytesMax = 4 << 20
}

/// A file whose account is not recorded yet.
struct OpenFile {
  /// Number of the file, from 1.
  let number: UInt32
  /// What is known of its rows so far.
  var account = RowAccount()
  /// Requests sent.
  var requests: UInt32 = 0
  /// Sequence number of its last request.
  var lastSequence = 0
  /// Whether all its rows are sent.
  var isComplete = false
}

/// Sends requests with a few in flight, and settles the accounts from their receipts.
///
/// What a request contains depends on rows alone, never on timing: a file's `FileImported` goes
/// into the first request that follows its last one by ``depth``, and its receipts are waited for
/// if they are not there by then.
struct RequestPipeline {
  /// Requests after which the account of a file is recorded; a run that goes on where another
  /// stopped sends what that one would have sent, so it is the same in all versions.
  static let depth = 3
  /// Most requests in flight: enough to go on reading while a disk is slow for a moment.
  static let inFlightMax = 6

  /// A request that waits for its answer.
  struct InFlight {
    let answer: Rendezvous<Result<Receipt, AppendError>>
    let file: UInt32
    let cases: Int
    let sequence: Int
  }

  let log: any EventLog
  let plan: ImportPlan
  private let sender: RequestSender
  private var sequence: Int
  var mayRecall: Bool
  var inFlight: [InFlight] = []
  private var open: [OpenFile] = []
  var counted: Set<EventID> = []
  /// Files whose account is recorded, in order.
  private(set) var done: [FileImported]

  init(_ log: any EventLog, _ plan: ImportPlan) {
    self.log = log
    self.plan = plan
    sender = RequestSender(log)
    done = plan.done
    mayRecall = plan.isResumed
    sequence = plan.done.reduce(0) { $0 + Int($1.requests) }
  }

  /// Begins a file.
  mutating func startFile(_ number: UInt32) {
    open.append(OpenFile(number: number))
  }

  /// Says that the file at hand has no more rows.
  mutating func finishFile() {
    let last = open.count - 1
    open[last].isComplete = true
  }

  /// Sends a request, waiting for the oldest one in flight when there are too many.
  mutating func send(_ chunk: ImportChunk) throws(ImportError) {
    while inFlight.count >= Self.inFlightMax { try settleOldest() }
    let file = begin(chunk)
    try settleAccounts(upTo: sequence - Self.depth)
    if plan.isDryRun { return try compare(chunk, file: file) }
    let key = requestKey(file)
    if let receipt = try recall(key) {
      return settle(chunk.cases.count, receipt, file: file)
    }
    submit(chunk.cases, chunk, key, cases: chunk.cases.count)
  }

  /// Adds a request to the account of its file and returns the file's number.
  mutating func begin(_ chunk: ImportChunk) -> UInt32 {
    sequence += 1
    let last = open.count - 1
    open[last].requests += 1
    open[last].account = open[last].account + chunk.account
    open[last].lastSequence = sequence
    return open[last].number
  }

  /// The key of the request at hand.
  func requestKey(_ file: UInt32) -> RequestKey? {
    plan.key("\(file)/\(open[open.count - 1].requests)")
  }

  /// Submits a request with what the import itself says in it; one without an event is left out.
  ///
  /// - Parameter cases: how many of its streams the receipt tells about.
  mutating func submit(
    _ cases: [StreamAppend], _ chunk: ImportChunk, _ key: RequestKey?, cases count: Int
  ) {
    var streams = cases
    let own = takeAccounts(upTo: sequence - Self.depth) + chunk.rejects
    if !own.isEmpty { streams.append(StreamAppend(plan.stream, events: own)) }
    if streams.isEmpty { return }
    let file = open[open.count - 1]
    let answer = Rendezvous<Result<Receipt, AppendError>>()
    inFlight.append(
      InFlight(answer: answer, file: file.number, cases: count, sequence: sequence))
    sender.send(AppendRequest(streams, key: key, source: source(file)), answer)
  }

  /// Waits for everything in flight, records the last accounts and the end of the import.
  mutating func finish(files: Int) throws(ImportError) {
    while !inFlight.isEmpty { try settleOldest() }
    var own = takeAccounts(upTo: .max)
    if plan.isDryRun { return }
    let total = done.reduce(RowAccount()) { $0 + $1.account }
    let finished = ImportFinished(run: plan.run, files: UInt32(files), account: total)
    own.append(plan.event(finished, file: 0, row: 0))
    do {
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(plan.stream, events: own)], key: plan.key("finish")))
    } catch {
      throw .append(error)
    }
  }

  /// Waits for everything in flight, whatever the answers are: the import is stopping.
  mutating func drain() {
    for request in inFlight { _ = request.answer.take() }
    inFlight = []
  }

  mutating func settleOldest() throws(ImportError) {
    let oldest = inFlight.removeFirst()
    switch oldest.answer.take() {
    case .success(let receipt): settle(oldest.cases, receipt, file: oldest.file)
    case .failure(let error): throw .append(error)
    }
  }

  /// Waits for the receipts of files whose account is to be recorded now.
  private mutating func settleAccounts(upTo limit: Int) throws(ImportError) {
    guard let file = open.first, file.isComplete, file.lastSequence <= limit else { return }
    while let oldest = inFlight.first, oldest.sequence <= limit { try settleOldest() }
  }

  private mutating func settle(_ cases: Int, _ receipt: Receipt, file: UInt32) {
    settle(cases, skipped: receipt.skipped.count, file: file)
  }

  mutating func settle(_ cases: Int, skipped: Int, file: UInt32) {
    for index in open.indices where open[index].number == file {
      open[index].account.accepted += UInt64(cases - skipped)
      open[index].account.duplicate += UInt64(skipped)
    }
  }

  /// `FileImported` events of complete files whose last request is at or before `limit`, in order.
  private mutating func takeAccounts(upTo limit: Int) -> [EventDraft] {
    var events: [EventDraft] = []
    while let file = open.first, file.isComplete, file.lastSequence <= limit {
      open.removeFirst()
      let imported = FileImported(
        run: plan.run, file: file.number, account: file.account, requests: file.requests)
      done.append(imported)
      events.append(plan.event(imported, file: file.number, row: 0))
    }
    return events
  }

  /// The receipt that an interrupted run got for this request, or `nil` from the first one it did
  /// not send.
  mutating func recall(_ key: RequestKey?) throws(ImportError) -> Receipt? {
    guard mayRecall, let key else { return nil }
    do {
      let receipt = try log.withSnapshot { try $0.receipt(for: key) }
      mayRecall = receipt != nil
      return receipt
    } catch {
      throw .log("the receipt of the request '\(key.text)' cannot be read: \(error)")
    }
  }

  private func source(_ file: OpenFile) -> BatchSource {
    var writer = WireWriter(capacity: 32)
    writer.field(1, uint64: UInt64(plan.run))
    writer.field(2, uint64: UInt64(file.number))
    writer.field(3, uint64: UInt64(file.requests))
    writer.field(4, uint64: file.account.read)
    return BatchSource(name: plan.stream.text, state: writer.bytes)
  }

  /// Counts what a request would find in the log, and in this run so far.
  private mutating func compare(_ chunk: ImportChunk, file: UInt32) throws(ImportError) {
    var skipped = 0
    do {
      let known = try log.withSnapshot { snapshot in
        try chunk.cases.map { try snapshot.streamHead($0.stream) != nil }
      }
      for (append, isKnown) in zip(chunk.cases, known) {
        guard let id = append.events.first?.id else { continue }
        if isKnown || !counted.insert(id).inserted { skipped += 1 }
      }
    } catch {
      throw .log("the log cannot be read: \(error)")
    }
    settle(chunk.cases.count, skipped: skipped, file: file)
  }
}
