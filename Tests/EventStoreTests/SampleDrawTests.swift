import Testing

@testable import EventStore

@Suite("Draws by lot")
struct SampleDrawTests {
  @Test("Draws are those of the published test vectors of Rivest's sampler")
  func vectors() {
    #expect(SampleDraw(3, of: 1_000, seed: 0).lots.map(\.place) == [905, 573, 160])
    #expect(SampleDraw(3, of: 1_000, seed: 1).lots.map(\.place) == [97, 89, 163])
  }

  @Test("A place that was drawn before is passed over, and the draws count on")
  func withoutReplacement() {
    // With replacement the vectors tell 1, 1, 2.
    let draw = SampleDraw(1, of: 2, seed: 0)
    #expect(draw.lots == [SampleDraw.Lot(draw: 1, place: 1)])
    for seed in UInt64(0)..<50 {
      let lots = SampleDraw(19, of: 20, seed: seed).lots
      #expect(Set(lots.map(\.place)).count == 19)
      #expect(lots.allSatisfy { (1...20).contains($0.place) })
      #expect(zip(lots, lots.dropFirst()).allSatisfy { $0.draw < $1.draw })
    }
  }

  @Test("Where all are wanted, all are taken in their order")
  func all() {
    #expect(SampleDraw(3, of: 2, seed: 5).lots.map(\.place) == [1, 2])
    #expect(SampleDraw(3, of: 0, seed: 5).lots.isEmpty)
    #expect(SampleDraw(0, of: 3, seed: 5).lots.isEmpty)
  }
}
