/// A point in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds since the Unix epoch, UTC.
  public let microseconds: Int64

  /// The instant this many microseconds after the Unix epoch.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Order in time.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }

  /// ISO 8601 in UTC with microseconds, such as `2016-07-01T00:00:00.000000Z`.
  public var description: String { iso8601(offsetMinutes: 0) }
}

extension Instant {
  /// ISO 8601 at a fixed offset from UTC; the fraction is left out when it is zero and the offset is not UTC.
  ///
  /// - Parameter offsetMinutes: minutes east of UTC, such as 480 for China and Taiwan.
  public func iso8601(offsetMinutes: Int) -> String {
    let shifted = microseconds &+ Int64(offsetMinutes) * 60_000_000
    let days = floorDivide(shifted, 86_400_000_000)
    let inDay = shifted - days * 86_400_000_000
    let date = CivilDate(daysSinceEpoch: days)
    let seconds = inDay / 1_000_000
    let fraction = inDay % 1_000_000
    var text =
      "\(date)T\(pad(seconds / 3600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
    if fraction != 0 || offsetMinutes == 0 { text += "." + pad(fraction, 6) }
    if offsetMinutes == 0 { return text + "Z" }
    let magnitude = abs(offsetMinutes)
    let sign = offsetMinutes < 0 ? "-" : "+"
    return text + sign + pad(Int64(magnitude / 60), 2) + ":" + pad(Int64(magnitude % 60), 2)
  }

  /// The instant of a civil date and time at a fixed offset.
  public init(
    _ date: CivilDate, secondOfDay: Int, microsecond: Int = 0, offsetMinutes: Int
  ) {
    let seconds = date.daysSinceEpoch * 86_400 + Int64(secondOfDay) - Int64(offsetMinutes) * 60
    self.init(microseconds: seconds * 1_000_000 + Int64(microsecond))
  }

  /// Parses ISO 8601 with an offset: `2016-07-01T08:00:00+08:00`, fraction of 1 to 6 digits allowed.
  ///
  /// - Returns: `nil` when the text has another form, no offset, or a field out of range.
  public init?(iso8601 text: String) {
    var scanner = DigitScanner(Array(text.utf8))
    guard let date = scanner.date(), scanner.take(UInt8(ascii: "T")),
      let hour = scanner.number(2), scanner.take(UInt8(ascii: ":")),
      let minute = scanner.number(2), scanner.take(UInt8(ascii: ":")),
      let second = scanner.number(2), hour < 24, minute < 60, second < 60
    else { return nil }
    var fraction = 0
    if scanner.take(UInt8(ascii: ".")) {
      guard let parsed = scanner.fraction() else { return nil }
      fraction = parsed
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    self.init(
      date, secondOfDay: hour * 3600 + minute * 60 + second, microsecond: fraction,
      offsetMinutes: offset)
  }
}

/// A day of the proleptic Gregorian calendar, without a time zone.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let daysSinceEpoch: Int64

  /// The day this many days after 1970-01-01.
  public init(daysSinceEpoch: Int64) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// The day with this year, month and day, or `nil` when there is none (February 30).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    // Days from civil, after Howard Hinnant's algorithm: years start in March.
    let y = Int64(month <= 2 ? year - 1 : year)
    let era = floorDivide(y, 400)
    let yearOfEra = y - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month (1–12) and day (1–31).
  public var components: (year: Int, month: Int, day: Int) {
    let z = daysSinceEpoch + 719_468
    let era = floorDivide(z, 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    let month = Int(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9)
    let year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    return (year, month, day)
  }

  /// Number of days of a month, leap years included.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    return "\(pad(Int64(year), 4))-\(pad(Int64(month), 2))-\(pad(Int64(day), 2))"
  }

  /// Order in time.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }
}

private func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
  let quotient = value / by
  return value % by < 0 ? quotient - 1 : quotient
}

private func pad(_ value: Int64, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Reads the fixed-width pieces of an ISO 8601 text.
private struct DigitScanner {
  let bytes: [UInt8]
  var at = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { at == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    guard bytes.count - at >= width else { return nil }
    var value = 0
    for byte in bytes[at..<(at + width)] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    at += width
    return value
  }

  mutating func date() -> CivilDate? {
    guard let year = number(4), take(UInt8(ascii: "-")), let month = number(2),
      take(UInt8(ascii: "-")), let day = number(2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  mutating func fraction() -> Int? {
    var value = 0
    var digits = 0
    while let digit = number(1) {
      digits += 1
      guard digits <= 6 else { return nil }
      value = value * 10 + digit
    }
    guard digits > 0 else { return nil }
    for _ in digits..<6 { value *= 10 }
    return value
  }

  mutating func offset() -> Int? {
    if take(UInt8(ascii: "Z")) { return 0 }
    let negative = take(UInt8(ascii: "-"))
    guard negative || take(UInt8(ascii: "+")), let hours = number(2), take(UInt8(ascii: ":")),
      let minutes = number(2), hours < 24, minutes < 60
    else { return nil }
    let total = hours * 60 + minutes
    return negative ? -total : total
  }
}
