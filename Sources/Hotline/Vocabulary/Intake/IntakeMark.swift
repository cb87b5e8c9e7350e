/// 标记: what an importer noticed about a legacy row, so that nobody takes a repaired value for an
/// original one.
///
/// Source: the open data of Taipei 1999, 2015 to 2026.
public enum IntakeMark: UInt8, Word {
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

  /// The mark for people who read a history.
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

/// 时间精度: how exactly a legacy row tells when something happened.
public enum TimePrecision: UInt8, Word {
  /// 精确到秒: date and time of day to the second.
  case second = 1
  /// 仅到日: only the day; `occurredAt` is its local midnight.
  case day = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .second: Phrase("the second", "秒", "秒")
    case .day: Phrase("the day", "日", "日")
    }
  }
}
