import Wire

/// Which days of a range are working days, so that counting them takes the same few steps however far apart they are.
///
/// One bit a day, the number of working days before each word of 64, and the list of all working days.
struct WorkingDayTable: Hashable, Sendable {
  /// Day 0, in days since 1970-01-01.
  let first: Int64
  /// Number of days.
  let count: Int
  private var words: [UInt64]
  private var ranks: [Int32]
  private var days: [Int32]

  /// A table of the days `first` … `first + count - 1`.
  init(first: Int64, count: Int, isWorking: (Int) -> Bool) {
    self.first = first
    self.count = count
    words = []
    ranks = []
    days = []
    for start in stride(from: 0, to: count, by: 64) {
      var word: UInt64 = 0
      ranks.append(Int32(days.count))
      for day in start..<min(start + 64, count) where isWorking(day) {
        word |= 1 << UInt64(day - start)
        days.append(Int32(day))
      }
      words.append(word)
    }
  }

  /// Number of working days.
  var workingDays: Int { days.count }

  /// Whether a day (0 …< count) is a working day.
  func isWorking(_ day: Int) -> Bool {
    words[day >> 6] >> UInt64(day & 63) & 1 != 0
  }

  /// Number of working days from day 0 up to and including a day (0 …< count).
  func rank(through day: Int) -> Int {
    let upTo = ~UInt64(0) >> UInt64(63 - day & 63)
    return Int(ranks[day >> 6]) + (words[day >> 6] & upTo).nonzeroBitCount
  }

  /// The working day with this number, counted from 0.
  func workingDay(_ number: Int) -> Int { Int(days[number]) }
}
