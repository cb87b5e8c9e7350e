public import EventStore

/// Lengths of time for people.
public enum DurationText {
  /// The two largest parts of a length of time, such as `3 d 4 h`; the sign is left out.
  ///
  /// Days are the largest unit: months and years have no one length.
  public static func short(microseconds: Int64, _ language: Language) -> String {
    let seconds = microseconds.magnitude / 1_000_000
    if seconds == 0 {
      return (microseconds == 0 ? "0 " : "<1 ") + Phrase("s", "秒", "秒")(language)
    }
    let units: [(seconds: UInt64, words: Phrase)] = [
      (86_400, Phrase("d", "天", "天")), (3600, Phrase("h", "小时", "小時")),
      (60, Phrase("min", "分", "分")),
      (1, Phrase("s", "秒", "秒")),
    ]
    let first = units.firstIndex { seconds >= $0.seconds } ?? units.count - 1
    var rest = seconds
    var parts: [String] = []
    for unit in units[first..<min(first + 2, units.count)] {
      let count = rest / unit.seconds
      rest %= unit.seconds
      if count > 0 || parts.isEmpty { parts.append("\(count) \(unit.words(language))") }
    }
    return parts.joined(separator: " ")
  }

  /// A length of time with its sign: `+3 d 4 h` or `-2 min 5 s`.
  public static func signed(microseconds: Int64, _ language: Language) -> String {
    (microseconds < 0 ? "-" : "+") + short(microseconds: microseconds, language)
  }
}

/// Wall-clock times in the zone of China and Taiwan, +08:00 (fixed since 1991 and 1980).
public enum WallClock {
  /// Minutes east of UTC.
  public static let offsetMinutes = 480

  /// `2016-07-01 08:00:00`, without zone and fraction; the day alone when that is all that is
  /// known.
  public static func text(_ instant: Instant, isDayOnly: Bool = false) -> String {
    let iso = instant.iso8601(offsetMinutes: offsetMinutes)
    if isDayOnly { return String(iso.prefix(10)) }
    return String(iso.prefix(10)) + " " + String(iso.dropFirst(11).prefix(8))
  }

  /// The moment that a text names: a time with its offset, or a day alone, which stands for its end or its begin.
  ///
  /// A space is taken for a plus sign, which means a space in a URL's query and is easily left unescaped in an offset.
  public static func instant(_ text: String, endOfDay: Bool) -> Instant? {
    let text = text.replacing(" ", with: "+")
    let time = endOfDay ? "T23:59:59.999999+08:00" : "T00:00:00+08:00"
    return Instant(iso8601: text) ?? Instant(iso8601: text + time)
  }

  /// A due date: to the minute where it has no seconds, and a day's last instant as `24:00` of that
  /// day.
  public static func deadline(_ instant: Instant) -> String {
    let time = text(instant)
    if instant.microseconds &+ 1 == nextSecond(instant), time.hasSuffix("23:59:59") {
      return time.prefix(10) + " 24:00"
    }
    return time.hasSuffix(":00") ? String(time.dropLast(3)) : time
  }

  private static func nextSecond(_ instant: Instant) -> Int64 {
    let second: Int64 = 1_000_000
    return (instant.microseconds / second + (instant.microseconds < 0 ? 0 : 1)) &* second
  }

  /// The zone in words, to be said once above the times.
  public static let zone = Phrase(
    "times are UTC+08:00, China and Taiwan", "时间为东八区（UTC+08:00）", "時間為東八區（UTC+08:00）")
}
