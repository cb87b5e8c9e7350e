import Hotline
import Projections

/// 接口权限表: The one table of which role may use which address.
///
/// Which cases a role sees there, ``Projections/SightTable`` says. Erasing, restricting, adopting and publishing are in no
/// row: they are done on the server, each by its own program.
enum RoleTable {
  /// Whether a role may use a route.
  /// - Parameter isWrite: whether something is to be recorded.
  static func allows(_ role: ViewerRole, _ route: Route, isWrite: Bool) -> Bool {
    switch route {
    // The envelopes of every case: for those who may know of every case, and for mirrors.
    case .evidence(.tile(let path)) where path.content == .entries:
      isOffice(role) || role == .witness
    case .landing, .style, .problem, .health, .readiness, .evidence, .reference, .bulletins: true
    case .events where isWrite: role == .importer
    case .cases where isWrite: role == .operator
    case .caseCommand(_, let name): allows(role, command: name)
    case .oneCase, .caseEvents: role == .citizen || role == .department || isOffice(role)
    case .events, .eventStream, .cases, .scorecards, .explanation, .satisfaction:
      role == .department || isOffice(role)
    case .board(let name): isOffice(role) || (role == .department && !kept.contains(name))
    case .overview, .metrics: isOffice(role)
    }
  }

  /// Those who see every case.
  private static func isOffice(_ role: ViewerRole) -> Bool {
    SightTable.showsCase(role, .other)
  }

  /// Lists that units do not see: which of their closed cases are checked, and what looks like fraud.
  private static let kept: Set<String> = [BoardName.spotCheck.rawValue, BoardName.signals.rawValue]

  /// Whether a role may do something to a case.
  static func allows(_ role: ViewerRole, command name: String) -> Bool {
    switch role {
    case .supervision: true
    case .operator: !supervisory.contains(name)
    case .department: handling.contains(name)
    case .citizen, .auditor, .importer, .witness: false
    }
  }

  /// What a unit does with its own cases, in its own name.
  static let handling: Set<String> = [
    "sign", "request-return", "contact", "arrive", "report-progress", "request-extension",
    "report-result", "notify", "follow-up", "request-exclusion", "file-appeal",
  ]

  /// What supervision alone does.
  static let supervisory: Set<String> = [
    "record-spot-check", "inspect-quality", "inspect-on-patrol", "urge", "open-joint-supervision",
    "close-joint-supervision", "supervise-on-site", "issue-card", "revoke-card",
    "decide-exclusion", "decide-appeal", "record-accountability", "correct",
  ]
}
