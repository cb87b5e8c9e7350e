import EventStore
import Hotline
import Projections

/// Who sent a request.
struct Caller: Sendable {
  /// The client's token; `nil` where the server asks for none: then everything is allowed.
  let token: AccessToken?

  /// The unit that a department may look at, and no other; `nil` for those who see every unit.
  var onlyUnit: String? {
    guard let token, token.role == .department else { return nil }
    return token.unit
  }

  /// Whether the client sees only some of the cases.
  var seesSomeOnly: Bool {
    guard let token else { return false }
    return !SightTable.showsCase(token.role, .other)
  }

  /// Whether the client may know of a case.
  ///
  /// Ask before anything else is told: the answer about somebody else's case is that of a case that is not there.
  func sees(_ stream: StreamID, in snapshot: borrowing LogSnapshot) throws -> Bool {
    guard let token, seesSomeOnly else { return true }
    guard let standing = try CaseStanding.load(stream, from: snapshot) else { return false }
    return SightTable.showsCase(token.role, standing.relation(of: stream, to: token.viewer))
  }

  /// Refuses a route that the client's role does not have.
  /// - Throws: 403.
  func check(_ route: Route, isWrite: Bool) throws(Problem) {
    guard let token else { return }
    guard RoleTable.allows(token.role, route, isWrite: isWrite) else {
      throw .notForRole(token.role, isWrite ? "write here" : "read this")
    }
  }

  /// The unit that a question is about: the one asked for, or a department's own.
  /// - Throws: 403 for another unit than the department's.
  func unit(_ asked: String?) throws(Problem) -> String? {
    guard let own = onlyUnit else { return asked }
    guard asked == nil || asked == own else {
      throw Problem(
        kind: .forbidden, detail: "A token of the unit '\(own)' asks for its own figures and lists."
      )
    }
    return own
  }
}

extension Problem {
  /// 403: the role does not have it.
  static func notForRole(_ role: ViewerRole, _ what: String) -> Problem {
    Problem(kind: .forbidden, detail: "A token of the role '\(role.name)' may not \(what).")
  }
}
