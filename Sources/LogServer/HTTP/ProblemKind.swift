import Hummingbird

/// Every kind of problem the API tells of; `/problems/<name>` explains it.
enum ProblemKind: String, CaseIterable {
  case badJson = "bad-json"
  case badRequest = "bad-request"
  case forbiddenField = "forbidden-field"
  case badParameter = "bad-parameter"
  case unauthorized
  case forbidden
  case notFound = "not-found"
  case methodNotAllowed = "method-not-allowed"
  case wrongRevision = "wrong-revision"
  case refused
  case notAContinuation = "not-a-continuation"
  case conditionFailed = "condition-failed"
  case tooLarge = "too-large"
  case unsupportedType = "unsupported-type"
  case misdirected = "misdirected"
  case unacceptable = "unacceptable"
  case keyReused = "key-reused"
  case overloaded = "overloaded"
  case logUnreadable = "log-unreadable"
  case unavailable = "unavailable"
  case readOnly = "read-only"
  case inDoubt = "in-doubt"
  case diskFull = "disk-full"

  /// HTTP status of the answer.
  var status: HTTPResponse.Status {
    switch self {
    case .badJson, .badRequest, .forbiddenField, .badParameter: .badRequest
    case .unauthorized: .unauthorized
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .wrongRevision, .refused, .notAContinuation: .conflict
    case .conditionFailed: .preconditionFailed
    case .tooLarge: .contentTooLarge
    case .unsupportedType: .unsupportedMediaType
    case .misdirected: .misdirectedRequest
    case .unacceptable, .keyReused: .unprocessableContent
    case .overloaded: .tooManyRequests
    case .logUnreadable: .internalServerError
    case .unavailable, .readOnly, .inDoubt: .serviceUnavailable
    case .diskFull: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
    }
  }

  /// A few words, the same for every occurrence.
  var title: String {
    switch self {
    case .badJson: "The body is not acceptable JSON"
    case .badRequest: "The request has another shape"
    case .forbiddenField: "A field belongs to the log"
    case .badParameter: "A parameter cannot be used"
    case .unauthorized: "A token is needed"
    case .forbidden: "This is not done here"
    case .notFound: "There is no such thing"
    case .methodNotAllowed: "Another method is needed"
    case .wrongRevision: "The stream is at another revision"
    case .refused: "The case or its rules do not allow this"
    case .notAContinuation: "This log ends before the position you have seen"
    case .conditionFailed: "An append condition does not hold"
    case .tooLarge: "The body is too large"
    case .unsupportedType: "The body has another media type"
    case .misdirected: "The request names another host"
    case .unacceptable: "The log does not accept this"
    case .keyReused: "The Idempotency-Key names another request"
    case .overloaded: "Too many requests wait"
    case .logUnreadable: "The log cannot be read"
    case .unavailable: "This cannot be done now"
    case .readOnly: "The log takes no writes"
    case .inDoubt: "It is open whether this is durable"
    case .diskFull: "The disk is full"
    }
  }

  /// What a client should do about it.
  var advice: String {
    switch self {
    case .badJson:
      "Send one JSON value in UTF-8; 'offset' is the byte at which reading stopped."
    case .badRequest: "Correct the member that 'pointer' (RFC 6901) names."
    case .forbiddenField:
      "Leave out the member that 'field' names: times of recording, positions, revisions and hashes are the log's."
    case .badParameter: "Correct the query parameter or header field that 'parameter' names."
    case .unauthorized:
      "Send the header field 'Authorization: Bearer <token>' with a token that 'log-server token create' made and that neither expired nor was revoked."
    case .forbidden: "The sentence says who does it, and where."
    case .notFound: "Check the address and the identifier in it."
    case .methodNotAllowed: "Use one of the methods in the Allow header field."
    case .wrongRevision:
      "Somebody wrote first. Read the stream up to 'currentRevision' and decide anew; nothing was written."
    case .refused:
      "'reason' says why and how to mend it, 'rule' which rule of the rule set or of the state machine says so, 'step' where the case stands; nothing was written."
    case .notAContinuation:
      "The log was replaced by an older copy or is another log. Tell its operator and keep what you received."
    case .conditionFailed:
      "The event at 'position' contradicts the condition. Read it and decide anew; nothing was written."
    case .tooLarge: "Send at most 'bytesMax' bytes in one request."
    case .unsupportedType: "Send application/json in UTF-8."
    case .misdirected:
      "Address the server by the name or number it listens on; others are refused so that no web page can reach it by a borrowed name."
    case .unacceptable: "The sentence says which limit or rule is broken; nothing was written."
    case .keyReused:
      "One key names one request for ever. Give the new request a new key; nothing was written."
    case .overloaded: "Wait as long as Retry-After says, then send the same request again."
    case .logUnreadable: "Tell the operator; 'replay verify --full' names what is damaged."
    case .unavailable: "Wait as long as Retry-After says, then try again."
    case .readOnly: "Reads go on. Tell the operator; the sentence says why writes stopped."
    case .inDoubt:
      "After the server was restarted, send the same request with the same Idempotency-Key: the answer settles it."
    case .diskFull:
      "Reads go on. Writes are accepted again once there is room; nothing was written."
    }
  }
}
