public import Hotline
import Wire

extension Overview {
  /// The overview as JSON; the same for `replay overview` and the HTTP interface. What the log has no events for is
  /// `null`.
  public var json: JSONValue {
    .object([
      .init("period", .string(period.description)), .init("now", .string(now.description)),
      .init("isPartial", .bool(isPartial)), .init("intake", intake.json(names)),
      .init("calls", calls?.json ?? .null), .init("directAnswers", directAnswers.json),
      .init("balance", balance?.json(names) ?? .null), .init("backlog", backlog?.json ?? .null),
      .init("topics", .array(topics.map { $0.json(names) })),
      .init("burstRule", TopicSummary.burstRule.json),
      .init("knowledge", knowledge?.json ?? .null), .init("outreach", outreach.json(names)),
    ])
  }
}

extension Overview.Intake {
  fileprivate func json(_ names: CityNames) -> JSONValue {
    func table(_ table: ShareTable, _ dimension: ScoreCube.Dimension) -> JSONValue {
      table.json { names.name($0, of: dimension) }
    }
    return .object([
      .init("total", .integer(total)), .init("change", change.json),
      .init("yearChange", yearChange.json), .init("channels", table(channels, .channel)),
      .init("kinds", table(kinds, .kind)), .init("categories", table(categories, .category)),
      .init("districts", table(districts, .district)),
      .init("hoursByWeekday", .array(hours.map { .array($0.map { .integer($0) }) })),
    ])
  }
}

extension CallWindow {
  fileprivate var json: JSONValue {
    .object([
      .init("from", .string(from.description)), .init("until", .string(until.description)),
      .init("connected", connected.json),
    ])
  }
}

extension CallSummary {
  fileprivate var json: JSONValue {
    var members = JSONMembers()
    members.add("connected", connected.json)
    members.add("answeredQuickly", answeredQuickly.json)
    members.add("answerWithinSeconds", .unsigned(standard.seconds))
    members.add("targetPermille", .unsigned(standard.permille))
    members.add("targetIsOfRules", .bool(standard.isOfRules))
    members.add("worst24Hours", worst?.json ?? .null)
    members.add("outcomes", outcomes.json { CallOutcome.words(named: $0) })
    members.add(
      "queues",
      .array(
        queues.map { queue in
          .object([
            .init("code", .string(queue.code)), .init("connected", queue.connected.json),
          ])
        }))
    members.add("meanTalkSeconds", meanTalk.map { .string($0.text()) } ?? .null)
    members.add("chargedCalls", charged.map { .integer($0.calls) } ?? .null)
    members.add("chargedSeconds", charged.map { .integer($0.seconds) } ?? .null)
    members.add("cutOff", cutOff.json())
    members.add("transferred", transferred.json())
    members.add("threeWaySettled", threeWay?.json ?? .null)
    return members.object
  }
}

extension Balance {
  fileprivate func json(_ names: CityNames) -> JSONValue {
    .object([
      .init("total", .integer(total)), .init("new", .integer(taken)),
      .init("carriedOver", .integer(carriedOver)),
      .init("carriedOverWithUnits", .integer(carriedOverWithUnits)),
      .init("answeredDirectly", .integer(answered)), .init("dispatched", .integer(dispatched)),
      .init("settledAtCentre", .integer(settled)), .init("elsewhere", .integer(elsewhere)),
      .init("waiting", .integer(waiting)),
      .init("channels", ShareTable(channels).json { names.name($0, of: .channel) }),
    ])
  }
}

extension Backlog {
  fileprivate var json: JSONValue {
    .object([
      .init("total", .integer(total)), .init("withUnits", .integer(withUnits)),
      .init("waiting", .integer(waiting)),
      .init("oldestDays", oldestDays.map { .integer($0) } ?? .null),
      .init(
        "ages",
        .array(
          ages.map { age in
            .object([
              .init("fromDays", .integer(age.from)),
              .init("toDays", age.to.map { .integer($0) } ?? .null),
              .init("count", .integer(age.count)),
            ])
          })),
    ])
  }
}

