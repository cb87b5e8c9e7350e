/// What an importer noticed about a legacy row, so that nobody takes a repaired value for an
/// original one.
///
/// Numbers are those of `Mark` in `docs/schema/hotline.proto`. Source: the open data of Taipei
/// 1999, 2015 to 2026.
public enum IntakeMark: UInt8, Sendable, CaseIterable {
  /// 日期由案号推得: only the case number told the day; the time of day is lost.
  case dayRecoveredFromID = 1
  /// 重复行: an earlier row of the same file has the same content; it counts as a call of its own.
  case repeatedRow = 2
  /// 案号被表格软件改写: the number was turned into something like `2.02504E+12`.
  case idDamagedByExcel = 3
  /// 案号被截断: the number lost its last digits at the source.
  case idTruncated = 4
  /// 时间带小数: the time was written as a decimal number, such as `000400.0`.
  case timeWasFloat = 5
  /// 列错位: an unquoted comma pushed the columns to the right; they were put back.
  case columnsShifted = 6
  /// 文字损坏: a text lost characters in a conversion and was recognised by its remains.
  case textDamaged = 7

  /// The name in `hotline.proto`.
  public var name: String {
    switch self {
    case .dayRecoveredFromID: "dayRecoveredFromID"
    case .repeatedRow: "repeatedRow"
    case .idDamagedByExcel: "idDamagedByExcel"
    case .idTruncated: "idTruncated"
    case .timeWasFloat: "timeWasFloat"
    case .columnsShifted: "columnsShifted"
    case .textDamaged: "textDamaged"
    }
  }

  /// The mark with this name, or `nil`.
  public init?(name: String) {
    guard let mark = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = mark
  }
}

/// A set of marks, in the order of their numbers.
public struct IntakeMarks: OptionSet, Hashable, Sendable {
  /// Bit n stands for the mark with number n; bit 0 is never set.
  public let rawValue: UInt64

  /// The set with these bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The set of one mark.
  public init(_ mark: IntakeMark) {
    rawValue = 1 << UInt64(mark.rawValue)
  }

  /// Adds a mark.
  public mutating func insert(_ mark: IntakeMark) {
    formUnion(IntakeMarks(mark))
  }

  /// Whether a mark is in the set.
  public func contains(_ mark: IntakeMark) -> Bool {
    isSuperset(of: IntakeMarks(mark))
  }

  /// The known marks of the set, in the order of their numbers.
  public var marks: [IntakeMark] {
    IntakeMark.allCases.filter { contains($0) }
  }
}

/// How exactly a legacy row tells when something happened.
public enum TimePrecision: UInt8, Sendable {
  /// 精确到秒: date and time of day to the second.
  case second = 1
  /// 仅到日: only the day; `occurredAt` is its local midnight.
  case day = 2
}
