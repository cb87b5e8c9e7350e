extension RuleTable {
  /// The whole of `docs/rules.md`: how a rule file is written, then what each says.
  public static func document(_ sets: [RuleSet]) -> String {
    guide + "\n" + words + "\n## The hotlines\n\nEach chapter is `fixtures/rules/<id>.yaml`.\n\n"
      + markdown(sets, level: 3)
  }

  private static let guide = """
    # Rule sets

    A hotline's deadlines, routes, cards and counting conventions are a YAML file. `log-server adopt FILE` checks it,
    shows what it changes against what is in force, and records it as an event (`RuleSetAdopted`) in the stream
    `rules-<id>`: the text, its SHA-256 and the compiled rules. An earlier version stays, and what was decided under it
    is judged by it. Nothing is recorded when a file has a mistake; the message names the line, the reason and how to
    mend it. This page is made from the files by the tests (`ANJUAN_PROMOTE=1` writes it anew).

    ## How a file is written

    ```yaml
    id: taipei
    title: { en: Taipei 1999, zh-Hans: 台北市民当家热线1999, zh-Hant: 台北市民當家熱線1999 }
    source: public reports on Taipei 1999
    offset: "+08:00"
    calendar: tw                  # adopted before; only where something counts working days
    effective: 2026-01-01         # cases from this day on; left out: at once
    opening: ["09:00-12:00", "13:00-17:00"]
    counting:                     # where a clock says nothing else
      hours: { begins: at-once, due: same-time, boundary: on-time }
      days: { begins: next-working-day, due: end-of-day, after-hours: as-received, last-day: as-counted }
    clocks:
      - id: TPE-3
        title: { en: "General: written reply", zh-Hans: 一般案件：书面答复, zh-Hant: 一般案件：書面答覆 }
        group: reply              # clocks of a group replace each other when the facts change; the first that fits counts
        when: { urgency: normal, handling: single }
        start: receipt
        end: answered
        limit: 6 working days
        holder: lead
        pausable: yes
        consequence: noted
        source: "Taipei: general tickets, written reply within 6 days"
    ```

    - **limit**: `90 seconds`, `2 minutes`, `24 hours`, `8 working hours`, `3 days` (every day), `6 working days`, or a
      fixed time: `12:00 next day`, `17:00 same day`, `09:00 after 3 days`.
    - **when**: `kind`, `category`, `channel` (a code or a list), `urgency`, `difficulty`, `handling`, and `time`, a
      stretch of the local day such as `18:00-24:00`, at which the clock starts. Its beginning is inside and its end
      outside: 18:00:00 sharp belongs to `18:00-24:00`. A stretch may pass midnight: `18:00-08:00`.
    - **counting**: `begins`, `due`, `after-hours`, `last-day`, and `boundary`: whether an act at the due instant itself
      is `on-time` or `late`. A clock may state its own.
    - **routes**: `lead` and `co-handlers`, or `referral` out of the departments; `next` names the route that takes over
      when the unit returns the ticket. The first route that fits counts.
    - **cards**: `colour`, `clocks` (left out: those whose consequence is a card), `after` (how long past the due time),
      `reminders` (how many must have come first), `replaces` (takes the place of the ticket's earlier card).
    - **extensions**: `authority`, `working-days` it may grant, `times` per clock. **returns**: `within`, `times`,
      `grounds`. **merge-clock**: of merged tickets the `first` or `last` receipt counts.
    - **callback**: `questions`, `attempts`, `share` of closed tickets. **periods**: `month`, or
      `{ kind: year, first-month: 11 }`. **calls**: `free`, `cut-off`, `answer-within`, `connect-rate`, `identity`.
      **spot-checks**: `per-period`, `period`, `algorithm`. **grades-results**: yes where results are graded A or B.
    - **exclusions**: grounds on which a ticket may be left out. **not-assessed**: matters left out of every measure or
      of one; `satisfaction` stands for its questions too. **kinds**, **channels**, **languages**, **queues**: what is in
      use. **notes**: what the file cannot say.

    - **scoring**: a list of rules by which scorecards become scores; the first whose `groups` fit a unit counts. `terms`
      name a measure of `docs/measures.md` and how it gives points: `full` points at the `target`, and `below` or `above`
      points more (or, with a minus, fewer) for each unit under or over it; or `steps`; held between `floor` and `cap`,
      times the `weight`. A term without a measure is a fixed item. `input` rounds the measure before the formula, `points`
      the points of a term, `rounding` the sum, each once and half-up unless `mode` says otherwise. `missing` says what a
      term without data does. Under `sample-min` answers or tickets a share is marked and its unit not ranked. `levels`,
      `ranking`, `exclusions` (by measure) and `satisfied` (grades) complete it. Numbers are decimals, never rounded.

    A file has at most 64 KiB, is nested at most twelve deep, and has no anchors and aliases. With its compiled form it
    must fit a record of the log.

    """

  /// The closed lists of words, as files write them.
  private static var words: String {
    var text = "## Words\n\n| key | words |\n|---|---|\n"
    func row<W: Word>(_ key: String, _ type: W.Type) {
      let words = W.allCases.map { "`\($0.fileName)` \($0.words.simplified)" }
      text += "| \(key) | \(words.joined(separator: " · ")) |\n"
    }
    row("start", ClockStart.self)
    row("end", ClockEnd.self)
    row("holder", ClockHolder.self)
    row("consequence", Consequence.self)
    row("begins", CountingStart.self)
    row("after-hours", AfterHoursRule.self)
    row("due", DueMoment.self)
    row("last-day", LastDayRule.self)
    row("urgency", Urgency.self)
    row("difficulty", Difficulty.self)
    row("handling", Handling.self)
    row("colour", CardColour.self)
    row("referral", ReferralTarget.self)
    row("grounds of returns", ReturnGround.self)
    row("merge-clock", MergeClock.self)
    row("questions", CallbackQuestion.self)
    row("period", PeriodKind.self)
    row("exclusions", ExclusionGround.self)
    row("mode of rounding", RoundingMode.self)
    row("missing", MissingTerm.self)
    row("order of ranking", RankingOrder.self)
    row("ties", TiePlaces.self)
    row("satisfied", Satisfaction.self)
    let kinds = KnownKinds.all.map { "`\($0.code)` \($0.words.simplified)" }
    text += "| kinds (codes; others may be used) | \(kinds.joined(separator: " · ")) |\n"
    return text
  }
}
