import ArgumentParser
import EventStore
import Projections

/// `log-server keys`: the keys by which a log signs.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Makes, shows, rotates and retires the log's signing keys.",
    discussion: """
      The key file lies outside the data directory and belongs to its owner alone: whoever has a copy of \
      the data must not have the key. Hand the verifier key that is printed to auditors and witnesses.
      """,
    subcommands: [Create.self, Show.self, Rotate.self, Retire.self])

  /// What the subcommands share.
  struct File: ParsableArguments {
    @Option(
      help: ArgumentHelp("The key file (default: ANJUAN_KEY).", valueName: "file"))
    var key: String?

    func path() throws(Failure) -> String {
      guard let path = key ?? Terminal.environment("ANJUAN_KEY") else {
        throw Failure("name the key file with --key FILE or ANJUAN_KEY", .usage)
      }
      return path
    }
  }

  /// Shows the public halves of the keys of a log, and of its access log.
  static func show(_ ring: NoteKeyRing, access: NoteKeyRing? = nil, _ global: GlobalOptions) {
    let more = access.map { [JSONValue.Member("access", .object(members(of: $0)))] } ?? []
    global.show(
      lines(of: ring, global) + (access.map { lines(of: $0, global) } ?? []),
      .object(members(of: ring) + more))
  }

  private static func lines(of ring: NoteKeyRing, _ global: GlobalOptions) -> [String] {
    let signing = Phrase("signs", "签名中", "簽章中")
    let verifying = Phrase("verifies only", "仅验证", "僅驗證")
    return ring.signers.map { "\($0.verifier.text)  \(signing(global.language))" }
      + ring.retired.map { "\($0.text)  \(verifying(global.language))" }
  }

  private static func members(of ring: NoteKeyRing) -> [JSONValue.Member] {
    [
      .init("name", .string(ring.name)),
      .init("signing", .array(ring.signers.map { .string($0.verifier.text) })),
      .init("retired", .array(ring.retired.map { .string($0.text) })),
    ]
  }

  /// The data directory, where there is one; the key file must not lie inside it.
  static func dataDirectory(_ global: GlobalOptions) -> String? {
    FileSystem.exists(global.path) ? global.path : nil
  }

  /// `keys create`.
  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a key file with a fresh key; refuses an existing file.",
      discussion: """
        Beside it, FILE.access is made for the access log: a key's name is the origin of one log. \
        With --origin only the key of that log is made.
        """)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var file: File

    @Option(
      help: ArgumentHelp(
        "Name of the log (default: the origin of the data directory).", valueName: "name"))
    var origin: String?

    func run() throws {
      let path = try file.path()
      if let origin {
        guard !FileSystem.exists(path) else {
          throw Failure(
            "\(path) exists already; rotate its key with `log-server keys rotate`", .usage)
        }
        let ring = try KeyFiles.make(
          path, name: origin, outside: KeysCommand.dataDirectory(global))
        return KeysCommand.show(ring, global)
      }
      let directory = try DataDirectory.open(global.path)
      try KeyFiles.check(path)
      let rings = try KeyFiles.make(path, for: directory)
      KeysCommand.show(rings[0], access: rings[1], global)
    }
  }

  /// `keys show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints the verifier keys.")
    @OptionGroup var global: GlobalOptions
    @OptionGroup var file: File

    func run() throws {
      KeysCommand.show(
        try NoteKeyRing.load(try file.path(), outside: KeysCommand.dataDirectory(global)), global)
    }
  }

  /// `keys rotate`.
  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds a fresh key; old and new both sign until the old one is retired.")
    @OptionGroup var global: GlobalOptions
    @OptionGroup var file: File

    func run() throws {
      let (path, data) = (try file.path(), KeysCommand.dataDirectory(global))
      let ring = try NoteKeyRing.load(path, outside: data)
      let next = try ring.adding(try NoteSigner.fresh(name: ring.name, kind: .ed25519))
      try next.save(path, outside: data)
      KeysCommand.show(next, global)
    }
  }

  /// `keys retire`.
  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Forgets the private half of a key; what it signed still verifies.")
    @OptionGroup var global: GlobalOptions
    @OptionGroup var file: File

    @Argument(help: ArgumentHelp("The key's id, 8 hexadecimal digits.", valueName: "id"))
    var id: String

    func run() throws {
      let (path, data) = (try file.path(), KeysCommand.dataDirectory(global))
      guard let number = UInt32(id, radix: 16), id.utf8.count == 8 else {
        throw Failure("'\(id)' is not a key id of 8 hexadecimal digits", .usage)
      }
      let next = try NoteKeyRing.load(path, outside: data).retiring(number)
      try next.save(path, outside: data)
      KeysCommand.show(next, global)
    }
  }
}

/// `log-server checkpoint`: signs the head of a log that no server has open.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Signs the head of the log, keeps the checkpoint with it and prints it.",
    discussion: """
      A running `serve --key FILE` does this by itself; ask it for /checkpoint. Keep what is printed where \
      the operators of the server cannot write: `replay verify --against` compares the log with it.

      An inventory is recorded before: how many events each case has, under one root, so that \
      `replay bundle` can prove a case to be complete. --no-inventory leaves it out.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var keys: KeyOptions

  @Flag(help: "Sign without recording an inventory of the cases first.")
  var noInventory = false

  func run() throws {
    let directory = try DataDirectory.open(global.path)
    let policy = try keys.witnessPolicy()
    guard let ring = try keys.keys(for: directory) else {
      throw Failure("name the key file with --key FILE or ANJUAN_KEY", .usage)
    }
    if let policy {
      try WitnessedHeads.compare(directory, policy, ring.verifiers) { _ in }
    }
    let log = try directory.openLog(.writer)
    defer { log.close() }
    if !noInventory {
      try InventoryTaking.record(log, as: "log-server checkpoint", clock: directory.clock)
    }
    let note = try CheckpointCommand.sign(log, ring, policy, directory)
    let head = note.checkpoint
    let text = String(decoding: note.encoded, as: UTF8.self)
    global.show(
      [String(text.dropLast())],
      .object([
        .init("origin", .string(head.origin)), .init("size", .unsigned(head.size)),
        .init("root", .string(base64(head.root.bytes))), .init("note", .string(text)),
      ]))
  }

  /// Signs the head once, asks the witnesses of a policy, and keeps the result.
  static func sign(
    _ log: LMDBEventLog, _ keys: NoteKeyRing, _ policy: WitnessPolicy?, _ directory: DataDirectory
  ) throws -> SignedCheckpoint {
    var checkpoint = try CheckpointIssue.issue(log, keys, at: directory.clock.seconds)
    let plain = checkpoint
    for witness in try policy?.clients() ?? [] {
      do {
        let line = try witness.cosign(plain) { old in
          try log.withSnapshot { try $0.consistencyProof(from: old, to: plain.checkpoint.size) }
        }
        checkpoint = checkpoint.adding(line)
      } catch {
        Terminal.write(Array("log-server: WARNING: \(error)\n".utf8), to: .error)
      }
    }
    if checkpoint != plain { try log.keep(checkpoint) }
    return checkpoint
  }
}
