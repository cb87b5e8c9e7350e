import EventStore
import Hotline
import Hummingbird
import Projections

/// `POST /v1/cases` and `POST /v1/cases/{id}/{command}`: intake and every command of the vocabulary.
struct CommandEndpoint {
  let state: ServerState
  let caller: Caller

  /// Opens a case.
  func open(_ request: Request, query: String?) async throws(Problem) -> Response {
    try await perform(.intake, IntakeRecorded.self, request, query)
  }

  /// Does something to a case.
  func perform(
    _ name: String, on id: String, _ request: Request, query: String?
  ) async throws(Problem) -> Response {
    guard let command = CommandTable.command(named: name) else {
      let known = CommandTable.commands.filter { !$0.isAdministrative }.map(\.name)
      throw .notFound(
        "There is no command '\(name)'; 'commands' lists those there are.",
        [.init("commands", .array(known.map { .string($0) }))])
    }
    guard !command.isAdministrative else {
      throw Problem(
        kind: .forbidden,
        detail: "'\(name)' destroys or hides personal values, which this address cannot; the "
          + "administrator does it on the server.")
    }
    guard let stream = try? StreamID(id),
      try state.read({ snapshot in try caller.sees(stream, in: snapshot) })
    else {
      throw .notFound("No case '\(id)' is in this log; POST /v1/cases opens one.")
    }
    return try await perform(.command(command, on: stream), command.event, request, query)
  }

  private func perform(
    _ errand: CaseDesk.Errand, _ event: any Hotline.CaseEvent.Type, _ request: Request,
    _ query: String?
  ) async throws(Problem) -> Response {
    _ = try QueryItems(query, single: [])
    let sent = try await JSONRequest(request, bytesMax: state.settings.bodyBytesMax)
    let body = try CaseBody(sent.body, as: event, actor: caller.token?.name)
    try checkUnit(of: body.event)
    let names = CaseNames(
      sent, path: request.uri.path, by: caller.token?.name, state: state)
    let desk = CaseDesk(
      state: state, language: Language(acceptLanguage: request.headers[.acceptLanguage]))
    return try await desk.perform(errand, body, names)
  }

  /// A unit speaks for itself, and for no other.
  private func checkUnit(of event: any Hotline.CaseEvent) throws(Problem) {
    guard let own = caller.onlyUnit else { return }
    let fields = PayloadFields.decode(type(of: event).typeName, event.encoded).fields
    for field in fields where field.name == "unit" && field.value != .string(own) {
      throw Problem(
        kind: .forbidden, detail: "'/data/unit': a token of the unit '\(own)' acts for it alone.")
    }
  }
}
