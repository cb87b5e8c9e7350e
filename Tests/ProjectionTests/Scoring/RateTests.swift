import Hotline
import Projections
import Testing

@Suite("Rates and quantiles")
struct RateTests {
  @Test("A rate of nothing is no data, never 0 or 100 %")
  func noData() throws {
    #expect(Rate.none.value == nil && Rate.none.percent == nil && Rate.none.text() == nil)
    #expect(Rate(0, of: 5).text() == "0.00 %" && Rate(5, of: 5).text() == "100.00 %")
    #expect(try Rate.none + Rate(1, of: 2) == Rate(1, of: 2))
  }

  @Test("Rates are added count by count, and too many counts are an error")
  func sums() throws {
    #expect(try (Rate(1, of: 2) + Rate(1, of: 3)).text() == "40.00 %")
    #expect(try Rate(1, of: 2, sample: 7) + Rate(1, of: 3) == Rate(2, of: 5, sample: 10))
    #expect(throws: NumberError.overflow) { try Rate(0, of: .max) + Rate(0, of: 1) }
    #expect(Rate(.max, of: .max).text() == "100.00 %")
  }

  @Test("The median of an even number of values is the mean of the middle two")
  func median() throws {
    #expect(try Quantile.median.of([]) == nil)
    #expect(try Quantile.median.of([9]) == 9 && Quantile.p90.of([9]) == 9)
    #expect(try Quantile.median.of([4, 1, 3, 2]) == ExactNumber(5, over: 2))
    #expect(try Quantile.median.of([3, 1, 2]) == 2)
  }

  @Test("The ninetieth percentile lies between two values, in proportion")
  func ninetieth() throws {
    #expect(try Quantile.p90.of(Array(1...10)) == ExactNumber(91, over: 10))
    #expect(try Quantile.p90.of(Array(0...10)) == 9)
    #expect(try Quantile.p90.of([0, 10]) == 9)
    #expect(try Quantile(0).of([5, 7]) == 5 && Quantile(1).of([5, 7]) == 7)
    #expect(try Quantile(2).of([5, 7]) == 7)
    #expect(try Quantile.p90.of([.min, .min + 10]) == ExactNumber(Int64.min + 9))
  }

  @Test("The gap of resolution is over the tickets that have both answers, and may be negative")
  func gap() throws {
    var paired = PairedResolution()
    #expect(paired.gap == .noData && paired.denied.percent == nil)
    for _ in 0..<90 { paired.add(isClaimed: true, isConfirmed: true) }
    for _ in 0..<8 { paired.add(isClaimed: true, isConfirmed: false) }
    paired.add(isClaimed: false, isConfirmed: true)
    paired.add(isClaimed: false, isConfirmed: false)
    #expect(paired.claimed.text() == "98.00 %" && paired.confirmed.text() == "91.00 %")
    #expect(paired.gap == .quantity(7, sample: 100) && paired.denied == Rate(8, of: 98))
    #expect(try WilsonInterval(of: paired.confirmed)?.text == "83.77 – 95.19 %")
    var other = PairedResolution()
    for _ in 0..<100 { other.add(isClaimed: false, isConfirmed: true) }
    #expect(other.gap.number == -100 && (paired + other).gap == (other + paired).gap)
    #expect((paired + other).gap.number?.decimalText == "-46.5")
  }

  @Test("A change says what is missing instead of counting it as nothing")
  func change() throws {
    let known = try Change(from: Rate(90, of: 100), to: Rate(93, of: 96))
    #expect(known.text(.english) == "+6.88")
    #expect(try Change(from: 5, to: 5).text(.english) == "0.00")
    #expect(try Change(from: ExactNumber(1, over: 1000), to: 0).text(.english) == "0.00")
    #expect(try Change(from: 0, to: ExactNumber(1, over: 1000)).text(.english) == "0.00")
    #expect(try Change(from: 5, to: 3).text(.english) == "-2.00")
    #expect(try Change(from: .none, to: Rate(1, of: 2)) == .noDataBefore)
    #expect(try Change(from: Rate(1, of: 2), to: .none) == .noDataNow)
    #expect(try Change(from: nil as ExactNumber?, to: nil) == .noData)
    #expect(try Change(from: Rate.none, to: .none).text(.traditionalChinese) == "無資料")
  }

  @Test("Growth is in percent of what was, and there is none on nothing")
  func growth() throws {
    func growth(_ before: Int64, _ now: Int64) throws -> String? {
      guard
        case .known(let difference) = try Change(
          from: ExactNumber(before), to: ExactNumber(now))
      else { return nil }
      return difference.growth.map { Change.signed($0, .twoDigits) }
    }
    #expect(try growth(2_127_625, 3_011_484) == "+41.54")
    #expect(try growth(4, 3) == "-25.00")
    #expect(try growth(0, 3) == nil)
  }

  @Test("A change of percentages is that of the exact figures, not of the printed ones")
  func exactDifference() throws {
    let before = Rate(1_004, of: 100_000)
    let now = Rate(1_015, of: 100_000)
    let change = try Change(from: before, to: now)
    #expect(before.text(Rounding(digits: 1)) == "1.0 %" && now.text(Rounding(digits: 1)) == "1.0 %")
    #expect(change.text(.english) == "+0.01")
  }
}

extension Change {
  func text(_ language: Language) -> String { text(.twoDigits, language) }
}
