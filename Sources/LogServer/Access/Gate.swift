import EventStore
import HTTPTypes
import Hummingbird
import Projections
import Synchronization

/// 门禁: Lets clients in by their tokens, once there are any.
///
/// The file is read with each request, so that a token that was revoked opens nothing from then on.
final class Gate: Sendable {
  private struct Known {
    var bytes: [UInt8]?
    var tokens: [AccessToken] = []
  }

  private let file: TokenFile?
  private let isRequired: Bool
  private let clock: any LogClock
  private let known = Mutex(Known())

  /// A gate that stands open: there is no token file to ask.
  init() {
    file = nil
    isRequired = false
    clock = SystemClock()
  }

  /// A gate for the tokens of a data directory.
  ///
  /// - Parameters:
  ///   - file: the tokens.
  ///   - isRequired: whether nobody gets in without a token though none was made yet.
  ///   - clock: by which tokens expire.
  init(_ file: TokenFile, isRequired: Bool, clock: any LogClock = SystemClock()) {
    self.file = file
    self.isRequired = isRequired
    self.clock = clock
  }

  /// Whether clients need a token now; once they did, they always do.
  /// - Throws: ``LogError`` when the token file cannot be used.
  func isClosed() throws(LogError) -> Bool {
    try tokens() != nil || isRequired
  }

  /// Who asks.
  /// - Throws: 401 without a good token, 503 when the tokens cannot be read.
  func caller(_ request: Request) throws(Problem) -> Caller {
    let given = request.headers[values: .authorization]
    let known: [AccessToken]?
    do {
      known = try tokens()
    } catch {
      throw .unavailable("The tokens cannot be read, so nobody is let in. Tell the operator.")
    }
    guard known != nil || isRequired else { return Caller(token: nil) }
    guard let credentials = given.first else { throw .unauthorized(nil) }
    let words = credentials.split(separator: " ", omittingEmptySubsequences: false)
    guard given.count == 1, words.count == 2, words[0].lowercased() == "bearer" else {
      throw .unauthorized("the Authorization header field is not 'Bearer' and one token")
    }
    let text = String(words[1])
    let now = clock.now(for: .start)
    guard let id = AccessToken.id(in: text),
      let token = (known ?? []).first(where: { $0.id == id }),
      token.isOf(text), !token.isExpired(at: now)
    else { throw .unauthorized("it is not known, was revoked or has expired") }
    return Caller(token: token)
  }

  /// Whether a client that was let in may stay.
  func isStillGood(_ caller: Caller) -> Bool {
    guard let tokens = try? tokens() else { return caller.token == nil && !isRequired }
    guard let token = caller.token else { return false }
    return tokens.contains(token) && !token.isExpired(at: clock.now(for: .start))
  }

  private func tokens() throws(LogError) -> [AccessToken]? {
    guard let file else { return nil }
    let bytes = try file.bytes()
    return try known.withLock { known throws(LogError) -> [AccessToken]? in
      // A file that is gone lets nobody in: whoever can remove it shall not open the door by that.
      guard let bytes else { return known.bytes == nil ? nil : [] }
      if known.bytes != bytes {
        known.tokens = try file.tokens(bytes)
        known.bytes = bytes
      }
      return known.tokens
    }
  }
}

extension Problem {
  /// 401: a token is needed, or the one that was given is not good.
  static func unauthorized(_ reason: String?) -> Problem {
    let challenge = "Bearer realm=\"anjuan\"" + (reason == nil ? "" : ", error=\"invalid_token\"")
    let detail =
      reason.map { "The token was not accepted: \($0)." }
      ?? "This address asks for a token: send 'Authorization: Bearer' and the token that the administrator made for you."
    return Problem(kind: .unauthorized, detail: detail, headers: [.wwwAuthenticate: challenge])
  }
}
