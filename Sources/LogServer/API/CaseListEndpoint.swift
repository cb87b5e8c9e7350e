import EventStore
import Hummingbird
import Projections

/// `GET /v1/cases`: lists of tickets, filtered and sorted, page by page.
struct CaseListEndpoint {
  let state: ServerState
  let caller: Caller

  /// A page of a list; `after` goes on with the list as the first page saw it.
  func respond(query: String?) throws(Problem) -> Response {
    let items = try QueryItems(
      query, single: CaseQuestion.names + ["asOf", "by", "limit", "after"])
    var point = try items.viewpoint()
    let now = state.clock.now(for: state.log.head.next)
    do {
      let question = try question(items, unit: caller.unit(items["unit"]))
      if let after = question.after { point.upTo = after.position }
      let list = try state.scores.askLedger(point, now: now) { ledger, moment in
        try CaseList(question, ledger, at: point, now: moment)
      }
      return Response.json(.ok, list.json)
    } catch let error as CaseListError {
      throw Problem(error)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .unreadable(error)
    }
  }

  private func question(
    _ items: QueryItems, unit: String?
  ) throws(CaseListError) -> CaseQuestion {
    var question = CaseQuestion()
    for name in CaseQuestion.names {
      if let text = name == "unit" ? unit : items[name] { try question.ask(name, text) }
    }
    if let text = items["limit"] {
      guard let limit = Int(text), (1...CaseQuestion.limitMax).contains(limit) else {
        throw .badValue(field: "limit", value: text, known: ["1", "…", "1000"])
      }
      question.limit = limit
    }
    question.after = try items["after"].map { text throws(CaseListError) in try CaseCursor(text) }
    return question
  }
}

extension Problem {
  /// Why there is no list.
  fileprivate init(_ error: CaseListError) {
    let sentence = error.words(.english)
    switch error {
    case .badValue(let field, _, _): self = .badParameter(field, "cannot be used: \(sentence)")
    case .badCursor: self = .badParameter("after", "cannot be used: \(sentence)")
    default: self = .notFound(sentence + ".")
    }
  }
}
