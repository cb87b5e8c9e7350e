import ArgumentParser
import EventStore
import Projections

/// `log-server backup`: a hot copy.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copies the data directory while the server runs; sealed segments are copied once.",
    discussion: """
      The copy holds the keys and the personal values too: keep it as safe as the original. \
      Run it again on the same directory to bring the copy up to date.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      "Where the copy goes; an earlier backup of this log is continued.", valueName: "dir"))
  var directory: String

  func run() throws {
    let source = try DataDirectory.open(global.path)
    let report = try Backup.run(from: source, to: directory)
    let size = grouped(report.head.size)
    let text = Phrase(
      "backed up \(size) events of \(source.origin) to \(directory): \(report.copied) segments "
        + "copied, \(report.kept) there already",
      "已将 \(source.origin) 的 \(size) 个事件备份到 \(directory)：复制 \(report.copied) 段，已有 \(report.kept) 段",
      "已將 \(source.origin) 的 \(size) 個事件備份到 \(directory)：複製 \(report.copied) 段，已有 \(report.kept) 段"
    )
    global.show(
      [text(global.language), "root \(report.head.root)"],
      .object([
        .init("origin", .string(source.origin)), .init("backup", .string(directory)),
        .init("size", .unsigned(report.head.size)), .init("root", .string(report.head.root.hex)),
        .init("segmentsCopied", .integer(Int64(report.copied))),
        .init("segmentsKept", .integer(Int64(report.kept))),
      ]))
  }
}

/// `log-server restore`: a backup becomes a data directory again.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Puts a backup back as a data directory, verified in full before it takes its name.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("The backup.", valueName: "dir"))
  var directory: String

  func run() throws {
    try Backup.restore(from: directory, to: global.path, erases: Erasures.erased)
    let restored = try DataDirectory.open(global.path)
    let log = try restored.openLog(.reader)
    defer { log.close() }
    let (size, root) = try log.withSnapshot { ($0.size, try $0.root()) }
    let text = Phrase(
      "restored and verified \(grouped(size)) events of \(restored.origin) in \(restored.path)",
      "已恢复并校验 \(restored.path) 中 \(restored.origin) 的 \(grouped(size)) 个事件",
      "已還原並驗證 \(restored.path) 中 \(restored.origin) 的 \(grouped(size)) 個事件")
    global.show(
      [text(global.language), "root \(root)"],
      .object([
        .init("origin", .string(restored.origin)), .init("data", .string(restored.path)),
        .init("size", .unsigned(size)), .init("root", .string(root.hex)),
      ]))
  }
}
