/// 日历表: A calendar as it is recorded: its span and every day that is not as the weekday says.
///
/// Source: official lists.
public struct CalendarList: WireMessage {
  /// 编号: such as cn.
  public var id: String = ""
  /// 版本: from 1.
  public var version: UInt64 = 0
  /// 地区: ISO 3166 code.
  public var region: String = ""
  /// 首日: days since 1970-01-01.
  public var firstDay: UInt64 = 0
  /// 末日: days since 1970-01-01.
  public var lastDay: UInt64 = 0
  /// 日: holidays and make-up working days, in order.
  public var days: [ListedDay] = []
  /// 节日名: names of the occasions that the days give by their codes.
  public var occasions: [ListedOccasion] = []
  /// 版次: edition as its file names it, such as 2026.1.
  public var edition: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CalendarList", Phrase("list of days", "日历表", "行事曆表"),
    "A calendar as it is recorded: its span and every day that is not as the weekday says.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Such as cn."),
      .number(
        2, "version", { $1(&$0.version) }, Phrase("version", "版本", "版本"),
        "From 1."),
      .text(
        3, "region", { $1(&$0.region) }, Phrase("region", "地区", "地區"),
        "ISO 3166 code."),
      .number(
        4, "firstDay", { $1(&$0.firstDay) }, Phrase("first day", "首日", "首日"),
        "Days since 1970-01-01."),
      .number(
        5, "lastDay", { $1(&$0.lastDay) }, Phrase("last day", "末日", "末日"),
        "Days since 1970-01-01."),
      .parts(
        6, "days", { $1(&$0.days) }, Phrase("days", "日", "日"),
        "Holidays and make-up working days, in order."),
      .parts(
        7, "occasions", { $1(&$0.occasions) }, Phrase("occasions", "节日名", "節日名"),
        "Names of the occasions that the days give by their codes."),
      .text(
        8, "edition", { $1(&$0.edition) }, Phrase("edition", "版次", "版次"),
        "Edition as its file names it, such as 2026.1."),
    ])
}

/// 列示日: A day that is not as its weekday says.
///
/// Source: official lists.
public struct ListedDay: WireMessage {
  /// 日期: days since 1970-01-01.
  public var day: UInt64 = 0
  /// 上班: A make-up working day; otherwise a holiday.
  public var isWorking: Bool = false
  /// 节日: code of its occasion.
  public var occasion: String = ""
  /// 公布日: days since 1970-01-01 on which it became known; 0 for before its year.
  public var knownFrom: UInt64 = 0
  /// 原为上班: what the day was before it became known; only with a day on which it became known.
  public var wasWorking: Bool = false
  /// 撤销: an earlier entry is withdrawn; the day is again as its weekday says.
  public var isOrdinary: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ListedDay", Phrase("listed day", "列示日", "列示日"),
    "A day that is not as its weekday says.",
    fields: [
      .number(
        1, "day", { $1(&$0.day) }, Phrase("day", "日期", "日期"),
        "Days since 1970-01-01."),
      .flag(
        2, "isWorking", { $1(&$0.isWorking) }, Phrase("working", "上班", "上班"),
        "A make-up working day; otherwise a holiday."),
      .text(
        3, "occasion", { $1(&$0.occasion) }, Phrase("occasion", "节日", "節日"),
        "Code of its occasion."),
      .number(
        4, "knownFrom", { $1(&$0.knownFrom) }, Phrase("known from", "公布日", "公布日"),
        "Days since 1970-01-01 on which it became known; 0 for before its year."),
      .flag(
        5, "wasWorking", { $1(&$0.wasWorking) }, Phrase("before", "原为上班", "原為上班"),
        "What the day was before it became known; only with a day on which it became known."),
      .flag(
        6, "isOrdinary", { $1(&$0.isOrdinary) }, Phrase("withdrawn", "撤销", "撤銷"),
        "An earlier entry is withdrawn; the day is again as its weekday says."),
    ])
}

/// 节日名: An occasion of a calendar and its name.
///
/// Source: official lists.
public struct ListedOccasion: WireMessage {
  /// 编号: its code, such as spring-festival.
  public var code: String = ""
  /// 名称: name for people.
  public var name: RuleText?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ListedOccasion", Phrase("listed occasion", "节日名", "節日名"),
    "An occasion of a calendar and its name.",
    fields: [
      .text(
        1, "code", { $1(&$0.code) }, Phrase("code", "编号", "編號"),
        "Its code, such as spring-festival."),
      .part(
        2, "name", { $1(&$0.name) }, Phrase("name", "名称", "名稱"),
        "Name for people."),
    ])
}
