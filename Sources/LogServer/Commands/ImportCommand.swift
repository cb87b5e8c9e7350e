import ArgumentParser
import EventStore
import Hotline
import Importers
import Projections

/// `log-server import`: legacy files into events, with an account of every row.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Imports legacy files into the log and accounts for every row.",
    discussion: """
      An interrupted import goes on where it stopped when the same command is run again, and ends \
      with exactly the events of an uninterrupted one; importing a file again adds nothing. \
      Built-in mappings: \(Mapping.builtInNames.joined(separator: ", ")).
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp("Name of a built-in mapping, or a mapping file.", valueName: "name|file"))
  var mapping: String

  @Option(help: ArgumentHelp("Write rejected rows to this CSV file as well.", valueName: "file"))
  var rejects: String?

  @Flag(help: "Count what would be imported and write nothing.")
  var dryRun = false

  @Argument(
    help: ArgumentHelp(
      "The files, in the order in which their rows become events.", valueName: "file"))
  var files: [String]

  func run() throws {
    let directory = try DataDirectory.open(global.path)
    let mapping = try Mapping.load(mapping)
    if let rejects, directory.holds(rejects) {
      throw Failure(
        "\(rejects) lies in the data directory, where nothing may hold personal values but the vault; name a file for "
          + "the rejected rows elsewhere", .usage)
    }
    let log = try directory.openLog(.writer)
    defer { log.close() }
    let importer = Importer(
      log: log, mapping: mapping, identityKey: try directory.identityKey(),
      entropy: directory.entropy,
      options: ImportOptions(startedAt: try log.now(by: directory.clock)))
    var bar = ProgressBar("import")
    let clock = ContinuousClock()
    let started = clock.now
    let account: ImportAccount
    do {
      account = try importer.run(
        files: files, rejects: rejects, dryRun: dryRun,
        progress: { progress in
          bar.show(
            done: progress.bytesDone, of: progress.bytesTotal,
            note: "\(progress.rows) · \(progress.file)/\(progress.fileCount) \(progress.name)")
        }, look: { try recordLook($0, upTo: $1, in: directory) })
    } catch {
      bar.finish()
      throw error
    }
    bar.finish()
    let elapsed = clock.now - started
    let report = ImportReport(account: account, elapsed: elapsed, head: log.head)
    global.show(report.lines(global.language, width: global.width), report.json)
    guard account.total.isBalanced, account.files.allSatisfy(\.account.isBalanced) else {
      throw Failure(
        "the account does not add up: read is not accepted + duplicate + rejected; "
          + "this is an error of the program: keep the log and report it", .differs)
    }
  }
}

extension ImportCommand {
  /// Records that rejected rows of an interrupted run go from the vault into the file of `--rejects`.
  private func recordLook(
    _ stream: StreamID, upTo position: Position, in directory: DataDirectory
  ) throws {
    let user = Terminal.environment("USER") ?? "unknown"
    let person = Viewer(
      code: "os-user:\(user)", role: .importer,
      purpose: "rejected rows of an import that is resumed, into the file that was asked for",
      through: "log-server import --rejects")
    try AccessLog.record(person, of: stream, upTo: position, paths: ["row"], in: directory)
  }
}

/// What an import tells at its end.
struct ImportReport {
  let account: ImportAccount
  let elapsed: Duration
  let head: Position

  /// Rows read in a second of the import, everything included.
  var rowsPerSecond: UInt64 {
    account.total.read * 1_000_000 / max(1, elapsed.inMicroseconds)
  }

  /// The account as lines of text.
  func lines(_ language: Language, width: Int) -> [String] {
    var table = TextTable([
      .init(Phrase("file", "文件", "檔案")(language), shrinks: true),
      .init(Phrase("read", "读取", "讀取")(language), isNumber: true),
      .init(Phrase("accepted", "采纳", "採納")(language), isNumber: true),
      .init(Phrase("duplicate", "已有", "已有")(language), isNumber: true),
      .init(Phrase("rejected", "拒收", "拒收")(language), isNumber: true),
      .init(Phrase("recovered", "修复", "修復")(language), isNumber: true),
      .init(Phrase("repeated", "同文", "同文")(language), isNumber: true),
    ])
    for file in account.files { table.add([file.name] + cells(file.account)) }
    table.add([Phrase("total", "合计", "合計")(language)] + cells(account.total))
    let total = account.total
    let sum =
      "\(grouped(total.read)) = \(grouped(total.accepted)) + \(grouped(total.duplicate)) "
      + "+ \(grouped(total.rejected))"
    let equation = Phrase(
      "read = accepted + duplicate + rejected: \(sum)", "读取 = 采纳 + 已有 + 拒收：\(sum)",
      "讀取 = 採納 + 已有 + 拒收：\(sum)")
    let speed = Phrase(
      "\(grouped(rowsPerSecond)) rows/s; log head \(grouped(head.rawValue))",
      "每秒 \(grouped(rowsPerSecond)) 行；日志末位 \(grouped(head.rawValue))",
      "每秒 \(grouped(rowsPerSecond)) 列；日誌末位 \(grouped(head.rawValue))")
    return table.lines(width: width) + ["", equation(language), outcome(language), speed(language)]
  }

  private func outcome(_ language: Language) -> String {
    let stream = account.stream.text
    if account.isDryRun {
      return Phrase(
        "dry run: nothing was written; duplicates are those of the log as it is",
        "试运行：未写入任何内容；「已有」以当前日志为准", "試執行：未寫入任何內容；「已有」以目前日誌為準"
      )(language)
    }
    return Phrase(
      "recorded in stream \(stream), run \(account.run)"
        + (account.wasResumed ? ", resumed where it had stopped" : ""),
      "记录于流 \(stream)，第 \(account.run) 次" + (account.wasResumed ? "，自中断处继续" : ""),
      "記錄於流 \(stream)，第 \(account.run) 次" + (account.wasResumed ? "，自中斷處繼續" : "")
    )(language)
  }

  private func cells(_ rows: RowAccount) -> [String] {
    [
      rows.read, rows.accepted, rows.duplicate, rows.rejected, rows.recovered, rows.repeated,
    ].map(grouped)
  }

  /// The account as JSON.
  var json: JSONValue {
    .object([
      .init("stream", .string(account.stream.text)),
      .init("run", .unsigned(UInt64(account.run))),
      .init("resumed", .bool(account.wasResumed)),
      .init("dryRun", .bool(account.isDryRun)),
      .init("head", .unsigned(head.rawValue)),
      .init("rowsPerSecond", .unsigned(rowsPerSecond)),
      .init("total", members(account.total)),
      .init(
        "files",
        .array(
          account.files.map { file in
            .object([
              .init("name", .string(file.name)), .init("sha256", .string(file.digest.hex)),
              .init("rows", members(file.account)),
            ])
          })),
    ])
  }

  private func members(_ rows: RowAccount) -> JSONValue {
    .object([
      .init("read", .unsigned(rows.read)), .init("accepted", .unsigned(rows.accepted)),
      .init("duplicate", .unsigned(rows.duplicate)), .init("rejected", .unsigned(rows.rejected)),
      .init("recovered", .unsigned(rows.recovered)), .init("repeated", .unsigned(rows.repeated)),
    ])
  }
}

extension Duration {
  /// Whole microseconds; 0 for a length below zero.
  var inMicroseconds: UInt64 {
    UInt64(clamping: components.seconds) * 1_000_000
      + UInt64(clamping: components.attoseconds / 1_000_000_000_000)
  }
}

/// Decimal digits with a comma before every third.
func grouped(_ number: UInt64) -> String {
  let digits = Array(String(number).utf8)
  var result: [UInt8] = []
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
    result.append(digit)
  }
  return String(decoding: result, as: UTF8.self)
}
