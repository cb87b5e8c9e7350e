import ArgumentParser
import EventStore
import Hotline
import Projections

/// `log-server erase`: destroys personal values of a case, with an event that says why.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Destroys personal values of a case, their salts and their key, for ever.",
    discussion: """
      The event with the legal ground, who asked and who approved is recorded first. Then the values are removed, and \
      the key store is written anew without the key that sealed them. The records stay as they were: their digests \
      still prove the case, and `replay case` says who erased what. A backup that was taken before still has the \
      values: run `log-server backup` again on each, or destroy it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: PersonalDataOptions

  @Flag(help: "Erase without asking.")
  var yes = false

  func run() throws {
    try PersonalDataCommand(global: global, options: options, isErasure: true, yes: yes)
      .run(PersonalDataErased.self)
  }
}

/// `log-server restrict`: lets personal values of a case be shown to nobody any more.
struct RestrictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restrict",
    abstract: "Lets personal values of a case be shown to nobody any more; they stay provable.",
    discussion: """
      An event with the legal ground, who asked and who approved is recorded. The values stay in the vault, and no \
      program shows them, whatever role or moment is asked for.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: PersonalDataOptions

  func run() throws {
    try PersonalDataCommand(global: global, options: options, isErasure: false, yes: true)
      .run(PersonalDataRestricted.self)
  }
}

/// One run of either command.
struct PersonalDataCommand {
  let global: GlobalOptions
  let options: PersonalDataOptions
  let isErasure: Bool
  let yes: Bool

  func run(_ type: (some PersonalDataDecision).Type) throws {
    let directory = try DataDirectory.open(global.path)
    let log = try directory.openLog(options.dryRun ? .reader : .writer)
    defer { log.close() }
    let now = try log.now(by: directory.clock)
    let plan = try log.withSnapshot {
      try PersonalDataPlan(options.id, options.decision(type), at: now, $0)
    }
    if options.dryRun { return show(plan, nil) }
    if !yes { try ask(plan) }
    show(plan, try record(plan, in: log))
  }

  private func record(_ plan: PersonalDataPlan, in log: LMDBEventLog) throws -> Receipt {
    do {
      guard isErasure else { return try log.appendAndWait(plan.request) }
      return try log.erase(
        ErasureRequest(stream: plan.stream, values: plan.values, request: plan.request))
    } catch let error as AppendError {
      var code = Failure.Code.usage
      if case .inDoubt = error { code = .inDoubt }
      throw Failure("\(plan.stream) is as it was: \(error)", code)
    }
  }

  private func ask(_ plan: PersonalDataPlan) throws {
    let question = Phrase(
      "Destroy \(plan.values.count) values of \(plan.stream) for ever? [y/N] ",
      "永久删除 \(plan.stream) 的 \(plan.values.count) 项内容？[y/N] ",
      "永久刪除 \(plan.stream) 的 \(plan.values.count) 項內容？[y/N] ")
    Terminal.write(Array(question(global.language).utf8), to: .error)
    let answer = readLine()?.lowercased()
    guard answer == "y" || answer == "yes" else {
      throw Failure("nothing was erased; answer y, or give --yes", .usage)
    }
  }

  private func show(_ plan: PersonalDataPlan, _ receipt: Receipt?) {
    let count = plan.values.count
    let what = plan.paths.joined(separator: ", ")
    let place = receipt.map { "\($0.first)" } ?? "–"
    let erased = Phrase(
      "erased \(count) values of \(plan.stream) (\(what)); event \(place) says why",
      "已删除 \(plan.stream) 的 \(count) 项内容（\(what)）；事件 \(place) 载明理由",
      "已刪除 \(plan.stream) 的 \(count) 項內容（\(what)）；事件 \(place) 載明理由")
    let restricted = Phrase(
      "restricted \(count) values of \(plan.stream) (\(what)); event \(place) says why",
      "已限制处理 \(plan.stream) 的 \(count) 项内容（\(what)）；事件 \(place) 载明理由",
      "已限制處理 \(plan.stream) 的 \(count) 項內容（\(what)）；事件 \(place) 載明理由")
    let dry = Phrase(
      "dry run: it would be \(count) values of \(plan.stream) (\(what)); nothing was recorded",
      "试运行：涉及 \(plan.stream) 的 \(count) 项内容（\(what)）；未记录任何内容",
      "試執行：涉及 \(plan.stream) 的 \(count) 項內容（\(what)）；未記錄任何內容")
    let words = receipt == nil ? dry : isErasure ? erased : restricted
    global.show(
      [words(global.language)],
      .object([
        .init("stream", .string(plan.stream.text)), .init("values", .integer(Int64(count))),
        .init("paths", .array(plan.paths.map { .string($0) })),
        .init("erased", .bool(isErasure && receipt != nil)),
        .init("position", receipt.map { .unsigned($0.first.rawValue) } ?? .null),
      ]))
  }
}
