/// What is doubtful about a case, in the bits of the payload's `marks` field; nothing doubtful is silently mended.
public struct CaseMarks: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt16

  /// Marks from their bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Date and time were lost in the source; the day was recovered from the case id.
  public static let dayRecoveredFromID = CaseMarks(rawValue: 1 << 0)
  /// The row equals an earlier row of its own file.
  public static let repeatedRow = CaseMarks(rawValue: 1 << 1)
  /// The case id was turned into a floating-point number by a spreadsheet.
  public static let idDamagedByExcel = CaseMarks(rawValue: 1 << 2)
  /// The case id was cut off at the source.
  public static let idTruncated = CaseMarks(rawValue: 1 << 3)
  /// The time was written as a floating-point number.
  public static let timeWasFloat = CaseMarks(rawValue: 1 << 4)
  /// The row's columns had shifted.
  public static let columnsShifted = CaseMarks(rawValue: 1 << 5)
  /// A text was damaged by a character encoding.
  public static let textDamaged = CaseMarks(rawValue: 1 << 6)
  /// The intake's fields cannot be read.
  public static let unreadable = CaseMarks(rawValue: 1 << 15)

  /// The marks that are set, one by one.
  public var list: [CaseMarks] {
    (0..<16).map { CaseMarks(rawValue: 1 << $0) }.filter { contains($0) }
  }

  /// Name of a single mark in JSON.
  public var code: String {
    switch self {
    case .dayRecoveredFromID: "dayRecoveredFromID"
    case .repeatedRow: "repeatedRow"
    case .idDamagedByExcel: "idDamagedByExcel"
    case .idTruncated: "idTruncated"
    case .timeWasFloat: "timeWasFloat"
    case .columnsShifted: "columnsShifted"
    case .textDamaged: "textDamaged"
    case .unreadable: "unreadable"
    default: "mark\(rawValue.trailingZeroBitCount)"
    }
  }

  /// A single mark in words.
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
        "the row's columns had shifted in the source",
        "来源中该行各栏错位", "來源中該列各欄錯位")
    case .textDamaged:
      Phrase(
        "text damaged by a character encoding in the source",
        "来源文字因编码受损", "來源文字因編碼受損")
    case .unreadable:
      Phrase(
        "the fields of the intake cannot be read",
        "受理内容无法读取", "受理內容無法讀取")
    default:
      Phrase(
        "a mark that this version does not know", "此版本无法识别的标记", "此版本無法識別的標記")
    }
  }
}
