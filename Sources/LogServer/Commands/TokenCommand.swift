import ArgumentParser
import EventStore
import Hotline
import Projections

/// `log-server token`: by what the HTTP service knows its clients.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Makes, lists and revokes the tokens of the service's clients.",
    discussion: """
      Until the first token is made, whoever reaches the service may read and write. From then on every request but those \
      for signs of life, checkpoints and hash tiles needs one ('Authorization: Bearer TOKEN'). A running server takes notice \
      at once. Only hashes are kept: a token is shown when it is made, and never again.
      """,
    subcommands: [Create.self, List.self, Revoke.self])

  /// Its columns for people.
  fileprivate static func table(_ tokens: [AccessToken], _ global: GlobalOptions) -> [String] {
    let language = global.language
    var table = TextTable([
      .init(Phrase("id", "编号", "編號")(language)), .init(Phrase("name", "名称", "名稱")(language)),
      .init(Phrase("role", "角色", "角色")(language)), .init(Phrase("unit", "单位", "單位")(language)),
      .init(Phrase("expires", "有效期至", "有效期至")(language)),
    ])
    for token in tokens {
      table.add([
        token.id, token.name, token.role.words(language),
        token.unit.isEmpty ? token.ownCase?.text ?? "–" : token.unit,
        token.expires.map { WallClock.text($0) } ?? "–",
      ])
    }
    return table.lines(width: global.width)
  }

  /// `token create`.
  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a token and prints it, once.",
      discussion: """
        Roles: department sees and handles the cases of its unit; operator opens cases and does everything but \
        supervision; supervision does everything to cases; auditor reads; importer appends raw events and reads none; \
        citizen reads one case; witness asks for proofs and mirrors the log's records.
        """)
    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("In which role.", valueName: "role"), transform: Create.role)
    var role: ViewerRole

    @Option(help: ArgumentHelp("Code of the unit; a department needs one.", valueName: "code"))
    var unit = ""

    @Option(
      name: .customLong("case"),
      help: ArgumentHelp("The citizen's own case, by its stream.", valueName: "stream"))
    var ownCase: String?

    @Option(
      help: ArgumentHelp(
        "Whom records will name as the actor (default: the role and the token's id).",
        valueName: "name"))
    var name: String?

    @Option(
      help: ArgumentHelp(
        "When it stops: a day, to its end in +08:00, or a time with an offset (default: never).",
        valueName: "date"))
    var expires: String?

    func run() throws {
      let directory = try DataDirectory.open(global.path)
      let now = SystemClock().now(for: .start)
      let (text, id) = AccessToken.fresh(SystemEntropy())
      let token = AccessToken(
        id: id, name: try actor(id), role: role, unit: try checkedUnit(),
        ownCase: try checkedCase(), createdAt: now, expires: try limit(after: now),
        digest: sha256(Array(text.utf8)))
      try TokenFile(of: directory).update { tokens in
        guard tokens.count < TokenFile.countMax else {
          throw Failure(
            "there are \(TokenFile.countMax) tokens already; revoke those that are not used", .usage
          )
        }
        tokens.append(token)
      }
      global.show([text], .object(token.members + [.init("token", .string(text))]))
      let note = Phrase(
        "keep it now: it is shown this once", "请立即保存：此令牌仅显示一次", "請立即保存：此權杖僅顯示一次")
      Terminal.write(Array("log-server: \(note(global.language))\n".utf8), to: .error)
      try warn(directory)
    }

    /// Says that a unit or a case is not there yet: most likely it is misspelt.
    private func warn(_ directory: DataDirectory) throws {
      let log = try directory.openLog(.reader)
      defer { log.close() }
      let missing = try log.withSnapshot { snapshot -> String? in
        if let ownCase, let stream = try? StreamID(ownCase) {
          return try snapshot.streamHead(stream) == nil
            ? "there is no case '\(ownCase.printable)'" : nil
        }
        let units = try ReferenceData.load(from: snapshot).units(asOf: .now)
        if unit.isEmpty || units.isEmpty
          || units.contains(where: { $0.unit.unit.hasSameBytes(as: unit) })
        {
          return nil
        }
        return "the log has adopted no unit '\(unit.printable)'"
      }
      guard let missing else { return }
      Terminal.write(
        Array("log-server: WARNING: \(missing); check its spelling, or revoke the token\n".utf8),
        to: .error)
    }

    private static func role(_ text: String) throws -> ViewerRole {
      guard let role = ViewerRole(name: text) else {
        let known = ViewerRole.allCases.map(\.name).joined(separator: ", ")
        throw ValidationError("'\(text.printable)' is not a role; give one of \(known).")
      }
      return role
    }

    private func actor(_ id: String) throws(Failure) -> String {
      let actor = name ?? "\(role.name):\(id)"
      guard !actor.isEmpty, actor.utf8.count <= 200, actor == actor.printable,
        actor != DeadlineClock.actor
      else {
        throw Failure(
          "--name '\(actor.printable)' cannot stand in records; give 1 to 200 bytes without control characters",
          .usage)
      }
      return actor
    }

    private func checkedUnit() throws(Failure) -> String {
      guard role == .department else { return unit }
      guard !unit.isEmpty, unit != TicketState.centre, (try? Tag("unit:" + unit)) != nil else {
        throw Failure(
          "a department's token is for the cases of one unit; name its code with --unit", .usage)
      }
      return unit
    }

    private func checkedCase() throws(Failure) -> StreamID? {
      guard role == .citizen else {
        if ownCase != nil { throw Failure("--case is for the role citizen alone", .usage) }
        return nil
      }
      guard let stream = ownCase.flatMap({ try? StreamID($0) }) else {
        throw Failure("a citizen's token is for one case; name its stream with --case", .usage)
      }
      return stream
    }

    private func limit(after now: Instant) throws(Failure) -> Instant? {
      guard let expires else { return nil }
      guard let limit = WallClock.instant(expires, endOfDay: true), limit > now else {
        throw Failure(
          "--expires '\(expires)' is not a time to come; write 2027-06-30 or 2027-06-30T18:00:00+08:00",
          .usage)
      }
      return limit
    }
  }

  /// `token list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the tokens, without their texts.")
    @OptionGroup var global: GlobalOptions

    func run() throws {
      let tokens = try TokenFile(of: try DataDirectory.open(global.path)).load() ?? []
      let none = Phrase("there are no tokens", "没有令牌", "沒有權杖")
      global.show(
        tokens.isEmpty ? [none(global.language)] : TokenCommand.table(tokens, global),
        .object([.init("tokens", .array(tokens.map { .object($0.members) }))]))
    }
  }

  /// `token revoke`.
  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Revokes a token: it opens nothing from now on, also in a server that runs.")
    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The token's id, as `token list` shows it.", valueName: "id"))
    var id: String

    func run() throws {
      var revoked: AccessToken?
      try TokenFile(of: try DataDirectory.open(global.path)).update { tokens in
        guard let index = tokens.firstIndex(where: { $0.id == id }) else {
          throw Failure(
            "there is no token \(id.printable); `log-server token list` shows those there are",
            .notFound)
        }
        revoked = tokens.remove(at: index)
      }
      guard let revoked else { return }
      let words = Phrase("revoked \(id)", "已撤销 \(id)", "已撤銷 \(id)")
      global.show([words(global.language)], .object(revoked.members))
    }
  }
}
