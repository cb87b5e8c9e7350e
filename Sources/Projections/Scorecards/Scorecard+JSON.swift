public import EventStore
import Hotline
import Wire

extension Scorecard {
  /// The scorecard, with the unit of the question alone when one is named.
  public func json(unit: String? = nil) -> JSONValue {
    var members = head
    let shown = unit.map { name in (try? only(name))?.rows ?? [] } ?? rows
    if per != .unit { members.append(.init("per", .string(per.rawValue))) }
    if let role { members.append(.init("as", .string(role.rawValue))) }
    let namesFormulas = rows.contains { $0.score.map { $0.formula.rule != formula?.rule } ?? false }
    members.append(
      .init(per.plural, .array(shown.map { $0.json(per, namesFormula: namesFormulas) })))
    if unit == nil { members.append(.init("total", total.json())) }
    return .object(members)
  }

  /// SHA-256 of the figures of every unit, without the moment of the question: what a bulletin records and a
  /// recomputation is compared with.
  public var digest: Digest {
    sha256(Array(JSONWriter.text(figures).utf8))
  }

  /// The figures of every unit, without the moment of the question and without other periods.
  public var figures: JSONValue {
    .object([
      .init("period", .string(period.description)), .init("ruleSet", .string(ruleSet)),
      .init("ruleVersion", .unsigned(ruleVersion)),
      .init("units", .array(rows.map(\.own))), .init("total", total.json()),
    ])
  }

  private var head: [JSONValue.Member] {
    let days = period.days
    return [
      .init("period", .string(period.description)),
      .init("from", .string(days.first.description)), .init("to", .string(days.last.description)),
      .init("asOf", .string(now.description)), .init("ruleSet", .string(ruleSet)),
      .init("ruleVersion", .unsigned(ruleVersion)),
      .init("projection", .string(ScoreVersion.name(version))),
      .init("formula", formula.map { .string($0.rule.id) } ?? .null),
    ]
  }
}

extension Score {
  /// The score and its place, with its terms.
  fileprivate func members(_ place: Int?) -> [JSONValue.Member] {
    [
      .init("score", text.map { .string($0) } ?? .null),
      .init("rank", place.map { .integer(Int64($0)) } ?? .null),
      .init("smallSample", .bool(!smallSamples.isEmpty)),
      .init("terms", .array(terms.map(\.json))),
    ]
  }
}

extension Scorecard.Row {
  fileprivate var own: JSONValue { .object(figures(.unit)) }

  private func figures(_ row: ScoreRow) -> [JSONValue.Member] {
    let members: [JSONValue.Member] = [
      .init(row.rawValue, .string(unit)), .init("measures", measures.json()),
    ]
    return score.map { members + $0.members(place) } ?? members
  }

  fileprivate func json(_ row: ScoreRow, namesFormula: Bool) -> JSONValue {
    var members = figures(row)
    members.insert(.init("name", name.json), at: 1)
    if namesFormula, let score {
      members.append(.init("formula", .string(score.formula.rule.id)))
    }
    if let previous {
      members.append(
        .init("previous", .object(Self.other(previous, previousScore, score?.formula))))
    }
    if let yearBefore {
      members.append(
        .init("yearBefore", .object(Self.other(yearBefore, yearBeforeScore, score?.formula))))
    }
    return .object(members)
  }

  private static func other(
    _ table: MeasureTable, _ score: ExactNumber?, _ formula: ScoringFormula?
  ) -> [JSONValue.Member] {
    var members = [JSONValue.Member("measures", table.json())]
    if let formula {
      members.append(.init("score", score.map { .string(formula.text($0)) } ?? .null))
    }
    return members
  }
}

extension TermScore {
  fileprivate var json: JSONValue {
    func text(_ number: ExactNumber?) -> JSONValue { number.map { .string($0.text()) } ?? .null }
    return .object([
      .init("term", .string(term.id)),
      .init("measure", term.measure.map { .string($0.rawValue) } ?? .null),
      .init("input", text(input)), .init("raw", text(raw)), .init("limited", text(limited)),
      .init("factor", text(factor)), .init("points", text(points)),
    ])
  }
}

extension Explanation {
  /// The figure with its tickets and the positions of their events.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("measure", .string(measure.rawValue)), .init(per.rawValue, .string(unit)),
      .init("name", name.json),
    ]
    if let role { members.append(.init("as", .string(role.rawValue))) }
    members += [
      .init("period", .string(period.description)), .init("figure", value.json(measure)),
      .init("definition", MeasureDefinition.of(measure).sentence.json),
    ]
    if let standing {
      members.append(.init("formula", .string(standing.score.formula.rule.id)))
      members += standing.score.members(standing.place)
      members.append(.init("ranked", .integer(Int64(standing.ranked))))
    }
    members.append(.init("tickets", .array(tickets.map(\.json))))
    return .object(members)
  }
}

extension Explanation.Ticket {
  fileprivate var json: JSONValue {
    .object([
      .init("case", .string(stream)), .init("numerator", .bool(isInNumerator)),
      .init("denominator", .bool(isInDenominator)),
      .init("events", .array(events.map { .unsigned($0.rawValue) })),
      .init(
        "entries",
        .array(
          entries.map { entry in
            .object([
              .init("measure", .string(entry.measure.rawValue)),
              .init("part", .string("\(entry.part)")), .init("at", .string(entry.at.description)),
              .init("amount", .integer(entry.amount)),
            ])
          })),
    ])
  }
}

extension ScoreDifference {
  /// What differs, with the tickets and events.
  public var json: JSONValue {
    .object([
      .init("period", .string(period.description)),
      .init(
        "figures",
        .array(
          figures.map { figure in
            .object([
              .init("unit", .string(figure.unit)), .init("name", figure.name.json),
              .init("measure", .string(figure.measure.rawValue)),
              .init("before", figure.before.json(figure.measure)),
              .init("after", figure.after.json(figure.measure)),
              .init("tickets", .array(figure.tickets.map(\.json))),
            ])
          })),
    ])
  }
}

extension ScoreDifference.Ticket {
  fileprivate var json: JSONValue {
    .object([
      .init("case", .string(stream)),
      .init("events", .array(events.map { .unsigned($0.rawValue) })),
    ])
  }
}
