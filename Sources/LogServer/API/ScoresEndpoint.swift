import EventStore
import Hotline
import Hummingbird
import Projections

/// `GET /v1/scorecards`, `/v1/scorecards/explain`, `/v1/satisfaction`, `/v1/overview`, `/v1/boards/{name}` and
/// `/v1/bulletins`: the figures of `replay`, from the same code.
struct ScoresEndpoint {
  let state: ServerState
  let caller: Caller

  /// The scorecard of a period.
  func scorecard(query: String?) throws(Problem) -> Response {
    let items = try QueryItems(
      query, single: ["period", "unit", "per", "as", "rules", "asOf", "by"])
    let rows = try rows(items)
    // Units compare themselves with others; whose persons did what is for the unit itself.
    let unit = rows.row == .person ? try caller.unit(items["unit"]) : items["unit"]
    return try answer(items, try items.viewpoint(), rows) { view, period, now in
      let card = try view.scorecard(period, at: now, per: rows.row)
      return try (unit.map(card.only) ?? card).json(unit: unit)
    }
  }

  /// The tickets and events behind a figure.
  func explain(query: String?) throws(Problem) -> Response {
    let items = try QueryItems(
      query, single: ["period", "unit", "per", "as", "measure", "rules", "asOf", "by"])
    let rows = try rows(items)
    guard let unit = try caller.unit(items["unit"]) else {
      throw .badParameter("unit", "is missing; name the unit whose figure is to be explained")
    }
    if let own = caller.onlyUnit, rows.row != .unit {
      throw Problem(
        kind: .forbidden,
        detail:
          "Behind the figures of a group or a person are other units' cases; a token of '\(own)' asks for its own."
      )
    }
    guard let measure = items["measure"] else {
      throw .badParameter("measure", "is missing; name the measure, such as on-time")
    }
    return try answer(items, try items.viewpoint(), rows) { view, period, now in
      try view.explain(measure, unit: unit, period, at: now, per: rows.row).json
    }
  }

  /// Whose figures are asked for, and in which capacity.
  private func rows(_ items: QueryItems) throws(Problem) -> ScoreRows {
    ScoreRows(try items.word("per") ?? .unit, as: try items.word("as"))
  }

  /// What citizens said, by unit, category, channel, district or kind.
  func satisfaction(query: String?) throws(Problem) -> Response {
    let items = try QueryItems(query, single: ["period", "unit", "by", "rules", "asOf"])
    let asked = try SatisfactionQuestion(items["by"])
    let unit = items["unit"]
    guard unit == nil || asked.dimension == .unit else {
      throw .badParameter("unit", "goes with 'by=unit' alone; leave one of them out")
    }
    let point = try items.viewpoint(asked.order)
    return try answer(items, point, ScoreRows(by: asked.dimension)) { view, period, now in
      let report = try view.satisfaction(period, by: asked.dimension, at: now)
      return try (unit.map(report.only) ?? report).json
    }
  }

  /// The state of the hotline in a period.
  func overview(query: String?) throws(Problem) -> Response {
    let items = try QueryItems(query, single: ["period", "rules", "asOf", "by"])
    let point = try items.viewpoint()
    return try answer(items, point) { view, period, now in
      let end = Position(view.ledger.events)
      if point.isLive {
        return try state.city.ask(upTo: end) { try Overview(view, $0, period, at: now).json }
      }
      let city = try state.log.withSnapshot {
        try CityLedger($0, at: Viewpoint(asOf: now, by: point.order, upTo: end))
      }
      return try Overview(view, city, period, at: now).json
    }
  }

  /// A work list.
  func board(_ name: String, query: String?) throws(Problem) -> Response {
    let items = try QueryItems(query, single: ["unit", "seed", "rules", "asOf", "by"])
    let point = try items.viewpoint()
    let seed = try items.number("seed")
    let unit = try caller.unit(items["unit"])
    do {
      let name = try Board.name(name)
      return try ask(items, point) { view, now in
        try Board.of(name, view, at: now, unit: unit, seed: seed).json()
      }
    } catch let error as BoardError {
      throw .notFound(error.words(.english) + ".")
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .unavailable("The board cannot be made: \(error).")
    }
  }

  /// Every bulletin, or one.
  func bulletins(_ id: String?, query: String?) throws(Problem) -> Response {
    _ = try QueryItems(query, single: [])
    let shelf = try state.read { try BulletinShelf($0) }
    guard let id else {
      let all = shelf.bulletins.map { $0.json(shelf.restatements) }
      return Response.json(.ok, .object([.init("bulletins", .array(all))]))
    }
    guard let bulletin = shelf.bulletin(id) else {
      throw .notFound(
        "There is no bulletin '\(id)'; /v1/bulletins lists those that were published.")
    }
    return Response.json(.ok, bulletin.json(shelf.restatements))
  }

  /// Puts a question about a period to the live view, or to a fold for another moment or other rules.
  func answer(
    _ items: QueryItems, _ point: Viewpoint, _ rows: ScoreRows = ScoreRows(),
    _ body: (ScoreView, ScorePeriod, Instant) throws -> JSONValue
  ) throws(Problem) -> Response {
    guard let text = items["period"] else {
      throw .badParameter("period", "is missing; write 2016-10, 2016-Q4, 2016-H2 or 2016")
    }
    return try ask(items, point, rows) { view, now in
      try body(view, try view.period(text, at: now), now)
    }
  }

  /// Puts a question that names no period.
  func ask(
    _ items: QueryItems, _ point: Viewpoint, _ rows: ScoreRows = ScoreRows(),
    _ body: (ScoreView, Instant) throws -> JSONValue
  ) throws(Problem) -> Response {
    do {
      let now = state.clock.now(for: state.log.head.next)
      let value = try state.scores.ask(
        point, rules: items["rules"], rows, now: now, body)
      return Response.json(.ok, value)
    } catch let error as ScoreError {
      throw Problem(error)
    } catch let error as BoardError {
      throw .notFound(error.words(.english) + ".")
    } catch let error as UnreadableEvent {
      throw .unreadable(error)
    } catch let error as ViewFailure where error.isLasting {
      throw .unreadable(error)
    } catch {
      throw .unavailable("The figures cannot be computed: \(error).")
    }
  }
}

extension SatisfactionQuestion {
  /// Reads `by`: words divided by commas.
  fileprivate init(_ text: String?) throws(Problem) {
    let words = text?.split(separator: ",").map { SatisfactionWord(rawValue: String($0)) } ?? []
    let known = words.compactMap(\.self)
    guard known.count == words.count, let question = SatisfactionQuestion(known) else {
      let all = SatisfactionWord.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badParameter(
        "by",
        "must be one of \(all); one of the first five and one of the last two may stand "
          + "together, with a comma between them")
    }
    self = question
  }
}

extension Problem {
  /// Why there is no figure.
  fileprivate init(_ error: ScoreError) {
    let sentence = error.words(.english)
    let name: String
    switch error {
    case .noPeriod: name = "period"
    case .noMeasure: name = "measure"
    default:
      self = .notFound(sentence + ".")
      return
    }
    self = .badParameter(name, "cannot be used: \(sentence)")
  }
}
