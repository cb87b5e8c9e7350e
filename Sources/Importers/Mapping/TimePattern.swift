import EventStore
import Hotline

/// The shape of a date, a time or a case number: letters stand for digits, everything else for
/// itself.
///
/// `Y`, `M`, `D` are digits of year, month and day (`M` after an `H` means minutes), `H`, `S` of
/// hour and second, `#` is any digit. Lengths must agree exactly.
struct TimePattern: Sendable {
  /// What matching bytes say.
  struct Reading {
    var year = 0
    var month = 0
    var day = 0
    var hour = 0
    var minute = 0
    var second = 0
  }

  private enum Step: Sendable {
    case year, month, day, hour, minute, second, digit
    case literal(UInt8)
  }

  /// The pattern as written.
  let text: String
  /// What a match tells about the row.
  let mark: IntakeMark?
  /// Whether it names a day.
  let hasDay: Bool
  private let steps: [Step]

  init(_ text: String, mark: IntakeMark? = nil) {
    self.text = text
    self.mark = mark
    var steps: [Step] = []
    var afterHour = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "Y"): steps.append(.year)
      case UInt8(ascii: "M"): steps.append(afterHour ? .minute : .month)
      case UInt8(ascii: "D"): steps.append(.day)
      case UInt8(ascii: "H"):
        steps.append(.hour)
        afterHour = true
      case UInt8(ascii: "S"): steps.append(.second)
      case UInt8(ascii: "#"): steps.append(.digit)
      default: steps.append(.literal(byte))
      }
    }
    self.steps = steps
    hasDay = ["YYYY", "MM", "DD"].allSatisfy { Self.count($0, in: text) == $0.utf8.count }
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
    for index in 0..<steps.count {
      let byte = bytes[index]
      if case .literal(let expected) = steps[index] {
        guard byte == expected else { return nil }
        continue
      }
      let digit = Int(byte) - 0x30
      guard digit >= 0, digit <= 9 else { return nil }
      switch steps[index] {
      case .year: reading.year = reading.year * 10 + digit
      case .month: reading.month = reading.month * 10 + digit
      case .day: reading.day = reading.day * 10 + digit
      case .hour: reading.hour = reading.hour * 10 + digit
      case .minute: reading.minute = reading.minute * 10 + digit
      case .second: reading.second = reading.second * 10 + digit
      case .digit, .literal: break
      }
    }
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
