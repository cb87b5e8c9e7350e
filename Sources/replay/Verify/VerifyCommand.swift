import ArgumentParser
import EventStore
import Projections

/// `replay verify`: recomputes hashes, tree and chains, and says what that proves.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks the log and says what that proves.",
    discussion: """
      A sound log alone proves little: whoever can write it can rewrite all of it. So exit code 0 is \
      kept for a head that another institution has signed.

      Exit codes: 0 WITNESSED · 10 CONSISTENT BUT UNWITNESSED · 11 QUORUM NOT MET · 20 UNANCHORED \
      (nothing outside to compare with) · 30 DIVERGED (contradicts a checkpoint you kept) · \
      40 INVALID. Usage errors: 1; no log: 4.

      The check runs in a child process: a damaged file may end it by a signal, and the last position \
      it reached is then named.

      Signatures are checked by the keys and witnesses that you name with --key and --policy, and by no \
      other: those inside the evidence are not believed. With a policy and without --against, the newest \
      checkpoint kept in the log that meets the quorum is taken; that alone does not show that an older \
      copy was put in the place of a newer one.
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Hash every record again and rebuild the tree from the leaves.")
  var full = false

  @Option(
    help: ArgumentHelp(
      "A checkpoint kept elsewhere (lines origin, size, root in base64), or the directory of a mirror.",
      valueName: "path"))
  var against: String?

  @OptionGroup var trust: TrustOptions

  @Option(
    help: ArgumentHelp(
      "Compute a published bulletin again from the log, and compare its files: 0 when all agrees, 2 when not.",
      valueName: "id"))
  var bulletin: String?

  @Option(
    help: ArgumentHelp(
      "Where the files of the bulletin are (default: bulletins in the data directory).",
      valueName: "dir"))
  var files: String?

  func run() throws {
    if let bulletin { return try BulletinVerdict(global: global, files: files).run(bulletin) }
    if files != nil { throw Failure("--files goes with --bulletin; leave it out", .usage) }
    // Mistakes of the caller are told apart from damage before the child starts.
    let directory = try DataDirectory.open(global.path)
    if let against { _ = try CheckpointFile.read(against) }
    _ = try trust.load()
    try global.end(with: try check(directory))
  }

  private func check(_ directory: DataDirectory) throws -> VerifyReport {
    var report = VerifyReport(origin: directory.origin, isFull: full, against: against)
    var arguments = ["verify-worker", "--data", directory.path]
    if full { arguments.append("--full") }
    if let against { arguments += ["--against", against] }
    arguments += trust.arguments
    var bar = ProgressBar("verify", total: 0)
    let exit = try runWorker(arguments) { message in
      report.take(message)
      switch message {
      case .total(let size): bar = ProgressBar("verify", total: size)
      case .verified(let position): bar.show(position.rawValue)
      default: break
      }
    }
    bar.finish()
    // A worker that died is run once more, telling each position before it reads it, to name the place.
    if case .signalled = exit {
      _ = try runWorker(arguments + ["--careful"]) { message in
        if case .verified = message { report.take(message) }
      }
    }
    report.take(exit)
    return report
  }

  private func runWorker(
    _ arguments: [String], _ onMessage: (WorkerMessage) -> Void
  ) throws -> ChildExit {
    try ChildProcess.run(executable: ChildProcess.ownExecutable(), arguments: arguments) { line in
      if let message = WorkerMessage(line: line) { onMessage(message) }
    }
  }
}

/// What `replay verify` found.
struct VerifyReport: Equatable, VerdictReport {
  let origin: String
  let isFull: Bool
  let against: String?
  private(set) var verified = Position.start
  private(set) var findings: [String] = []
  private(set) var size: UInt64?
  private(set) var root = ""
  private(set) var comparison: Comparison?
  private(set) var firstDifference: Position?
  private(set) var standing: Standing?
  private(set) var locked = 0
  private var isDone = false

  struct Comparison: Equatable {
    var agrees: Bool
    var sentence: String
  }

  init(origin: String, isFull: Bool, against: String?) {
    self.origin = origin
    self.isFull = isFull
    self.against = against
  }

  mutating func take(_ message: WorkerMessage) {
    switch message {
    case .verified(let position): verified = position
    case .finding(let text): findings.append(text)
    case .head(let size, let root):
      self.size = size
      self.root = root
    case .compared(let agrees, let sentence):
      comparison = Comparison(agrees: agrees, sentence: sentence)
    case .firstDifference(let position): firstDifference = position
    case .standing(let standing): self.standing = standing
    case .locked(let count): locked = count
    case .total: break
    case .done: isDone = true
    }
  }

  mutating func take(_ exit: ChildExit) {
    switch exit {
    case .signalled(let signal):
      findings.append(
        "the check was ended by signal \(signal) after position \(verified): the file is cut off or "
          + "cannot be read beyond it; restore it from a backup")
    case .exited(let code) where code != 0 || !isDone:
      findings.append(
        "the check stopped with code \(code) after position \(verified); "
          + "the error above says why, restore the log from a backup if it is damaged")
    case .exited: break
    }
  }

  var verdict: Verdict {
    if !findings.isEmpty { return .invalid }
    guard let comparison else { return .unanchored }
    // A head that the known key did not sign says nothing, whatever the log says.
    let standing = standing ?? .unchecked
    if standing.verdict(bare: .consistent) == .invalid { return .invalid }
    return comparison.agrees ? standing.verdict(bare: .consistent) : .diverged
  }

  /// What the log was compared with.
  private func anchor(_ layout: Layout) -> String {
    against ?? layout("checkpoint kept in the log", "日志所存检查点", "日誌所存檢查點")
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("verdict", .string(verdict.name)),
      .init("exitCode", .integer(Int64(verdict.exitCode))),
      .init("origin", .string(origin)), .init("full", .bool(isFull)),
      .init("verifiedUpTo", .unsigned(verified.rawValue)),
    ]
    if let size {
      members.append(.init("size", .unsigned(size)))
      members.append(.init("root", .string(root)))
    }
    if isFull { members.append(.init("lockedValues", .integer(Int64(locked)))) }
    members.append(.init("findings", .array(findings.map { .string($0) })))
    if let comparison {
      members.append(
        .init(
          "against",
          .object([
            .init("file", against.map { .string($0) } ?? .null),
            .init("agrees", .bool(comparison.agrees)),
            .init("sentence", .string(comparison.sentence)),
            .init("firstDifference", firstDifference.map { .unsigned($0.rawValue) } ?? .null),
            .init("signaturesChecked", .bool(standing ?? .unchecked != .unchecked)),
            .init("signatures", .string((standing ?? .unchecked).line)),
          ])))
    }
    return .object(members)
  }

  func lines(_ layout: Layout) -> [String] {
    var pairs = [(Phrase.log(layout.language), origin)]
    if let size {
      pairs.append((layout("events", "事件数", "事件數"), String(size)))
      pairs.append((Phrase.root(layout.language), root))
    } else {
      pairs.append((layout("checked up to", "已检查至", "已檢查至"), verified.description))
    }
    pairs.append((layout("checked", "检查内容", "檢查內容"), scope(layout)))
    if locked > 0 { pairs.append((layout("not checked", "未检查", "未檢查"), lockedWords(layout))) }
    if let comparison {
      pairs.append((anchor(layout), CheckSentence.words(comparison.sentence, layout.language)))
      if let firstDifference {
        pairs.append(
          (layout("first difference", "首个不同之处", "首個不同之處"), firstDifference.description))
      }
      pairs.append(
        (Phrase.signatures(layout.language), (standing ?? .unchecked).words(layout.language)))
    }
    for (index, finding) in findings.enumerated() {
      pairs.append(("\(index + 1)", CheckSentence.words(finding, layout.language)))
    }
    return verdict.lines(pairs, layout)
  }

  private func lockedWords(_ layout: Layout) -> String {
    layout(
      "\(locked) personal values are sealed and their key is not here (ANJUAN_VAULT_KEY)",
      "\(locked) 项个人信息已加密，此处无密钥（ANJUAN_VAULT_KEY）",
      "\(locked) 項個人資料已加密，此處無金鑰（ANJUAN_VAULT_KEY）")
  }

  private func scope(_ layout: Layout) -> String {
    isFull
      ? layout(
        "every record's hash, the tree from its leaves, the streams' chains, inventories, the index, the vault",
        "每条记录的哈希、由叶重算的树、各流的链、案卷清点、索引、保险库",
        "每筆紀錄的雜湊、由葉重算的樹、各串流的鏈、案卷清點、索引、保險庫")
      : layout(
        "the files, the batches and the newest 4,096 events; --full hashes every record again",
        "文件、批次与最新 4,096 个事件；--full 会重算每条记录",
        "檔案、批次與最新 4,096 個事件；--full 會重算每筆紀錄")
  }
}
