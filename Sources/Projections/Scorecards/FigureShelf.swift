import EventStore
import Hotline
import Synchronization

/// 数表缓存: figures of units that were worked out before and still hold, since nothing that they rest on has changed.
///
/// Shared by the copies of a view: a figure is found by what it rests on, never by which copy worked it out.
final class FigureShelf: Sendable {
  /// The figures of one unit for one period; one object, since each scorecard takes hundreds of them from the shelf.
  final class Figures: Sendable {
    /// What they rest on.
    let stamp: SumsStamp
    /// Whether nothing was counted.
    let isEmpty: Bool
    /// The measures.
    let table: MeasureTable
    /// The score; `nil` when none was asked for, or the rules give none.
    let score: Score?
    /// Place of the formula that gave the score.
    let formula: Int?

    /// Of sums of which nothing was counted.
    init(emptyBy stamp: SumsStamp, formula: Int?) {
      self.stamp = stamp
      self.formula = formula
      isEmpty = true
      table = MeasureTable()
      score = nil
    }

    init(_ table: MeasureTable, by stamp: SumsStamp, _ score: Score?, formula: Int?) {
      self.stamp = stamp
      self.table = table
      self.score = score
      self.formula = formula
      isEmpty = false
    }
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
