import ArgumentParser
import EventStore
import Hummingbird
import Logging
import Projections
import Synchronization

/// `log-server serve`: the HTTP service.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves the log over HTTP until it is told to stop.",
    discussion: """
      SIGTERM and Ctrl-C stop it in order: requests in progress are answered, event streams end, \
      the views keep a snapshot, the log closes. Until `log-server token create` made a first token, \
      whoever reaches the address may read and write, so it then listens on this machine only.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var keys: KeyOptions
  @OptionGroup var access: AccessKeyOptions

  @Option(
    help: ArgumentHelp(
      "Longest time between two checkpoints while the log grows, 1 to 60 s.", valueName: "seconds"))
  var checkpointEvery = 60

  @Option(
    help: ArgumentHelp(
      "Age of the last inventory of the cases at which another is recorded; 0 for never. Needs --key.",
      valueName: "hours"))
  var inventoryEvery: UInt16 = 24

  @Option(
    help: ArgumentHelp(
      "Time after which the whole log is read again and compared with its hashes.",
      valueName: "seconds"))
  var scrubEvery: UInt32 = 86_400

  @Option(
    help: ArgumentHelp("Where to listen; port 0 lets the system choose.", valueName: "host:port"))
  var listen = "127.0.0.1:12345"

  @Option(
    help: ArgumentHelp(
      "The rule set by which commands are decided (default: the only one the log has adopted, else none).",
      valueName: "id"))
  var rules: String?

  @Flag(help: "Let nobody in without a token, also before the first one is made.")
  var requireTokens = false

  @Flag(help: "Accept that anyone who reaches the address may read and write the log.")
  var allowRemoteWithoutAuthentication = false

  func run() throws {
    let address = try address()
    let directory = try DataDirectory.open(global.path)
    let gate = Gate(TokenFile(of: directory), isRequired: requireTokens)
    try check(address, isGuarded: try gate.isClosed())
    guard (1...60).contains(checkpointEvery) else {
      throw Failure("--checkpoint-every is \(checkpointEvery); give 1 to 60 seconds", .usage)
    }
    var signing = Signing(log: try keys.keys(for: directory), policy: try keys.witnessPolicy())
    signing.access = try access.keys(beside: keys.keyPath, for: directory)
    if let policy = signing.policy {
      let known = policy.logs.map(\.key) + (signing.log?.verifiers ?? [])
      try WitnessedHeads.compare(directory, policy, known) { note($0) }
      let accessKeys = policy.logs.map(\.key) + (signing.access?.verifiers ?? [])
      let accessOrigin = directory.companionOrigin(AccessLog.name)
      if accessKeys.contains(where: { $0.name == accessOrigin }) {
        try WitnessedHeads.compareAccess(of: directory, policy, accessKeys) { note($0) }
      }
    }
    let log = try directory.openLog(.writer)
    defer { log.close() }
    // The service leaves the main thread: hops from the main actor cost more than a request does.
    let finished = Rendezvous<Result<Void, any Error>>()
    let (keys, gateway) = (signing, gate)
    Task.detached {
      do {
        try await serve(log, of: directory, at: address, gateway, keys)
        finished.put(.success(()))
      } catch {
        finished.put(.failure(error))
      }
    }
    try finished.take().get()
  }

  /// Where to listen.
  /// - Throws: ``Failure`` when it is no address.
  func address() throws(Failure) -> ListenAddress {
    guard let address = ListenAddress(host: listen), address.port != nil else {
      throw Failure(
        "--listen '\(listen)' is not HOST:PORT; write 127.0.0.1:12345 or [::1]:12345", .usage)
    }
    return address
  }

  /// - Parameter isGuarded: whether clients need a token.
  /// - Throws: ``Failure`` for an address that others can reach and that was not allowed.
  func check(_ address: ListenAddress, isGuarded: Bool) throws(Failure) {
    guard address.isLoopback || isGuarded || allowRemoteWithoutAuthentication else {
      throw Failure(
        "\(listen) can be reached by others, and no token was ever made; make one with "
          + "`log-server token create`, listen on 127.0.0.1, or accept that anyone may read and write with "
          + "--allow-remote-without-authentication",
        .usage)
    }
  }

  private func serve(
    _ log: LMDBEventLog, of directory: DataDirectory, at address: ListenAddress,
    _ gate: Gate, _ signing: Signing
  ) async throws {
    let logger = HTTPService.logger()
    var state = try state(log, directory, address, logger)
    state.gate = gate
    state.scrub = ScrubService(
      log: log,
      reading: .child(data: directory.path, program: ChildProcess.ownExecutable()),
      clock: directory.clock,
      again: .seconds(Int64(scrubEvery)), logger: logger)
    try sign(log, of: directory, signing, &state)
    if signing.log != nil {
      if inventoryEvery > 0 {
        state.inventories = InventoryService(
          log: log, clock: directory.clock, interval: .seconds(3_600 * Int(inventoryEvery)),
          logger: logger)
      }
    }
    // The first scorecard is waited for: both views are read at once.
    WorkerThread { [scores = state.scores, clock = directory.clock] in
      _ = scores.keepUp(clock)
    }.detach()
    await read(state.deadlines.view, log)
    try checkRules(state)
    let isRunning = Mutex(false)
    let application = HTTPService.application(state, at: address) { port in
      isRunning.withLock { $0 = true }
      announce(log, address.withPort(port), isGuarded: (try? gate.isClosed()) ?? true)
    }
    do {
      try await application.runService()
    } catch  where !isRunning.withLock({ $0 }) {
      throw Failure(
        "cannot listen on \(address): \(error); is another server there? Choose another with --listen",
        .usage)
    }
    note("stopped at position \(log.head)")
  }

  /// Reads what commands and deadlines need to know, and tells how far it is when that takes a while: the first time, or
  /// after a change of what is kept.
  private func read(_ view: LiveView<OpenDeadlines>, _ log: LMDBEventLog) async {
    let telling = Task {
      try await Task.sleep(for: .seconds(2))
      while !Task.isCancelled {
        note(
          "reading the log before it listens: \(view.position) of \(log.head) events; the next start goes on from there"
        )
        try await Task.sleep(for: .seconds(10))
      }
    }
    await view.catchUp()
    telling.cancel()
  }

  /// Whose heads are signed, and by which keys.
  private struct Signing {
    var log: NoteKeyRing?
    var access: NoteKeyRing?
    var policy: WitnessPolicy?
  }

  private func sign(
    _ log: LMDBEventLog, of directory: DataDirectory, _ signing: Signing, _ state: inout ServerState
  ) throws {
    func clock(
      of log: SignedLog, _ ring: NoteKeyRing?, _ clock: any LogClock, _ warning: String
    ) throws -> CheckpointClock? {
      guard let ring else {
        note("WARNING: \(warning)")
        return nil
      }
      return try CheckpointClock(
        of: log, broadcast: state.broadcast, keys: ring, policy: signing.policy, clock: clock,
        interval: .seconds(checkpointEvery), logger: state.logger)
    }
    state.checkpoints = try clock(
      of: .open(log), signing.log, directory.clock,
      "no checkpoint is signed; make a key with 'log-server keys create' and give it with --key")
    let origin = directory.companionOrigin(AccessLog.name)
    // It runs by the real clock also beside a simulation.
    state.accessCheckpoints = try clock(
      of: .companion(AccessLog.name, of: directory), signing.access, SystemClock(),
      "no checkpoint of the access log is signed; make a key with 'log-server keys create --origin \(origin)' and "
        + "give it with --access-key")
  }

  private func state(
    _ log: LMDBEventLog, _ directory: DataDirectory, _ address: ListenAddress, _ logger: Logger
  ) throws -> ServerState {
    let broadcast = HeadBroadcast(log)
    let waiting = LiveView<OpenDeadlines>(
      log: log, store: ProjectionStore(directory: directory.projectionsPath), logger: logger)
    var settings = ServerSettings()
    settings.requiresLoopbackHost = address.isLoopback
    let scores = ScoreDesk(
      log, store: ProjectionStore(directory: directory.projectionsPath), logger: logger)
    let city = LiveView<CityLedger>(
      log: log, store: ProjectionStore(directory: directory.projectionsPath), logger: logger)
    return ServerState(
      log: log,
      readOnlyReason: {
        if case .readOnly(let reason) = log.health { reason } else { nil }
      },
      entropy: directory.entropy, identityKey: try directory.identityKey(), broadcast: broadcast,
      clock: directory.clock,
      deadlines: DeadlineClock(
        log: log, broadcast: broadcast, view: waiting, clock: directory.clock, logger: logger),
      rules: RuleDesk(waiting, chosen: rules), scores: scores,
      city: city, scoreKeeper: ScoreKeeper(scores, city, clock: directory.clock),
      settings: settings, logger: logger)
  }

  /// Says by which rules commands are decided.
  /// - Throws: ``Failure`` when the rule set that was asked for is not there.
  private func checkRules(_ state: ServerState) throws(Failure) {
    let known = state.deadlines.view.read { $0.rules.ruleSets }
    if let rules, !known.contains(rules) {
      let names = known.isEmpty ? "it has adopted none" : "it has \(known.joined(separator: ", "))"
      throw Failure(
        "the log has not adopted the rule set '\(rules)'; \(names); adopt one with 'log-server adopt'",
        .notFound)
    }
    if let id = state.rules.id {
      note("commands are decided by the rule set '\(id)'")
    } else if known.count > 1 {
      note(
        "WARNING: commands are decided without rules, since the log has several rule sets: "
          + "\(known.joined(separator: ", ")); choose one with --rules")
    }
  }

  private func announce(_ log: LMDBEventLog, _ address: ListenAddress, isGuarded: Bool) {
    switch (isGuarded, address.isLoopback) {
    case (true, true): note("clients need a token")
    case (true, false):
      note(
        "WARNING: clients need a token, but on \(address) tokens travel unencrypted: put a proxy with TLS "
          + "before it")
    case (false, true):
      note(
        "no token was ever made: every program on this machine may read and write; "
          + "'log-server token create' ends that")
    case (false, false):
      note(
        "WARNING: listening on \(address) without tokens: anyone who reaches this address can read "
          + "the log and write to it; make tokens with 'log-server token create' or listen on 127.0.0.1"
      )
    }
    if log.health != .writable { note("WARNING: the log takes no writes: \(log.health)") }
    note("the log \(log.origin) with \(log.head) events; stop with Ctrl-C")
    Terminal.write(Array("listening on http://\(address)\n".utf8))
  }

  private func note(_ text: String) {
    Terminal.write(Array("log-server: \(text)\n".utf8), to: .error)
  }
}
