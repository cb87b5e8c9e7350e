public import Hotline

/// How much of a personal value somebody sees.
public enum Sight: String, Hashable, Sendable, CaseIterable {
  /// All of it.
  case full
  /// A part that names nobody by itself.
  case masked
  /// Nothing.
  case hidden
}

/// What a personal value is about; follows from the last word of its path.
public enum ValueClass: Hashable, Sendable, CaseIterable {
  /// 姓名, and whatever else tells who called: a client may use paths of its own, such as `caller.idNumber`.
  case name
  /// 电话.
  case phone
  /// 地址.
  case address
  /// 正文: what somebody wrote, a note, a row of a file; anything may be in it.
  case text

  /// The class of the value at a path.
  public init(path: String) {
    let words = path.lowercased().split(separator: ".")
    switch words.last {
    case "name": self = .name
    case "phone": self = .phone
    case "address": self = .address
    default: self = words.first == "caller" ? .name : .text
    }
  }
}

/// 权限表: The one table of who sees what of personal values, by role, field and case.
public enum SightTable {
  /// How a case stands to the viewer.
  public enum Relation: Hashable, Sendable, CaseIterable {
    /// The citizen's own, or one that the unit holds or held.
    case own
    /// Somebody else's.
    case other
  }

  /// How much of a value is seen.
  ///
  /// - Parameters:
  ///   - role: in which role.
  ///   - field: of what.
  ///   - relation: whose case it is.
  ///   - isReport: whether it is or was a report (举报), or the citizen asked for confidence: neither the handled unit nor
  ///     those above it ever see who reported, and free text may say it.
  public static func sight(
    _ role: ViewerRole, _ field: ValueClass, _ relation: Relation, isReport: Bool
  ) -> Sight {
    let row = row(role, relation, isReport)
    return switch field {
    case .name: row.name
    case .phone: row.phone
    case .address: row.address
    case .text: row.text
    }
  }

  /// Whether somebody may know of a case at all: that it is there, and the facts of its handling, which name no person.
  ///
  /// Who may not, is answered as if it were not there.
  public static func showsCase(_ role: ViewerRole, _ relation: Relation) -> Bool {
    switch role {
    case .citizen, .department: relation == .own
    case .operator, .supervision, .auditor: true
    case .importer, .witness: false
    }
  }

  private typealias Row = (name: Sight, phone: Sight, address: Sight, text: Sight)

  private static func row(_ role: ViewerRole, _ relation: Relation, _ isReport: Bool) -> Row {
    let nothing: Row = (.hidden, .hidden, .hidden, .hidden)
    switch (role, relation, isReport) {
    case (.citizen, .own, _): return (.full, .masked, .full, .full)
    case (.department, .own, false): return (.masked, .masked, .full, .full)
    case (.operator, _, false): return (.full, .full, .full, .full)
    case (.operator, _, true): return (.masked, .full, .masked, .full)
    case (.supervision, _, false): return (.masked, .masked, .full, .full)
    case (.auditor, _, _): return (.full, .full, .full, .full)
    case (.citizen, .other, _), (.department, _, _), (.supervision, _, true), (.importer, _, _),
      (.witness, _, _):
      return nothing
    }
  }
}
