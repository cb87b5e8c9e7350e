import ArgumentParser
import EventStore
import Hotline
import Projections

/// `replay versions`: by which version figures are computed, who signed it, and what another one would change.
struct VersionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "versions",
    abstract:
      "Versions of the figures: which one answers, who signed it, what another would change.",
    discussion: """
      --compare builds another version beside the one that answers and lists every figure that differs, by period, \
      unit and measure. --check computes every recorded sign-off again: 0 when digests and differences are as \
      signed, 2 when one is not. `log-server switch` records a sign-off.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp("Compare this version with the one that answers.", valueName: "version"))
  var compare: UInt64?

  @Option(
    help: ArgumentHelp("Rule set of the comparison (default: the last one).", valueName: "id"))
  var rules: String?

  @Flag(help: "Compute every sign-off again.")
  var check = false

  func run() throws {
    let report = try global.withLog { log in
      do {
        return try make(log)
      } catch let error as ScoreError {
        throw Failure(error, global.layout.language)
      }
    }
    global.show(report.lines(global.layout), report.json)
    if let failed = report.failed {
      throw Failure("the sign-off at position \(failed) differs from what the log gives", .differs)
    }
  }

  private func make(_ log: LMDBEventLog) throws -> VersionsReport {
    let ledger = try ScoreQuestion.ledger(log, Viewpoint())
    let now = ScoreQuestion.moment(ledger, Viewpoint())
    let switches = ledger.reference.switches(of: ScoreVersion.projection)
    var report = VersionsReport(signed: ledger.signedVersion, switches: switches)
    if check {
      report.checks = try log.withSnapshot { snapshot in
        var checks: [SignOffCheck] = []
        for one in switches { checks.append(try SignOffCheck(one, snapshot)) }
        return checks
      }
    }
    if let compare {
      report.comparison = try VersionComparison(
        ledger, from: try ScoreVersion.of(ledger.signedVersion),
        to: try ScoreVersion.of(compare), rules: rules, now: now)
    }
    return report
  }
}

/// What `replay versions` says.
struct VersionsReport {
  var signed: UInt64
  var switches: [ReferenceData.Adopted<ProjectionSwitched>]
  var checks: [SignOffCheck] = []
  var comparison: VersionComparison?

  /// Position of the first sign-off that is not as the log gives it.
  var failed: Position? {
    checks.first { if case .differs = $0.outcome { true } else { false } }?.position
  }

  var json: JSONValue {
    .object([
      .init("projection", .string(ScoreVersion.name(signed))),
      .init("known", .array(ScoreVersion.known.map { .unsigned($0.number) })),
      .init("signOffs", .array(switches.map { json($0) })),
      .init("comparison", comparison?.json ?? .null),
    ])
  }

  private func json(_ one: ReferenceData.Adopted<ProjectionSwitched>) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("position", .unsigned(one.position.rawValue)),
      .init("recordedAt", .string(one.recordedAt.description)),
      .init("from", .unsigned(one.content.fromVersion)),
      .init("to", .unsigned(one.content.toVersion)),
      .init("treeSize", .unsigned(one.content.treeSize)),
      .init("differing", .unsigned(one.content.differing)),
      .init("reason", .string(one.content.reason)),
      .init("authority", .string(one.content.authority)),
    ]
    if let check = checks.first(where: { $0.position == one.position }) {
      members.append(.init("check", .string(words(check.outcome)(.english))))
    }
    return .object(members)
  }

  func lines(_ layout: Layout) -> [String] {
    var lines = [
      layout.paint(
        layout("figures are computed by", "现用算法版本", "現用演算法版本")
          + " \(ScoreVersion.name(signed))", .heading)
    ]
    let known = ScoreVersion.known.map { "\($0.number) (\($0.words(layout.language)))" }
    lines.append(
      layout("this program has", "本程序具备", "本程式具備") + ": " + known.joined(separator: ", "))
    if switches.isEmpty {
      lines.append(
        layout("no other version was signed", "尚未签批其他版本", "尚未簽核其他版本"))
    }
    for one in switches {
      let content = one.content
      lines.append(
        "#\(one.position) \(WallClock.text(one.recordedAt)) · "
          + "\(content.fromVersion) → \(content.toVersion) · \(content.authority.printable): "
          + content.reason.printable)
      if let check = checks.first(where: { $0.position == one.position }) {
        lines.append("  " + words(check.outcome)(layout.language))
      }
    }
    if let comparison { lines += [""] + ComparisonLines.of(comparison, layout.language) }
    return lines
  }

  private func words(_ outcome: SignOffCheck.Outcome) -> Phrase {
    switch outcome {
    case .agrees: Phrase("computed again: as signed", "重算一致", "重算一致")
    case .differs(let points):
      Phrase(
        "computed again: DIFFERS in \(points.joined(separator: ", "))",
        "重算不一致：\(points.joined(separator: "、"))", "重算不一致：\(points.joined(separator: "、"))")
    case .cannotTell(let version):
      Phrase(
        "cannot be computed again: this program has no version \(version)",
        "无法重算：本程序没有第 \(version) 版", "無法重算：本程式沒有第 \(version) 版")
    }
  }
}
