import EventStore
import Hotline

/// The shape of a date, a time or a case number: letters stand for digits, everything else for
/// itself.
///
/// `Y`, `M`, `D` are digits of year, month and day (`M` after an `H` means minutes), `H`, `S` of
/// hour and second, `F` of a fraction of a second (six digits are kept), `#` is any digit. `AM` after
/// the hour stands for AM and for PM of a clock of twelve hours. At the end, `±HH:MM`, `±HHMM` and `Z`
/// are an offset from UTC. Lengths must agree exactly.
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
    /// Whether it is PM on a clock of twelve hours; `nil` on one of 24.
    var isAfternoon: Bool?
    /// Minutes east of UTC; `nil` when the pattern has no offset.
    var offsetMinutes: Int?
  }

  private enum Step: Equatable, Sendable {
    case year, month, day, hour, minute, second, digit
    /// A digit of the fraction that stands for so many microseconds.
    case fraction(Int)
    /// `A` or `P`, and the `M` behind it, in capitals or not.
    case half, halfEnd
    /// `+` or `-`, and digits of the offset that stand for so many minutes.
    case sign, offset(Int)
    /// `Z`: no offset at all.
    case utc
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
    let offset = Self.offset(of: text)
    let head = Array(text.utf8.dropLast(offset.text.utf8.count))
    for (index, byte) in head.enumerated() {
      switch byte {
      case UInt8(ascii: "Y"): steps.append(.year)
      case UInt8(ascii: "M") where steps.last == .half: steps.append(.halfEnd)
      case UInt8(ascii: "M"): steps.append(afterHour ? .minute : .month)
      case UInt8(ascii: "D"): steps.append(.day)
      case UInt8(ascii: "H"):
        steps.append(.hour)
        afterHour = true
      case UInt8(ascii: "S"): steps.append(.second)
      case UInt8(ascii: "F"):
        steps.append(.fraction(unit))
        unit /= 10
      case UInt8(ascii: "A") where afterHour && head[(index + 1)...].first == UInt8(ascii: "M"):
        steps.append(.half)
      case UInt8(ascii: "#"): steps.append(.digit)
      default: steps.append(.literal(byte))
      }
    }
    hasOffset = !offset.text.isEmpty
    self.steps = steps + offset.steps
    hasTime = afterHour
    // Many exports write days and months below ten with one digit.
    let letters = head.prefix { $0 != UInt8(ascii: "H") }
    func count(_ letter: Unicode.Scalar) -> Int { letters.count { $0 == UInt8(ascii: letter) } }
    hasDay = count("Y") == 4 && (1...2).contains(count("M")) && (1...2).contains(count("D"))
  }

  /// The offset at a pattern's end, and what it asks for; empty when it names none.
  private static func offset(of text: String) -> (text: String, steps: [Step]) {
    let hours: [Step] = [.sign, .offset(600), .offset(60)]
    let minutes: [Step] = [.offset(10), .offset(1)]
    let forms: [(text: String, steps: [Step])] = [
      ("±HH:MM", hours + [.literal(UInt8(ascii: ":"))] + minutes), ("±HHMM", hours + minutes),
      ("Z", [.utc]),
    ]
    return forms.first {
      text.utf8.count > $0.text.utf8.count
        && text.utf8.suffix($0.text.utf8.count).elementsEqual($0.text.utf8)
    } ?? ("", [])
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
        guard Self.take(byte, for: steps[index], &reading, &isWest) else { return nil }
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
      case .sign, .half, .halfEnd, .utc: return nil
      case .digit, .literal: break
      }
    }
    if isWest { reading.offsetMinutes = reading.offsetMinutes.map { -$0 } }
    return reading
  }

  /// Takes a byte that is no digit.
  /// - Returns: whether the step asks for it.
  private static func take(
    _ byte: UInt8, for step: Step, _ reading: inout Reading, _ isWest: inout Bool
  ) -> Bool {
    switch (step, byte) {
    case (.sign, UInt8(ascii: "+")): isWest = false
    case (.sign, UInt8(ascii: "-")): isWest = true
    case (.half, UInt8(ascii: "A")), (.half, UInt8(ascii: "a")): reading.isAfternoon = false
    case (.half, UInt8(ascii: "P")), (.half, UInt8(ascii: "p")): reading.isAfternoon = true
    case (.halfEnd, UInt8(ascii: "M")), (.halfEnd, UInt8(ascii: "m")): break
    case (.utc, UInt8(ascii: "Z")): reading.offsetMinutes = 0
    default: return false
    }
    return true
  }
}

extension TimePattern.Reading {
  /// The day, or `nil` when the calendar has none like it.
  var date: CivilDate? { CivilDate(year: year, month: month, day: day) }

  /// Seconds since midnight, or `nil` when there is no such time of day.
  var secondOfDay: Int? {
    guard minute < 60, second < 60 else { return nil }
    guard let isAfternoon else {
      return hour < 24 ? hour * 3600 + minute * 60 + second : nil
    }
    // 12 AM is midnight and 12 PM noon.
    guard (1...12).contains(hour) else { return nil }
    return (hour % 12 + (isAfternoon ? 12 : 0)) * 3600 + minute * 60 + second
  }
}
