import ArgumentParser
import EventStore
import Projections

/// `replay overview`: the state of the hotline in a period.
struct OverviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overview",
    abstract: "The state of the hotline in a period: intake, calls, backlog, topics, outreach.",
    discussion: """
      Shares are exact to two digits. What the log has no events for is said in words and is never 0. \
      Text shows the largest rows of each table; --format json has all of them.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var question: ScoreOptions

  func run() throws {
    let (view, period, now) = try question.ask(global) { ($0, $1, $2) }
    // What was recorded since would belong to another moment than the tickets.
    let city = try fold(asOf: now)
    let overview: Overview
    do throws(ScoreError) {
      overview = try Overview(view, city, period, at: now)
    } catch {
      throw Failure(error, global.layout.language)
    }
    var output = Output()
    if global.format == .text {
      let head = PeriodHeading(view: view, period: period, now: now)
      output.lines(OverviewText(layout: global.layout, overview: overview, head: head).lines())
    } else {
      output.line(JSONWriter.text(overview.json, isIndented: global.format == .json))
    }
    output.flush()
  }

  private func fold(asOf now: Instant) throws -> CityLedger {
    let (_, log) = try global.open()
    defer { log.close() }
    return try log.withSnapshot { try CityLedger($0, asOf: now) }
  }
}
