import EventStore
import Hotline

/// Due dates in working days, beside C doing the same over the same bitmap; both must come to the same sum.
struct DeadlineBench {
  let bench: Bench
  /// Due dates a second on one core that an import and a replay need.
  private static let rateMin = 5_000_000.0

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    let count = bench.isQuick ? 1_000_000 : 50_000_000
    let rounds = bench.isQuick ? 1 : 5
    let calendar = try makeCalendar()
    let table = bench.scratch + "/working-days.txt"
    try FileSystem.replace(table, with: Array(try text(calendar).utf8))
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<rounds {
      var sum: UInt64 = 0
      let elapsed = try seconds { sum = try dueDates(count, calendar) }
      ours.append(Double(count) / elapsed)
      let child = try Child.require(bench.peers + "/working_days", [table, String(count)])
      let printed = child.output.split(whereSeparator: \.isWhitespace)
      guard printed.count == 2, let rate = Double(printed[0]), printed[1] == "\(sum)" else {
        throw BenchError("working_days printed '\(child.output)', but the sum is \(sum)")
      }
      theirs.append(rate)
    }
    let rate = median(ours)
    Row(
      name: "due dates in working days, \(Figure.count(Double(count)))",
      ours: Figure.count(rate) + "/s", theirs: Figure.count(median(theirs)) + "/s (C)",
      ratio: Figure.fixed(rate / median(theirs)), target: "≥ 5,000,000/s",
      isMet: rate >= Self.rateMin
    ).print()
  }

  /// The sum of the due instants of starts that look random, 1 to 15 working days each.
  private func dueDates(_ count: Int, _ calendar: WorkCalendar) throws -> UInt64 {
    let convention = CountingConvention(begins: .nextWorkingDay, dueAt: .endOfDay)
    let first = calendar.first.daysSinceEpoch
    let covered = UInt64(calendar.last.daysSinceEpoch - first + 1)
    var random: UInt64 = 1
    var sum: UInt64 = 0
    for _ in 0..<count {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let day = first + Int64((random >> 33) % (covered - 100))
      let due = try DeadlineArithmetic.due(
        start: Instant(microseconds: day * 86_400_000_000),
        limit: .workingDays(1 + Int((random >> 40) % 15)), convention: convention,
        calendar: calendar)
      sum &+= UInt64(bitPattern: due.microseconds)
    }
    return sum
  }

  /// Thirty years with a holiday every 29 days.
  private func makeCalendar() throws -> WorkCalendar {
    let first = CivilDate(daysSinceEpoch: 10_957)
    let last = CivilDate(daysSinceEpoch: 10_957 + 30 * 365)
    let occasion = Occasion(code: "holiday", name: Phrase("holiday", "假日", "假日"))
    let days = stride(from: first.daysSinceEpoch, through: last.daysSinceEpoch, by: 29).map {
      SpecialDay(date: CivilDate(daysSinceEpoch: $0), kind: .holiday, occasion: occasion)
    }
    return try WorkCalendar(
      id: "bench", version: "1", region: "X", first: first, last: last, days: days)
  }

  private func text(_ calendar: WorkCalendar) throws -> String {
    var text = "\(calendar.first.daysSinceEpoch) "
    for number in calendar.first.daysSinceEpoch...calendar.last.daysSinceEpoch {
      let works = try calendar.isWorkingDay(CivilDate(daysSinceEpoch: number))
      text += works ? "1" : "0"
    }
    return text
  }
}