extension TopicSummary {
  fileprivate func json(_ names: CityNames) -> JSONValue {
    .object([
      .init("category", .string(category)),
      .init("name", names.name(category, of: .category).json), .init("count", .integer(count)),
      .init("change", change.json), .init("yearChange", yearChange.json),
      .init(
        "bursts",
        .array(
          bursts.map { burst in
            .object([
              .init("day", .string(burst.day.description)), .init("count", .integer(burst.count)),
              .init("mean", .string(burst.mean.text())),
            ])
          })),
    ])
  }
}

extension KnowledgeSummary {
  fileprivate var json: JSONValue {
    .object([
      .init("items", .integer(items)), .init("updated", .integer(updated)),
      .init("retired", .integer(retired)), .init("stale", stale.json),
      .init("staleDays", .integer(Self.staleDays)), .init("pastReview", pastReview.json),
      .init("longestPastReview", .array(overdue.prefix(Self.listMax).map { .string($0) })),
      .init("answersWithItem", .integer(answersWithItem)),
      .init("answersFree", .integer(answersFree)),
      .init("itemsUsed", .integer(Int64(used.rows.count))),
      .init(
        "mostUsed",
        .array(
          used.rows.prefix(Self.listMax).map {
            .object([.init("item", .string($0.code)), .init("answers", .integer($0.count))])
          })),
    ])
  }
}

extension OutreachSummary {
  fileprivate func json(_ names: CityNames) -> JSONValue {
    .object([
      .init("careCalls", care.isEmpty ? .null : .array(care.map(\.json))),
      .init("careTownships", care.isEmpty ? .null : .integer(Int64(careTownships.count))),
      .init(
        "careByTownship",
        .array(
          careTownships.map {
            .object([.init("township", .string($0.code)), .init("reached", $0.reached.json)])
          })),
      .init("enterprise", enterprise?.json ?? .null),
      .init("enterpriseCases", enterpriseCases.map { .integer($0) } ?? .null),
      .init("sentiment", sentiment.isEmpty ? .null : .array(sentiment.map(\.json))),
      .init("quality", quality?.json ?? .null),
      .init("patrols", patrols.json { InspectionResult.words(named: $0) }),
      .init("specialReports", reports.json { names.name($0, of: .category) }),
      .init("counter", counter.json()), .init("legacyLines", legacyLines.json()),
    ])
  }
}

extension Word {
  /// The word for people of a word for programs; the text itself where none is known.
  public static func words(named name: String) -> Phrase {
    name.isEmpty
      ? CityNames.notGiven : allCases.first { $0.name == name }?.words ?? Phrase(verbatim: name)
  }
}

extension OutreachSummary.Care {
  fileprivate var json: JSONValue {
    .object([
      .init("group", .string(group)), .init("reached", reached.json),
      .init("needsHelp", .integer(needsHelp)),
    ])
  }
}

extension OutreachSummary.Enterprise {
  fileprivate var json: JSONValue {
    .object([
      .init("visits", .integer(visits)), .init("firms", .integer(Int64(firms))),
      .init("demands", .integer(demands)),
      .init("demandsPerVisit", .string(demandsPerVisit.text())),
      .init("followUpCases", .integer(followUps)),
    ])
  }
}

extension OutreachSummary.Tone {
  fileprivate var json: JSONValue {
    .object([
      .init("keywordSet", .string(keywordSet)), .init("positive", .integer(positive)),
      .init("neutral", .integer(neutral)), .init("negative", .integer(negative)),
    ])
  }
}

extension OutreachSummary.Quality {
  fileprivate var json: JSONValue {
    .object([
      .init("calls", .integer(calls)), .init("meanPoints", .string(mean.text())),
      .init("lowest", .integer(lowest)), .init("highest", .integer(highest)),
    ])
  }
}
