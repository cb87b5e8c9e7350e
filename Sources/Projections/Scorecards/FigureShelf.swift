import EventStore
import Hotline
import Synchronization

/// 数表缓存: figures of units that were worked out before and still hold, since nothing that they rest on has changed.
///
/// Shared by the copies of a view: a figure is found by what it rests on, never by which copy worked it out.
final class FigureShelf: Sendable {
  /// The figures of one unit for one period.
  struct Figures: Sendable {
    /// What they rest on.
    var stamp: SumsStamp
    /// Whether nothing was counted.
    var isEmpty = true
    /// The measures.
    var table = MeasureTable()
    /// The score; `nil` when none was asked for, or the rules give none.
    var score: Score?
    /// Place of the formula that gave the score.
    var formula: Int?
  }

  private struct Key: Hashable {
    let begin: Int
    let end: Int
    let unit: String?
  }

  /// What units are called and to which group they belong, after the latest change to any.
  struct Units: Sendable {
    let latest: Position?
    let names: CaseNames
    let groups: [String: String]
  }

  private let kept = Mutex<[Key: Figures]>([:])
  private let units = Mutex<Units?>(nil)
  private static let keptMax = 1 << 16

  /// The figures of a unit, or of all together, made anew where what was known holds no more.
  func figures<E: Error>(
    _ period: ScorePeriod, _ unit: String?, _ stamp: SumsStamp, formula: Int?,
    _ make: (SumsStamp) throws(E) -> Figures
  ) throws(E) -> Figures {
    let key = Key(begin: period.begin, end: period.end, unit: unit)
    if let known = kept.withLock({ $0[key] }), known.stamp == stamp, known.formula == formula {
      return known
    }
    let made = try make(stamp)
    kept.withLock { kept in
      if kept.count >= Self.keptMax { kept.removeAll() }
      kept[key] = made
    }
    return made
  }

  /// Names and groups of units; worked out when units have changed.
  func units(_ reference: ReferenceData) -> Units {
    let latest = reference.unitChanges.last?.position
    if let known = units.withLock({ $0 }), known.latest == latest { return known }
    let made = Units(
      latest: latest, names: CaseReference(reference).names, groups: reference.unitGroups)
    units.withLock { $0 = made }
    return made
  }
}

extension ReferenceData {
  /// Groups of the units, by their codes.
  var unitGroups: [String: String] {
    var groups: [String: String] = [:]
    for unit in units() { groups[unit.unit.unit] = unit.unit.group }
    return groups
  }
}
