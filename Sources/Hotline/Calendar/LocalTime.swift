import Wire

/// A local day and a time of day, as two numbers.
struct LocalTime: Hashable, Sendable {
  static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Days since 1970-01-01.
  var day: Int64
  /// Microseconds after 00:00.
  var time: Int64

  init(day: Int64, time: Int64) {
    self.day = day
    self.time = time
  }

  /// The local time of an instant.
  init(_ instant: Instant, _ convention: borrowing CountingConvention) {
    let local =
      instant.adding(microseconds: Int64(convention.utcOffsetMinutes) &* 60_000_000).microseconds
    var day = local / LocalTime.microsecondsPerDay
    var time = local % LocalTime.microsecondsPerDay
    if time < 0 {
      day -= 1
      time += LocalTime.microsecondsPerDay
    }
    self.init(day: day, time: time)
  }

  /// The instant of this local time; the nearest that there is when it lies beyond all.
  func instant(_ convention: borrowing CountingConvention) -> Instant {
    let start = day.multipliedReportingOverflow(by: LocalTime.microsecondsPerDay)
    guard !start.overflow else {
      return Instant(microseconds: day < 0 ? .min : .max)
    }
    return Instant(microseconds: start.partialValue)
      .adding(microseconds: time)
      .adding(microseconds: Int64(convention.utcOffsetMinutes) &* -60_000_000)
  }
}

extension Instant {
  /// The instant this much later; the last one that there is when it lies beyond.
  func adding(microseconds more: Int64) -> Instant {
    let sum = microseconds.addingReportingOverflow(more)
    if sum.overflow { return Instant(microseconds: more < 0 ? .min : .max) }
    return Instant(microseconds: sum.partialValue)
  }
}
