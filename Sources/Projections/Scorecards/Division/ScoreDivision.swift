/// 口径划分: how the entries of a ticket are divided among the rows of a scorecard, beside the units that they name.
public struct ScoreDivision: Sendable {
  /// Only what units have in this capacity; `nil` for all that they answer for.
  public var role: ScoreRole?
  /// The persons of the log, where rows are persons; `nil` where they are not.
  public var persons: PersonBook?
  /// By what tickets are divided, where not by those who answer for them.
  public var dimension: ScoreCube.Dimension

  /// A division; by units alone unless told otherwise.
  public init(
    as role: ScoreRole? = nil, persons: PersonBook? = nil, by dimension: ScoreCube.Dimension = .unit
  ) {
    self.role = role
    self.persons = persons
    self.dimension = dimension
  }

  /// Whether entries count for the units that they name.
  var isByUnit: Bool { role == nil && persons == nil && dimension == .unit }

  /// The entries of a ticket as they count in rows.
  func entries(
    _ entries: [ScoreEntry], of account: TicketAccount, _ groups: [String: String]
  ) -> [ScoreEntry] {
    var divided = entries
    if let role { divided = TicketRoles(account).entries(divided, as: role) }
    guard let persons else { return divided }
    let people = TicketPersons(account, persons, groups)
    return divided.map { entry in
      var own = entry
      own.unit = people.row(of: entry)
      return own
    }
  }
}

extension ScoreDivision {
  /// Whether two divide alike; a book of persons only grows.
  func isLike(_ other: ScoreDivision) -> Bool {
    role == other.role && (persons == nil) == (other.persons == nil)
      && dimension == other.dimension
  }
}

extension ScoreView {
  /// The same accounts by the same rules, divided otherwise.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(events), but for a division by units and those that are kept, whose sums are at hand.
  public func divided(_ division: ScoreDivision) throws -> ScoreView {
    if division.isByUnit { return self }
    if let known = kept.first(where: { $0.division.isLike(division) }) {
      return ScoreView(self, known)
    }
    var view = try ScoreView(ledger, by: basis, division: division)
    view.monthsOfLog = cube.months
    return view
  }

  /// The entries of a ticket as they count in rows.
  func entries(of account: TicketAccount) -> [ScoreEntry] {
    let entries = Contribution.entries(of: account, by: basis)
    return division.isByUnit ? entries : division.entries(entries, of: account, units.groups)
  }
}
