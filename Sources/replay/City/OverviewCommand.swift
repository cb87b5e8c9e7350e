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
  @OptionGroup var order: OrderOption

  func run() throws {
    let language = global.layout.language
    let (overview, head) = try global.withLog { log in
      try question.ask(log, language, by: order.by) { view, period, now in
        // What was recorded since would belong to another moment than the tickets.
        let city = try log.withSnapshot {
          try CityLedger(
            $0, at: Viewpoint(asOf: now, by: order.by, upTo: Position(view.ledger.events)))
        }
        return (
          try Overview(view, city, period, at: now),
          PeriodHeading(view: view, period: period, now: now)
        )
      }
    }
    global.show(
      OverviewText(layout: global.layout, overview: overview, head: head).lines(), overview.json)
  }
}
