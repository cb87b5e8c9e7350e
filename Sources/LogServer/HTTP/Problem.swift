import EventStore
import Hummingbird
import Projections

/// A request that cannot be served, as RFC 9457 problem details.
struct Problem: Error {
  /// What kind of problem it is.
  var kind: ProblemKind
  /// One sentence: what, where and how to mend it.
  var detail: String
  /// Extension members for programs.
  var members: [JSONValue.Member] = []
  /// Header fields that belong to the status, such as `Allow` or `Retry-After`.
  var headers: HTTPFields = [:]

  /// The response that tells the client.
  var response: Response {
    let all: [JSONValue.Member] =
      [
        .init("type", .string("/problems/\(kind.rawValue)")),
        .init("title", .string(kind.title)),
        .init("status", .integer(Int64(kind.status.code))),
        .init("detail", .string(detail)),
      ] + members
    var response = Response.json(
      kind.status, .object(all), contentType: "application/problem+json")
    for field in headers { response.headers.append(field) }
    return response
  }
}

extension Problem {
  /// 400: the text is not JSON as we accept it.
  static func badJSON(_ error: JSONError) -> Problem {
    Problem(
      kind: .badJson,
      detail: error.description + ".",
      members: [.init("offset", .integer(Int64(error.offset)))])
  }

  /// 400: a member is missing, unknown or of another kind.
  static func badShape(_ pointer: String, _ what: String) -> Problem {
    Problem(
      kind: .badRequest,
      detail: "'\(pointer.isEmpty ? "/" : pointer)' \(what).",
      members: [.init("pointer", .string(pointer))])
  }

  /// 400: a member that only the log may set.
  static func forbiddenField(_ pointer: String, _ name: String) -> Problem {
    Problem(
      kind: .forbiddenField,
      detail: "'\(name)' at '\(pointer)' is set by the log and never accepted; leave it out.",
      members: [.init("pointer", .string(pointer)), .init("field", .string(name))])
  }

  /// 400: a query parameter or header field that cannot be read.
  static func badParameter(_ name: String, _ what: String) -> Problem {
    Problem(
      kind: .badParameter,
      detail: "'\(name)' \(what).", members: [.init("parameter", .string(name))])
  }

  /// 422: well formed, but the log does not accept it.
  static func unacceptable(_ pointer: String, _ sentence: String) -> Problem {
    Problem(
      kind: .unacceptable, detail: "'\(pointer)': \(sentence).",
      members: [.init("pointer", .string(pointer))])
  }

  /// 404.
  static func notFound(_ what: String, _ members: [JSONValue.Member] = []) -> Problem {
    Problem(kind: .notFound, detail: what, members: members)
  }

  /// 409, for a reader that has seen more than the log holds.
  static func notAContinuation(_ head: Position, _ after: Position) -> Problem {
    Problem(
      kind: .notAContinuation,
      detail: "The log ends at position \(head), but the request continues after \(after).",
      members: [.init("head", .unsigned(head.rawValue))])
  }

  /// 405.
  static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
    let names = allowed.map(\.rawValue).joined(separator: ", ")
    return Problem(
      kind: .methodNotAllowed,
      detail: "This address answers \(names) only.", headers: [.allow: names])
  }

  /// 413.
  static func tooLarge(_ bytesMax: Int) -> Problem {
    Problem(
      kind: .tooLarge,
      detail: "The body has more than \(bytesMax) bytes; send smaller requests.",
      members: [.init("bytesMax", .integer(Int64(bytesMax)))])
  }

  /// 503: the service cannot do it now.
  static func unavailable(_ detail: String, retryAfterSeconds: Int? = nil) -> Problem {
    var problem = Problem(
      kind: .unavailable,
      detail: detail)
    if let retryAfterSeconds { problem.headers[.retryAfter] = String(retryAfterSeconds) }
    return problem
  }

  /// 500: the log cannot be read.
  static func unreadable(_ error: any Error) -> Problem {
    Problem(
      kind: .logUnreadable,
      detail: "\(error).")
  }
}

extension Problem {
  /// The problem that a refused append is told as.
  init(_ error: AppendError) {
    let detail = "\(error)."
    switch error {
    case .wrongRevision(let stream, _, let actual):
      self.init(
        kind: .wrongRevision,
        detail: detail,
        members: [
          .init("stream", .string(stream.text)),
          .init("currentRevision", .unsigned(actual.rawValue)),
        ])
    case .conditionFailed(let index, let position):
      self.init(
        kind: .conditionFailed, detail: detail,
        members: [
          .init("condition", .integer(Int64(index))),
          .init("position", .unsigned(position.rawValue)),
        ])
    case .requestKeyReused(let key, let first):
      self.init(
        kind: .keyReused, detail: detail,
        members: [
          .init("key", .string(key.text)), .init("firstPosition", .unsigned(first.rawValue)),
        ])
    case .invalid:
      self.init(
        kind: .unacceptable, detail: detail)
    case .overloaded:
      self.init(
        kind: .overloaded,
        detail: detail, headers: [.retryAfter: "1"])
    case .diskFull:
      self.init(
        kind: .diskFull, detail: detail,
        headers: [.retryAfter: "60"])
    case .readOnly, .closed:
      self.init(
        kind: .readOnly,
        detail: detail)
    case .inDoubt:
      self.init(
        kind: .inDoubt,
        detail: detail)
    }
  }
}
