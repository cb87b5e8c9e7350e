import ArgumentParser
import EventStore
import Projections
import Witnessing

/// `replay witness`: a second institution's eye on a log.
struct WitnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Runs a witness (c2sp.org/tlog-witness) that cosigns the checkpoints of logs.",
    discussion: """
      A witness cosigns a checkpoint only when it continues the one it cosigned last. Run it in another \
      institution than the log's: it is what shows that a log was rolled back, rewritten or forked.
      """,
    subcommands: [Key.self, Serve.self])

  /// `witness key`.
  struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Makes the witness's key file and prints its verifier key; an existing one is shown.")

    @Option(help: ArgumentHelp("The key file.", valueName: "file"))
    var key: String

    @Option(
      help: ArgumentHelp(
        "Name of the witness for ever, such as audit.city.example/witness.", valueName: "name"))
    var name: String?

    func run() throws {
      if !FileSystem.exists(key) {
        guard let name else {
          throw Failure("\(key) is not there; give --name to make it", .usage)
        }
        let fresh: NoteKeyRing
        do throws(EvidenceError) {
          fresh = try NoteKeyRing([try NoteSigner.fresh(name: name, kind: .cosignature)])
        } catch {
          throw Failure("--name: \(error)", .usage)
        }
        try fresh.save(key)
      }
      let ring = try NoteKeyRing.load(key)
      Terminal.write(Array((ring.signers[0].verifier.text + "\n").utf8))
    }
  }

  /// `witness serve`.
  struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Serves POST /add-checkpoint and GET /<hash>/checkpoint over plain HTTP.",
      discussion: """
        State is one small file a log, synced before each answer: losing it means a new key. Put a TLS \
        proxy in front where the network is not yours.

        With --mirror every entry of a log is kept under mirror/ of the state, once it gives the root that the log \
        signed, and served beneath /<hash>/mirror/: after the log was lost or rewritten, \
        `replay verify --against STATE/mirror/<hash>` shows where. Personal values are not in it.
        """)

    @Option(help: ArgumentHelp("The witness's key file.", valueName: "file"))
    var key: String

    @Option(
      name: .customLong("log"), parsing: .singleValue,
      help: ArgumentHelp(
        "Verifier key of a log to follow; repeat it for several logs, or old and new keys of one.",
        valueName: "key"))
    var logs: [String]

    @Option(help: ArgumentHelp("Directory of its own for what it cosigned.", valueName: "dir"))
    var state: String

    @Option(
      help: ArgumentHelp("Where to listen; port 0 lets the system choose.", valueName: "host:port"))
    var listen = "127.0.0.1:12346"

    @Option(
      name: .customLong("mirror"), parsing: .singleValue,
      help: ArgumentHelp(
        "Also keep a full mirror of the log at this address (http://HOST:PORT); may be repeated.",
        valueName: "url"))
    var mirrors: [String] = []

    @Option(
      help: ArgumentHelp("Time from one look at a mirrored log to the next.", valueName: "seconds"))
    var mirrorEvery: UInt32 = 60

    @Option(
      help: ArgumentHelp(
        "File of its owner alone with a token for each --mirror, where a log hands its entries to clients with a token.",
        valueName: "file"))
    var mirrorToken: String?

    func run() throws {
      guard let place = WitnessAddress.place(listen, otherwise: 12346) else {
        throw Failure("--listen '\(listen)' is not HOST:PORT", .usage)
      }
      let ring = try NoteKeyRing.load(key, outside: state)
      let witness: Witness
      do throws(EvidenceError) {
        var keys: [NoteVerifier] = []
        for log in logs { keys.append(try NoteVerifier(text: log)) }
        witness = try Witness(ring.signers[0], following: keys)
      } catch {
        throw Failure("\(error); see `replay witness serve --help`", .usage)
      }
      let files = try WitnessFiles(state)
      let desk = WitnessDesk(witness, files, clock: SystemClock(), alarm: Self.note)
      let folder = state + "/mirror"
      let server = try WitnessServer(
        desk, host: place.host, port: place.port, mirrors: mirrors.isEmpty ? nil : folder,
        servesEntries: mirrorToken == nil)
      let sources = try sources()
      try keepMirrors(
        MirrorKeeper(witness, files, from: sources, in: folder, tokens: try tokens(sources)))
      for log in witness.logs {
        Terminal.write(
          Array("replay: follows \(log.origin), \(witnessedName(log.origin))\n".utf8), to: .error)
      }
      Terminal.write(Array("replay: cosigns as \(witness.verifier.text)\n".utf8), to: .error)
      Terminal.write(Array("listening on http://\(place.host):\(server.port)\n".utf8))
      server.run()
    }

    /// The token for each mirrored log: a log is never sent another one's.
    private func tokens(_ sources: [WitnessAddress]) throws -> [WitnessAddress: String] {
      guard let mirrorToken else { return [:] }
      try FileSystem.refuseShared(mirrorToken, "the token file ")
      let words = String(decoding: try FileSystem.read(mirrorToken), as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == sources.count, words.allSatisfy({ $0.utf8.allSatisfy(isVisible) }) else {
        throw Failure(
          "\(mirrorToken) must hold one token for each --mirror, in their order, as `log-server token create` printed them",
          .usage)
      }
      return Dictionary(zip(sources, words)) { $1 }
    }

    private func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

    private func sources() throws(Failure) -> [WitnessAddress] {
      var sources: [WitnessAddress] = []
      for text in mirrors {
        guard let address = WitnessAddress(text) else {
          throw Failure(
            "--mirror '\(text)' is not http://HOST[:PORT][/PREFIX]; for https put a proxy of your own in between",
            .usage)
        }
        sources.append(address)
      }
      return sources
    }

    private func keepMirrors(_ keeper: MirrorKeeper) throws {
      guard !mirrors.isEmpty else { return }
      let pause = max(1, mirrorEvery)
      WorkerThread {
        keeper.run(every: pause, Self.note)
      }.detach()
    }

    private static func note(_ text: String) {
      Terminal.write(Array("replay: \(text)\n".utf8), to: .error)
    }
  }
}
