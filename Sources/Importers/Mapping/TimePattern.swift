import EventStore
import Hotline

/// The shape of a date, a time or a case number: letters stand for digits, everything else for
/// itself.
///
/// `Y`, `M`, `D` are digits of year, month and day (`M` after an `H` means minutes), `H`, `S` of
/// hour and second, `F` of a fraction of a second (six digits are kept), `#` is any digit; `±HH:MM`
/// is an offset from UTC. Lengths must agree exactly.
struct TimePattern: Sendable {
  /// What matching bytes say.
  struct Reading {
    var year = 0
    var month = 0
    var day = 0
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0
    /// Minutes east of UTC; `nil` when the pattern has no offset.
    var offsetMinutes: Int?
  }

  private enum Step: Sendable {
    case year, month, day, hour, minute, second, digit
    /// A digit of the fraction that stands for so many microseconds.
    case fraction(Int)
    /// `+` or `-`, and digits of the offset that stand for so many minutes.
    case sign, offset(Int)
    case literal(UInt8)
  }

  /// The pattern as written.
  let text: String
  /// What a match tells about the row.
  let mark: IntakeMark?
  /// Whether it names a day.
  let hasDay: Bool
  /// Whether it names an hour.
  let hasTime: Bool
  /// Whether it names an offset from UTC.
  let hasOffset: Bool
  private let steps: [Step]

  init(_ text: String, mark: IntakeMark? = nil) {
    self.text = text
    self.mark = mark
    var steps: [Step] = []
    var afterHour = false
    var unit = 100_000
    let head = Self.withoutOffset(text)
    for byte in head.utf8 {
      switch byte {
      case UInt8(ascii: "Y"): steps.append(.year)
      case UInt8(ascii: "M"): steps.append(afterHour ? .minute : .month)
      case UInt8(ascii: "D"): steps.append(.day)
      case UInt8(ascii: "H"):
        steps.append(.hour)
        afterHour = true
      case UInt8(ascii: "S"): steps.append(.second)
      case UInt8(ascii: "F"):
        steps.append(.fraction(unit))
        unit /= 10
      case UInt8(ascii: "#"): steps.append(.digit)
      default: steps.append(.literal(byte))
      }
    }
    hasOffset = head.utf8.count < text.utf8.count
    if hasOffset {
      steps += [.sign, .offset(600), .offset(60), .literal(UInt8(ascii: ":"))]
      steps += [.offset(10), .offset(1)]
    }
    self.steps = steps
    hasTime = afterHour
    hasDay = ["YYYY", "MM", "DD"].allSatisfy { Self.count($0, in: text) == $0.utf8.count }
  }

  /// The pattern without the offset at its end.
  private static func withoutOffset(_ text: String) -> String {
    let offset = "±HH:MM"
    guard text.utf8.count > offset.utf8.count,
      text.utf8.suffix(offset.utf8.count).elementsEqual(offset.utf8)
    else { return text }
    return String(decoding: text.utf8.dropLast(offset.utf8.count), as: UTF8.self)
  }

  private static func count(_ letters: String, in text: String) -> Int {
    // A month's letters end where the hour begins.
    let head = text.utf8.prefix { $0 != UInt8(ascii: "H") }
    return head.filter { letters.utf8.first == $0 }.count
  }

  /// What the bytes say, or `nil` when they have another shape.
  func read(_ bytes: Span<UInt8>) -> Reading? {
    guard bytes.count == steps.count else { return nil }
    var reading = Reading()
    var isWest = false
    for index in 0..<steps.count {
      let byte = bytes[index]
      if case .literal(let expected) = steps[index] {
        guard byte == expected else { return nil }
        continue
      }
      let digit = Int(byte) - 0x30
      guard digit >= 0, digit <= 9 else {
        guard case .sign = steps[index], byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        else { return nil }
        isWest = byte == UInt8(ascii: "-")
        continue
      }
      switch steps[index] {
      case .year: reading.year = reading.year * 10 + digit
      case .month: reading.month = reading.month * 10 + digit
      case .day: reading.day = reading.day * 10 + digit
      case .hour: reading.hour = reading.hour * 10 + digit
      case .minute: reading.minute = reading.minute * 10 + digit
      case .second: reading.second = reading.second * 10 + digit
      case .fraction(let unit): reading.microsecond += digit * unit
      case .offset(let minutes):
        reading.offsetMinutes = (reading.offsetMinutes ?? 0) + digit * minutes
      case .sign: return nil
      case .digit, .literal: break
      }
    }
    if isWest { reading.offsetMinutes = reading.offsetMinutes.map { -$0 } }
    return reading
  }
}

extension TimePattern.Reading {
  /// The day, or `nil` when the calendar has none like it.
  var date: CivilDate? { CivilDate(year: year, month: month, day: day) }

  /// Seconds since midnight, or `nil` when there is no such time of day.
  var secondOfDay: Int? {
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }
}
