public import EventStore
public import Hotline

/// Who looks at a case, in which role and why.
public struct Viewer: Hashable, Sendable {
  /// Code of the person.
  public var code: String
  /// In which role.
  public var role: ViewerRole
  /// Code of the person's unit; empty for a person without one.
  public var unit: String
  /// The citizen's own case.
  public var ownCase: StreamID?
  /// Why.
  public var purpose: String
  /// The program or address that shows it.
  public var through: String

  /// A viewer.
  public init(
    code: String, role: ViewerRole, unit: String = "", ownCase: StreamID? = nil, purpose: String,
    through: String
  ) {
    self.code = code
    self.role = role
    self.unit = unit
    self.ownCase = ownCase
    self.purpose = purpose
    self.through = through
  }
}

/// What decides on who sees a case's personal values: all that ever happened in it, whatever moment is looked at.
///
/// Asking for last year opens nothing that is closed today.
public struct CaseStanding: Hashable, Sendable {
  /// Whether it ever was a report (举报), or the citizen ever asked for confidence.
  public private(set) var isReport = false
  /// Units that lead it, join in it or hold it, or once did.
  public private(set) var units: Set<String> = []

  init() {}

  init(_ events: [RecordedEvent]) {
    var ticket = TicketState()
    for event in events {
      let record = event.record
      ticket.evolve(
        recorded: record.type.text, record.payload,
        Moment(record))
      isReport = isReport || ticket.hidesReporter
      units.formUnion([ticket.lead] + ticket.coHandlers)
    }
    units.formUnion(ticket.hands.map(\.unit))
    units.subtract(["", TicketState.centre])
  }

  /// The standing of a case, or `nil` when the log has no such stream.
  /// - Throws: ``EventStore/LogError``.
  public static func load(
    _ stream: StreamID, from snapshot: borrowing LogSnapshot
  ) throws -> CaseStanding? {
    guard try snapshot.streamHead(stream) != nil else { return nil }
    return CaseStanding(try snapshot.events(.stream(stream)))
  }

  /// How the case stands to somebody.
  public func relation(of stream: StreamID, to viewer: Viewer) -> SightTable.Relation {
    let isOwn =
      viewer.role == .citizen
      ? viewer.ownCase == stream : !viewer.unit.isEmpty && units.contains(viewer.unit)
    return isOwn ? .own : .other
  }
}

extension CaseHistory {
  /// The history as a viewer may see it, and the paths of the values that it then shows, sorted.
  ///
  /// Record ``AccessLog/record(_:of:upTo:paths:in:)`` before any of it is shown.
  public func seen(by viewer: Viewer) -> (history: CaseHistory, paths: [String]) {
    let relation = standing.relation(of: stream, to: viewer)
    var history = self
    var paths: [String] = []
    for index in history.events.indices {
      for place in history.events[index].disclosures.indices {
        history.events[index].disclosures[place].show(
          to: viewer.role, relation, isReport: standing.isReport)
        let disclosure = history.events[index].disclosures[place]
        if disclosure.value != nil, !paths.contains(disclosure.path) {
          paths.append(disclosure.path)
        }
      }
    }
    return (history, paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}

extension CaseHistory {
  /// The paths of the values that a viewer may see as they are, wherever they stand in the case, sorted: what may be
  /// proved to others, since a masked value has another digest.
  public func pathsSeenInFull(by viewer: Viewer) -> [String] {
    let (seen, paths) = seen(by: viewer)
    return paths.filter { path in
      zip(events, seen.events).allSatisfy { before, after in
        zip(before.disclosures, after.disclosures).allSatisfy { original, shown in
          original.path != path || original.value == shown.value
        }
      }
    }
  }
}

extension CaseDisclosure {
  fileprivate mutating func show(
    to role: ViewerRole, _ relation: SightTable.Relation, isReport: Bool
  ) {
    guard let found = value else { return }
    let field = ValueClass(path: path)
    switch SightTable.sight(role, field, relation, isReport: isReport) {
    case .full: return
    case .masked:
      value = Masking.partly(found, field)
    case .hidden:
      value = nil
    }
    if value == nil { fate = .withheld }
  }
}
