public import Hotline
import Wire

/// 行的含义: whose figures the rows of a scorecard are.
public enum ScoreRow: String, CaseIterable, Sendable {
  /// 单位: a unit.
  case unit
  /// 分组: the units that are compared with one another, as `UnitCreated` groups them, taken together.
  case group
  /// 经办人: a person of a unit, where events name one.
  case person

  /// What a row is called.
  public var words: Phrase {
    switch self {
    case .unit: Phrase("unit", "单位", "機關")
    case .group: Phrase("group", "分组", "分組")
    case .person: Phrase("person", "经办人", "承辦人")
    }
  }

  /// All rows together.
  public var allWords: Phrase {
    switch self {
    case .unit: Phrase("all units", "全部单位", "全部機關")
    case .group: Phrase("all groups", "全部分组", "全部分組")
    case .person: Phrase("all persons", "全部经办人", "全部承辦人")
    }
  }

  /// What a list of rows is called in JSON.
  var plural: String { rawValue + "s" }
}

extension ScoreRow {
  /// Stands for the units that belong to no group, such as the hotline's centre.
  static let ungrouped = "-"

  /// The code of the row that a unit is counted in.
  func code(of unit: String, _ units: FigureShelf.Units) -> String {
    switch self {
    // A person's row is divided from the unit's before it is summed.
    case .unit, .person: return unit
    case .group:
      let group = units.groups[unit] ?? ""
      return group.isEmpty ? Self.ungrouped : group
    }
  }

  /// What a row is called; the code where no name is known.
  func name(_ code: String, _ units: FigureShelf.Units) -> Phrase {
    switch self {
    case .unit: units.names.unit(code)
    case .group where code == Self.ungrouped: Phrase("in no group", "未分组", "未分組")
    case .group: Phrase(code, code, code)
    case .person:
      .of(
        "{0} · {1}", "{0} · {1}", "{0} · {1}", personName(code),
        units.names.unit(PersonRow.parts(code).unit))
    }
  }

  /// What a row is called among the rows of its own unit.
  func ownName(_ code: String, _ units: FigureShelf.Units) -> Phrase {
    self == .person ? personName(code) : name(code, units)
  }

  private func personName(_ code: String) -> Phrase {
    let person = PersonRow.parts(code).person
    return person == PersonRow.nobody
      ? Phrase("nobody named", "未记录经办人", "未記錄承辦人") : Phrase(person, person, person)
  }

  /// The group by whose formula a row is scored; `nil` for one that is not scored.
  func formulaGroup(_ code: String, _ units: FigureShelf.Units) -> String? {
    switch self {
    // The centre is not scored: it hands tickets out and handles none.
    case .unit: code == TicketState.centre ? nil : units.groups[code] ?? ""
    case .group: code == Self.ungrouped ? nil : code
    case .person: nil
    }
  }
}

/// 行的口径: whose figures are asked for, and in which capacity.
public struct ScoreRows: Hashable, Sendable {
  /// Whose.
  public var row: ScoreRow
  /// In which capacity; `nil` for all that units answer for.
  public var role: ScoreRole?
  /// By what tickets are divided, where not by those who answer for them.
  public var dimension: ScoreCube.Dimension

  /// Units, unless told otherwise.
  public init(
    _ row: ScoreRow = .unit, as role: ScoreRole? = nil, by dimension: ScoreCube.Dimension = .unit
  ) {
    self.row = row
    self.role = role
    self.dimension = dimension
  }

  /// The division that answers it.
  /// - Parameter persons: gives the persons of the log, where they are needed.
  public func division(_ persons: () throws -> PersonBook) rethrows -> ScoreDivision {
    ScoreDivision(as: role, persons: row == .person ? try persons() : nil, by: dimension)
  }
}

extension ScoreCube {
  /// The sums of rows of several units, in the order of their codes.
  func sums(
    _ period: ScorePeriod, at now: Instant, per row: ScoreRow, _ units: FigureShelf.Units
  ) -> [Sums] {
    if row != .group { return sums(period, at: now) }
    var rows: [Sums] = []
    var places: [String: Int] = [:]
    for unit in sums(period, at: now) {
      let code = row.code(of: unit.unit, units)
      if let place = places[code] {
        rows[place].period.lay(unit.period)
        rows[place].opening.lay(unit.opening)
      } else {
        places[code] = rows.count
        rows.append(Sums(unit: code, period: unit.period, opening: unit.opening))
      }
    }
    return rows.sorted { $0.unit.utf8.lexicographicallyPrecedes($1.unit.utf8) }
  }
}
