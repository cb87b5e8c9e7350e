import HTTPTypes
import Hummingbird

/// Finds the endpoint for a request, and turns every error into problem details.
struct APIResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let state: ServerState

  func respond(to request: Request, context: Context) async throws -> Response {
    var response: Response
    do throws(Problem) {
      response = try await answer(request)
    } catch {
      response = error.response
    }
    let status = response.status.code
    state.metrics.update { $0.answers[min(max(status / 100, 0), 5)] += 1 }
    if request.method == .head { response = response.createHeadResponse() }
    return response.hardened()
  }

  private func answer(_ request: Request) async throws(Problem) -> Response {
    try checkHost(request)
    let target = request.head.path ?? "/"
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let query = parts.count > 1 ? String(parts[1]) : nil
    let found = Route(path: parts[0])
    // Before anything is told: also what is not there is for those alone who may ask.
    let caller = found?.isOpen == true ? Caller(token: nil) : try state.gate.caller(request)
    guard let route = found else {
      throw .notFound("Nothing is at this address; '/' lists what there is.")
    }
    let method: HTTPRequest.Method = request.method == .head ? .get : request.method
    guard route.methods.contains(method) else {
      throw .methodNotAllowed(route.methods + (route.methods.contains(.get) ? [.head] : []))
    }
    try caller.check(route, isWrite: method == .post)
    switch route {
    case .landing: return try StatusEndpoint(state: state).landing(query)
    case .style: return Response.text(LandingPage.style, contentType: "text/css; charset=utf-8")
    case .health: return StatusEndpoint(state: state).health()
    case .readiness: return StatusEndpoint(state: state).readiness()
    case .metrics: return StatusEndpoint(state: state).metrics()
    case .problem(let kind): return StatusEndpoint(state: state).explain(kind)
    case .events where method == .post:
      return try await AppendEndpoint(state: state).respond(to: request, query: query)
    case .events:
      return try EventsEndpoint(state: state, caller: caller).respond(query: query)
    case .eventStream:
      return try EventStreamEndpoint(state: state, caller: caller)
        .respond(to: request, query: query)
    case .cases, .oneCase, .caseEvents, .caseCommand:
      return try await answer(route, method, request, query, caller)
    case .scorecards, .explanation, .satisfaction, .overview, .board, .bulletins:
      return try figures(route, query, caller)
    case .evidence(let subject):
      return try EvidenceEndpoint(state: state).respond(subject, query: query)
    case .reference(let subject):
      return try ReferenceEndpoint(state: state).list(subject, query: query)
    }
  }

  private func answer(
    _ route: Route, _ method: HTTPRequest.Method, _ request: Request, _ query: String?,
    _ caller: Caller
  ) async throws(Problem) -> Response {
    let cases = CasesEndpoint(state: state, caller: caller)
    let commands = CommandEndpoint(state: state, caller: caller)
    switch route {
    case .oneCase(let id): return try cases.summary(of: id, query: query)
    case .caseEvents(let id): return try cases.events(of: id, query: query)
    case .caseCommand(let id, let name):
      return try await commands.perform(name, on: id, request, query: query)
    default:
      if method == .post { return try await commands.open(request, query: query) }
      return try CaseListEndpoint(state: state, caller: caller).respond(query: query)
    }
  }

  private func figures(
    _ route: Route, _ query: String?, _ caller: Caller
  ) throws(Problem) -> Response {
    let endpoint = ScoresEndpoint(state: state, caller: caller)
    switch route {
    case .scorecards: return try endpoint.scorecard(query: query)
    case .explanation: return try endpoint.explain(query: query)
    case .satisfaction: return try endpoint.satisfaction(query: query)
    case .board(let name): return try endpoint.board(name, query: query)
    case .bulletins(let id): return try endpoint.bulletins(id, query: query)
    default: return try endpoint.overview(query: query)
    }
  }

  /// A server on a loopback address answers to loopback names only, so that a web page in the operator's browser
  /// cannot reach it under a name of its own (DNS rebinding).
  private func checkHost(_ request: Request) throws(Problem) {
    guard state.settings.requiresLoopbackHost else { return }
    let host = request.head.authority ?? ""
    guard let address = ListenAddress(host: host), address.isLoopback else {
      throw Problem(
        kind: .misdirected,
        detail: "This server answers to localhost, 127.0.0.1 and [::1] only, not to '\(host)'.")
    }
  }
}

/// The addresses of the API.
enum Route: Equatable {
  case landing
  case style
  case health
  case readiness
  case metrics
  case problem(ProblemKind)
  case events
  case eventStream
  case cases
  case oneCase(String)
  case caseEvents(String)
  case caseCommand(String, String)
  case reference(ReferenceEndpoint.Subject)
  case scorecards
  case explanation
  case satisfaction
  case overview
  case board(String)
  case bulletins(String?)
  case evidence(EvidenceEndpoint.Subject)

  /// The route of a path, or `nil` when there is none or an escape in it is broken.
  init?(path: some StringProtocol) {
    guard path.hasPrefix("/") else { return nil }
    if let subject = EvidenceEndpoint.Subject(path: String(path.dropFirst())) {
      self = .evidence(subject)
      return
    }
    var segments: [String] = []
    for piece in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = percentDecoded(piece) else { return nil }
      segments.append(segment)
    }
    switch (segments.count, segments.first, segments.dropFirst().first) {
    case (0, _, _), (1, "", _): self = .landing
    case (1, "style.css", _): self = .style
    case (1, "healthz", _): self = .health
    case (1, "readyz", _): self = .readiness
    case (1, "metrics", _): self = .metrics
    case (2, "problems", let name?):
      guard let kind = ProblemKind(rawValue: name) else { return nil }
      self = .problem(kind)
    case (2, "v1", "events"): self = .events
    case (3, "v1", "events") where segments[2] == "stream": self = .eventStream
    case (2, "v1", "cases"): self = .cases
    case (3, "v1", "cases") where !segments[2].isEmpty: self = .oneCase(segments[2])
    case (4, "v1", "cases") where !segments[2].isEmpty && segments[3] == "events":
      self = .caseEvents(segments[2])
    case (4, "v1", "cases") where !segments[2].isEmpty && !segments[3].isEmpty:
      self = .caseCommand(segments[2], segments[3])
    case (2, "v1", "scorecards"): self = .scorecards
    case (3, "v1", "scorecards") where segments[2] == "explain": self = .explanation
    case (2, "v1", "satisfaction"): self = .satisfaction
    case (2, "v1", "overview"): self = .overview
    case (3, "v1", "boards") where !segments[2].isEmpty: self = .board(segments[2])
    case (2, "v1", "bulletins"): self = .bulletins(nil)
    case (3, "v1", "bulletins") where !segments[2].isEmpty: self = .bulletins(segments[2])
    case (2, "v1", let name?):
      guard let subject = ReferenceEndpoint.Subject(rawValue: name) else { return nil }
      self = .reference(subject)
    default: return nil
    }
  }

  /// Whether everybody is answered, also where others need a token: signs of life, and what strangers check the log by:
  /// signed heads and hashes, which tell nothing of any case.
  var isOpen: Bool {
    switch self {
    case .health, .readiness, .evidence(.checkpoint): true
    case .evidence(.tile(let path)): path.content != .entries
    default: false
    }
  }

  /// Methods the route answers, HEAD aside.
  var methods: [HTTPRequest.Method] {
    switch self {
    case .events, .cases: [.get, .post]
    case .caseCommand: [.post]
    default: [.get]
    }
  }
}
