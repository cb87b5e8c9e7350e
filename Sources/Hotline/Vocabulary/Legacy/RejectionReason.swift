/// 拒收原因: why a row of a legacy file is rejected.
public enum RejectionReason: UInt8, Word {
  /// 列数不符: more or fewer fields than the header.
  case fieldCount = 1
  /// 引号错误: text stands after a closing quote.
  case badQuote = 2
  /// 含空字节: the row holds a NUL byte.
  case nulByte = 3
  /// 编码错误: a text is not valid UTF-8.
  case badText = 4
  /// 案号无法识别: the case number is missing or has no known form.
  case badID = 5
  /// 类别未列: the category is not in the mapping's table.
  case unknownCategory = 6
  /// 日期错误: the date is no day of the calendar.
  case badDate = 7
  /// 时间错误: the time is no time of day.
  case badTime = 8
  /// 日期矛盾: the case number and a shifted date name different days.
  case dayDisagrees = 9
  /// 日期缺失: neither a column nor the case number tells the day.
  case noDay = 10
  /// 值过长: a value is longer than the log takes.
  case tooLong = 11
  /// 值未列: a value is not in the mapping's table for it.
  case unknownValue = 12

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .fieldCount: Phrase("wrong number of fields", "列数不符", "欄數不符")
    case .badQuote: Phrase("text after a closing quote", "引号错误", "引號錯誤")
    case .nulByte: Phrase("holds a NUL byte", "含空字节", "含空位元組")
    case .badText: Phrase("text is not UTF-8", "编码错误", "編碼錯誤")
    case .badID: Phrase("case number not recognised", "案号无法识别", "案號無法辨識")
    case .unknownCategory: Phrase("category not in the mapping", "类别未列", "類別未列")
    case .badDate: Phrase("no day of the calendar", "日期错误", "日期錯誤")
    case .badTime: Phrase("no time of day", "时间错误", "時間錯誤")
    case .dayDisagrees: Phrase("days disagree", "日期矛盾", "日期矛盾")
    case .noDay: Phrase("day unknown", "日期缺失", "日期缺漏")
    case .tooLong: Phrase("value too long", "值过长", "值過長")
    case .unknownValue: Phrase("value not in the mapping", "值未列", "值未列")
    }
  }
}
