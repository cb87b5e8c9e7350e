import ArgumentParser
import EventStore
import Projections

/// `replay bundle`: one case as one HTML file that proves itself.
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Writes a case with all its proofs as one HTML file that opens offline.",
    discussion: """
      The file shows the case in three languages, prints, makes no request, and checks itself in the \
      browser; `replay check` checks it without the log, and any program can that follows \
      docs/evidence.md. It carries the records of the case, the rules, calendars and units that tell it, \
      their proofs, an inventory that shows that no event of the case is missing, and the newest \
      checkpoint kept in the log, with its cosignatures.

      No personal value is given away but those named with --disclose, and of those only what the role may see in full; \
      who asks for them and why is recorded in the access log first (`replay access`). Keys named with --key and --policy \
      are enclosed for the reader's convenience; `replay check` does not believe them.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var trust: TrustOptions

  @Argument(help: "The case's stream, or the number its source gave it.")
  var id: String

  @Option(name: [.short, .long], help: ArgumentHelp("Where to write it.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Size of an earlier checkpoint to lead to.", valueName: "size"))
  var size: UInt64?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Path of a personal value to give away, such as address, or all; may be repeated.",
      valueName: "path"))
  var disclose: [String] = []

  @OptionGroup var looking: ViewerOptions

  mutating func validate() throws {
    if !disclose.isEmpty { try looking.check("--disclose") }
  }

  func run() throws {
    let trust = try trust.load()
    let keys =
      trust.keys + (trust.policy.map { $0.logs.map(\.key) + $0.witnesses.map(\.key) } ?? [])
    let (directory, log) = try global.open(toWrite: output)
    defer { log.close() }
    let page = try log.withSnapshot { snapshot in
      let stream = try CaseFinder.stream(named: id, in: snapshot, mayKnow: looking.mayKnow)
      var making = BundleMaking(stream: stream, language: global.layout.language)
      making.size = size
      making.disclosed = try given(stream, snapshot, directory)
      making.keys = keys
      return try making.page(snapshot)
    }
    let bytes = Array(page.html.utf8)
    try FileSystem.replace(output, with: bytes, mode: 0o644)
    let layout = global.layout
    let facts: [(name: String, label: Phrase, value: String)] = [
      ("file", Phrase("written", "已写入", "已寫入"), output),
      ("stream", Phrase("case", "案件", "案件"), page.bundle.stream.text),
      ("events", Phrase("events", "事件数", "事件數"), String(page.check.own.count)),
      ("records", Phrase("records", "记录数", "紀錄數"), String(page.bundle.items.count)),
      (
        "complete", Phrase("complete", "完整性", "完整性"),
        page.check.completenessWords(layout.language)
      ),
      (
        "treeSize", Phrase("tree size", "树大小", "樹大小"),
        String(page.bundle.checkpoint.checkpoint.size)
      ),
      ("bytes", Phrase("bytes", "字节", "位元組"), String(bytes.count)),
    ]
    global.show(
      facts.flatMap {
        layout.labelled($0.label(layout.language), $0.value, indent: 0, labelWidth: 12)
      },
      .object(facts.map { .init($0.name, .string($0.value)) }))
  }

  /// The paths of the values that are given away; the look is durable in the access log before this returns.
  private func given(
    _ stream: StreamID, _ snapshot: borrowing LogSnapshot, _ directory: DataDirectory
  ) throws -> [String] {
    guard !disclose.isEmpty,
      let history = try CaseHistory.load(
        stream, from: snapshot, origin: directory.origin, withValues: true)
    else { return [] }
    let person = looking.person(through: "replay bundle")
    let open = history.pathsSeenInFull(by: person)
    let wanted = disclose.contains("all") ? open : disclose
    if let path = wanted.first(where: { !open.contains($0) }) {
      throw Failure(
        "the value at \(path.printable) is not there, or the role \(person.role.name) may not see it in full; "
          + "a bundle carries no masked value", .usage)
    }
    try ViewerOptions.record(person, history, wanted, in: directory)
    return wanted
  }
}
