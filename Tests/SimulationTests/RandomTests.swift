import Testing

@testable import Simulation

@Suite("Seeded numbers")
struct RandomTests {
  @Test("SplitMix64 gives the numbers that its authors publish for seed 1234567")
  func splitMix() {
    var seeder = SplitMix64(state: 1_234_567)
    #expect(seeder.next() == 6_457_827_717_110_365_317)
    #expect(seeder.next() == 3_203_168_211_198_807_973)
    #expect(seeder.next() == 9_817_491_932_198_370_423)
  }

  @Test("Concerns, numbers and seeds have numbers of their own")
  func substreams() {
    var seen: Set<UInt64> = []
    for seed in UInt64(0)..<20 {
      for concern in [RandomStream.Concern.arrivals, .matters, .ticket, .calls] {
        for number in UInt64(0)..<20 {
          var random = RandomStream(seed: seed, concern, number: number)
          seen.insert(random.next())
        }
      }
    }
    #expect(seen.count == 20 * 4 * 20)
  }

  @Test("A quota draws exactly as many as it should, spread over all")
  func quota() {
    var random = RandomStream(seed: 3, .lateness)
    var quota = ExactQuota(101, of: 50_000)
    let drawn = (0..<50_000).filter { _ in quota.draw(&random) }
    #expect(drawn.count == 101)
    #expect(drawn.filter { $0 < 25_000 }.count > 30)
  }

  @Test("Weights are kept")
  func weights() {
    var random = RandomStream(seed: 9, .matters)
    let table = WeightTable([1, 0, 3])
    var counts = [0, 0, 0]
    for _ in 0..<40_000 { counts[table.pick(&random)] += 1 }
    #expect(counts[1] == 0)
    #expect(abs(counts[0] - 10_000) < 500)
  }

  @Test("An agenda gives back acts in order of time, equal times in the order of planning")
  func agenda() {
    var agenda = Agenda<Int>()
    var random = RandomStream(seed: 1, .ticket)
    for number in 0..<2_000 { agenda.plan(number, at: Int64(random.below(50))) }
    var last = (time: Int64.min, act: -1)
    while let entry = agenda.takeNext() {
      #expect(entry.time > last.time || (entry.time == last.time && entry.act > last.act))
      last = (entry.time, entry.act)
    }
  }

  @Test("Office hours keep the day and the order of times")
  func office() {
    let day = CityTime.midnight(17_000)
    var last = Int64.min
    for minute in 0..<1_440 {
      let moved = CityTime.inOffice(day + Length.minutes(minute))
      #expect(CityTime.day(moved) == 17_000)
      #expect(moved >= last)
      #expect((Length.minutes(510)...Length.minutes(1_050)).contains(CityTime.timeOfDay(moved)))
      last = moved
    }
  }
}
