import EventStore
import Hotline

/// A time that rows tell: a column, and the forms it has there.
struct TimeSource: Sendable {
  /// What the mapping calls it.
  let name: String
  /// Its column.
  let column: Int
  /// Forms of the whole time, the first that fits counts.
  let patterns: [TimePattern]
}

/// What a row says of one of its times.
enum RowTime: Sendable {
  /// Nothing: the column is empty.
  case missing
  /// Something that is no time.
  case bad(RowRejected.Reason)
  /// A time.
  case at(Instant, precision: TimePrecision, mark: IntakeMark?)
}

extension TimeSource {
  /// What a text says by the forms of this time.
  ///
  /// A form without a time of day stands for the local midnight of its day.
  func read(_ text: [UInt8], in zone: LocalZone?) -> RowTime {
    if text.isBlank { return .missing }
    for pattern in patterns {
      guard let reading = pattern.read(text.span) else { continue }
      guard let date = reading.date else { return .bad(.badDate) }
      guard let second = reading.secondOfDay else { return .bad(.badTime) }
      guard
        let offset = reading.offsetMinutes ?? zone?.offsetMinutes(on: date, secondOfDay: second)
      else { return .bad(.badDate) }
      let whole = Instant(date, secondOfDay: second, offsetMinutes: offset)
      let instant = Instant(microseconds: whole.microseconds + Int64(reading.microsecond))
      return .at(instant, precision: pattern.hasTime ? .second : .day, mark: pattern.mark)
    }
    return .bad(.badDate)
  }
}

extension [UInt8] {
  /// Whether nothing or only spaces stand there.
  var isBlank: Bool { allSatisfy { $0 == 0x20 } }
}
