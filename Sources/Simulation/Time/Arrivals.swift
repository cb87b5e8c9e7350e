import Wire

/// When matters come in: by hour, weekday, season and burst, exactly so many in all, in order of time.
struct Arrivals: Sendable {
  /// A matter that comes in.
  struct Arrival: Sendable {
    let time: Int64
    /// Whether it becomes a ticket; otherwise it is answered at once.
    let isTicket: Bool
  }

  private struct Slot: Sendable {
    let start: Int64
    let tickets: Int
    let direct: Int
  }

  private let slots: [Slot]
  private let end: Int64
  private var random: RandomStream
  private var slot = 0
  private var hour: [Arrival] = []
  private var next = 0

  /// Weights of the hours of a day, of the days from Sunday, and of the months, in hundredths.
  private static let hours = [
    14, 9, 7, 6, 7, 12, 30, 75, 165, 215, 220, 190, 120, 140, 200, 205, 190, 165, 120, 105, 95, 75,
    45, 25,
  ]
  private static let weekdays = [62, 118, 112, 108, 107, 106, 70]
  private static let months = [104, 84, 98, 98, 100, 104, 112, 110, 102, 94, 98, 100]

  /// Arrivals of a period.
  init(
    _ profile: CityProfile, from start: Int64, until end: Int64, tickets: Int, direct: Int,
    seed: UInt64
  ) {
    var random = RandomStream(seed: seed, .arrivals)
    var starts: [Int64] = []
    var sums: [Int] = []
    var sum = 0
    var time = start
    while time < end {
      let jitter = random.between(850, 1_150)
      sum += max(1, Self.weight(profile, at: time) * jitter / 1_000)
      starts.append(time)
      sums.append(sum)
      time += Length.hour
    }
    var slots: [Slot] = []
    var before = (tickets: 0, direct: 0)
    for (index, start) in starts.enumerated() {
      let upTo = (tickets: tickets * sums[index] / sum, direct: direct * sums[index] / sum)
      slots.append(
        Slot(
          start: start, tickets: upTo.tickets - before.tickets,
          direct: upTo.direct - before.direct))
      before = upTo
    }
    self.slots = slots
    self.end = end
    self.random = random
  }

  private static func weight(_ profile: CityProfile, at time: Int64) -> Int {
    let date = CityTime.date(time)
    let (_, month, day) = date.components
    let weekday = Int((date.daysSinceEpoch % 7 + 11) % 7)
    let hour = Int(CityTime.timeOfDay(time) / Length.hour)
    var weight = hours[hour] * weekdays[weekday] * months[month - 1] / 100
    for burst in profile.bursts where burst.contains(month: month, day: day) {
      weight = weight * burst.percent / 100
    }
    return weight
  }

  /// How many tickets come in before an instant at an hour's beginning.
  func tickets(before time: Int64) -> Int {
    slots.reduce(0) { $1.start < time ? $0 + $1.tickets : $0 }
  }

  /// The next matter, or `nil` at the end.
  mutating func takeNext() -> Arrival? {
    while next == hour.count {
      guard slot < slots.count else { return nil }
      fill(slots[slot])
      slot += 1
    }
    next += 1
    return hour[next - 1]
  }

  private mutating func fill(_ slot: Slot) {
    hour.removeAll(keepingCapacity: true)
    next = 0
    // The last ones leave time to be handed on before the period ends.
    let length = min(Length.hour, end - Length.minutes(10) - slot.start)
    for index in 0..<(slot.tickets + slot.direct) {
      let time = slot.start + Int64(random.below(Int(max(1, length))))
      hour.append(Arrival(time: time, isTicket: index < slot.tickets))
    }
    hour.sort { $0.time != $1.time ? $0.time < $1.time : $0.isTicket && !$1.isTicket }
  }
}

extension Burst {
  /// Whether a day of the year falls into it; a burst does not pass the end of its month by more than the days it has.
  func contains(month: Int, day: Int) -> Bool {
    let first = CivilDate(year: 2001, month: self.month, day: self.day)?.daysSinceEpoch ?? 0
    let length = CivilDate.length(ofMonth: month, year: 2001)
    let given = CivilDate(year: 2001, month: month, day: min(day, length))?.daysSinceEpoch ?? 0
    return given >= first && given < first + Int64(days)
  }
}
