import Hotline
import Testing

@testable import Projections

@Suite("Shares of a whole")
struct ShareTableTests {
  /// Lianyungang, September 2020: 83,218 matters by channel, as published.
  static let published: [(code: String, count: Int64, percent: String)] = [
    ("phone", 50_154, "60.27"), ("supervisor", 26_213, "31.50"), ("wechat", 3_759, "4.52"),
    ("province", 2_116, "2.54"), ("rating", 402, "0.48"), ("app", 401, "0.48"),
    ("portal", 104, "0.12"), ("video", 45, "0.05"), ("mail", 24, "0.03"),
  ]

  @Test("Lianyungang's published shares come out to the last digit, largest first")
  func lianyungang() {
    let table = ShareTable(
      Dictionary(uniqueKeysWithValues: Self.published.map { ($0.code, $0.count) }))
    #expect(table.total == 83_218)
    #expect(table.rows.map(\.code) == Self.published.map(\.code))
    #expect(
      table.rows.map { table.share($0).percent?.text() } == Self.published.map { $0.percent })
  }

  @Test("Lianyungang's balance: new and carried over are answered directly or dispatched")
  func balance() {
    var balance = Balance()
    balance.taken = 78_589
    balance.carriedOver = 4_629
    balance.answered = 41_489
    balance.dispatched = 41_729
    #expect(balance.total == 83_218)
    #expect(balance.answered + balance.dispatched == balance.total)
  }

  @Test("Equal counts are ordered by code, and a part that is nothing is left out")
  func ties() {
    let table = ShareTable(["b": 2, "a": 2, "": 1, "none": 0])
    #expect(table.rows.map(\.code) == ["a", "b", ""])
    #expect(table.count("a") == 2)
    #expect(table.count("none") == 0)
    #expect(ShareTable([String: Int64]()).rows.isEmpty)
  }

  @Test("A burst is a day above mean and three deviations, not one that equals them")
  func bursts() throws {
    // Thirty-one days, one with nine matters and one with one.
    let found = try TopicSummary.bursts([10: 9, 3: 1], days: 31)
    #expect(found.map(\.count) == [9])
    #expect(found.first?.mean.text() == "0.32")
    // Ten days of which nine are alike: (10·x − S)² = 9·(10·Q − S²) exactly.
    var days: [Int64: Int64] = [:]
    for day in Int64(1)...9 { days[day] = 5 }
    days[10] = 25
    #expect(try TopicSummary.bursts(days, days: 10).isEmpty)
    #expect(try TopicSummary.bursts(days, days: 11).isEmpty == false)
    #expect(try TopicSummary.bursts([1: 4], days: 31).isEmpty)
    #expect(try TopicSummary.bursts([:], days: 0).isEmpty)
  }
}
