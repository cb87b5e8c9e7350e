import Wire

/// What a cell's number stands for, as the code of its number format says (ECMA-376 part 1, §18.8.30 and §18.8.31).
///
/// Numbers of a sheet are binary fractions whatever they stand for; this makes the text of them that a person saw, as far
/// as it can be told without losing anything of the number.
enum CellFormat: Hashable, Sendable {
  /// A number.
  case number
  /// A number with so many digits at least, as codes have them: `00000`.
  case digits(Int)
  /// A day, with its time of day in any case or only when that is not midnight.
  case moment(withTime: Bool)
  /// Hours, minutes and seconds that may be more than a day's.
  case duration

  /// The format with a number that every program knows; others have a code of their own.
  init(builtIn number: Int) {
    switch number {
    case 14...17, 27...31, 36, 50...58: self = .moment(withTime: false)
    case 18...22, 32...35, 45, 47: self = .moment(withTime: true)
    case 46: self = .duration
    default: self = .number
    }
  }

  /// The format that a code describes.
  init(code: String) {
    let (letters, isElapsed) = Self.letters(of: code)
    if isElapsed {
      self = .duration
    } else if letters == "general" {
      self = .number
    } else if letters.count > 1, letters.allSatisfy({ $0 == "0" }) {
      self = .digits(letters.count)
    } else {
      let hasTime = letters.contains { $0 == "h" || $0 == "s" }
      let hasDay = letters.contains { $0 == "y" || $0 == "d" || $0 == "m" }
      self = hasTime || hasDay ? .moment(withTime: hasTime) : .number
    }
  }

  /// The code's first section in lower case, without what it shows as it stands, and whether it counts elapsed time.
  private static func letters(of code: String) -> (letters: String, isElapsed: Bool) {
    var letters = ""
    var isElapsed = false
    var rest = code.unicodeScalars.makeIterator()
    while let scalar = rest.next(), scalar != ";" {
      switch scalar {
      case "\"": while let inner = rest.next(), inner != "\"" {}
      case "\\", "_", "*": _ = rest.next()
      case "[":
        var inner = ""
        while let next = rest.next(), next != "]" { inner.unicodeScalars.append(next) }
        inner = inner.lowercased()
        if let unit = inner.first, "hms".contains(unit), inner.allSatisfy({ $0 == unit }) {
          isElapsed = true
        }
      default: letters += String(scalar).lowercased()
      }
    }
    return (letters, isElapsed)
  }

  /// The text of a number.
  ///
  /// Days are `2025-04-12`, times `08:30:00`, both `2025-04-12 08:30:00`, to the nearest second.
  /// - Parameters:
  ///   - written: the number as the sheet has it.
  ///   - from1904: whether days count from 1904 and not from 1900.
  func text(_ written: ArraySlice<UInt8>, from1904: Bool) -> [UInt8] {
    guard let number = Double(String(decoding: written, as: UTF8.self)), number.isFinite else {
      return Array(written)
    }
    switch self {
    case .number: return Array(Self.plain(number).utf8)
    case .digits(let count):
      let text = Self.plain(number)
      let zeros = text.allSatisfy(\.isNumber) ? max(0, count - text.utf8.count) : 0
      return [UInt8](repeating: UInt8(ascii: "0"), count: zeros) + Array(text.utf8)
    case .moment, .duration:
      // The last day that programs know is the last of the year 9999.
      guard (0..<2_958_466).contains(number) else { return Array(Self.plain(number).utf8) }
      let seconds = Int((number * 86_400).rounded())
      if case .duration = self { return Array(Self.clock(seconds).utf8) }
      return Array(moment(seconds / 86_400, seconds % 86_400, from1904: from1904).utf8)
    }
  }

  private func moment(_ day: Int, _ second: Int, from1904: Bool) -> String {
    let hasTime = self == .moment(withTime: true)
    // Less than a day is a time of day; days from 1900 begin with 1.
    if day == 0, hasTime || !from1904 { return Self.clock(second) }
    let date = Self.date(day, from1904: from1904)
    return hasTime || second != 0 ? date + " " + Self.clock(second) : date
  }

  /// The day with a serial number. Days from 1900 have a 29 February 1900 that never was; it stays what it is, and is
  /// no day to whoever reads it.
  private static func date(_ serial: Int, from1904: Bool) -> String {
    if !from1904, serial == 60 { return "1900-02-29" }
    // 1 January 1904, 31 December 1899 and 30 December 1899, counted from 1970.
    let origin = from1904 ? -24_107 : serial < 60 ? -25_568 : -25_569
    return CivilDate(daysSinceEpoch: Int64(origin + serial)).description
  }

  private static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
  }

  /// A number without the exponent and the noise that binary fractions are written with: `20250400001`, not
  /// `2.0250400001E10`, `0.1`, not `0.10000000000000001`.
  private static func plain(_ number: Double) -> String {
    if let whole = Int64(exactly: number), whole.magnitude < 1_000_000_000_000_000 {
      return "\(whole)"
    }
    return "\(number)"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
