public import Hotline

/// What is doubtful about a case: the importer's marks, and what a fold noticed; nothing is
/// silently mended.
public struct CaseMarks: OptionSet, Hashable, Sendable {
  /// Bit n stands for ``Hotline/IntakeMark`` n; bit 0 and bit 15 are the fold's own.
  public let rawValue: UInt16

  /// Marks from their bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The importer's marks; those with numbers from 15 on become ``unknown``.
  public init(_ marks: IntakeMarks) {
    let known = UInt16(truncatingIfNeeded: marks.rawValue) & 0x7FFE
    rawValue = marks.rawValue >> 15 == 0 ? known : known | 1 << 15
  }

  /// A single mark of the importer.
  public init(_ mark: IntakeMark) {
    self.init(IntakeMarks(mark))
  }

  /// The intake's fields cannot be read.
  public static let unreadable = CaseMarks(rawValue: 1 << 0)
  /// A mark that this version has no room for.
  public static let unknown = CaseMarks(rawValue: 1 << 15)

  /// The marks that are set, one by one.
  public var list: [CaseMarks] {
    (0..<16).map { CaseMarks(rawValue: 1 << $0) }.filter { contains($0) }
  }

  private var intakeMark: IntakeMark? {
    IntakeMark(rawValue: UInt8(rawValue.trailingZeroBitCount))
  }

  /// Name of a single mark in JSON.
  public var code: String {
    if self == .unreadable { return "unreadable" }
    return intakeMark?.name ?? "mark\(rawValue.trailingZeroBitCount)"
  }

  /// A single mark in words.
  public var words: Phrase {
    if self == .unreadable {
      return Phrase(
        "the fields of the intake cannot be read", "受理内容无法读取", "受理內容無法讀取")
    }
    return intakeMark?.words
      ?? Phrase(
        "a mark that this version does not know", "此版本无法识别的标记", "此版本無法識別的標記")
  }
}

extension IntakeMark {
  /// The mark in words, for people who read a history.
  public var words: Phrase {
    switch self {
    case .dayRecoveredFromID:
      Phrase(
        "time lost in the source: the day was recovered from the case id",
        "来源缺失时间：日期由案件编号还原", "來源缺失時間：日期由案件編號還原")
    case .repeatedRow:
      Phrase(
        "equals an earlier row of its own file; counted as a call of its own",
        "与同一文件中较早的一行完全相同；按独立来电计", "與同一檔案中較早的一列完全相同；按獨立來電計")
    case .idDamagedByExcel:
      Phrase(
        "case id damaged by a spreadsheet: its last digits are lost",
        "案件编号被电子表格损坏：末尾数字丢失", "案件編號遭試算表損壞：末尾數字遺失")
    case .idTruncated:
      Phrase(
        "case id cut off at the source: other cases may carry the same id",
        "案件编号在来源处被截断：其他案件可能编号相同", "案件編號在來源處遭截斷：其他案件可能編號相同")
    case .timeWasFloat:
      Phrase(
        "time written as a decimal number in the source",
        "来源中的时间写成了小数", "來源中的時間寫成了小數")
    case .columnsShifted:
      Phrase(
        "the row's columns had shifted in the source; they were put back",
        "来源中该行各栏错位，已复位", "來源中該列各欄錯位，已復位")
    case .textDamaged:
      Phrase(
        "text damaged by a conversion in the source; recognised by its remains",
        "来源文字因转码受损，据残余识别", "來源文字因轉碼受損，據殘餘識別")
    }
  }
}
