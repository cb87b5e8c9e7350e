import EventStore
import Hotline
import TestKit
import Testing

@testable import Projections

@Suite("The worst 24 hours of calls")
struct CallWindowTests {
  static let hour: Int64 = 3_600_000_000
  static let day = 24 * hour

  private func call(_ at: Int64, _ answered: Bool) -> CallSpan {
    CallSpan(from: at, until: at + 1, calls: 1, answered: answered ? 1 : 0)
  }

  @Test("Two calls exactly 24 hours apart are not in one window")
  func boundary() throws {
    let lost = [call(Self.day, false), call(2 * Self.day, true)]
    let worst = try #require(CallWindow.worst(lost, from: 0, until: 3 * Self.day))
    #expect(worst.connected == Rate(0, of: 1))
    let nearer = [call(Self.day, false), call(2 * Self.day - 1, true)]
    let both = CallWindow.worst(nearer, from: Self.day, until: 2 * Self.day)
    #expect(both?.connected == Rate(1, of: 2))
  }

  @Test("A window must lie within the period, and hold counted hours as a whole")
  func samples() {
    let bad = CallSpan(from: 10 * Self.hour, until: 11 * Self.hour, calls: 10, answered: 1)
    let good = CallSpan(from: 20 * Self.hour, until: 21 * Self.hour, calls: 10, answered: 10)
    #expect(CallWindow.worst([bad], from: 0, until: 20 * Self.hour) == nil)
    let worst = CallWindow.worst([bad, good], from: 0, until: Self.day)
    #expect(worst?.connected == Rate(11, of: 20))
    let wider = CallWindow.worst([bad, good], from: -2 * Self.day, until: 3 * Self.day)
    #expect(wider?.connected == Rate(1, of: 10))
    #expect(CallWindow.worst([], from: 0, until: 3 * Self.day) == nil)
  }

  @Test("No window of any second has a lower rate than the worst one", arguments: 1...40)
  func everyWindow(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // Hours instead of microseconds make it possible to try every window.
    let spans = (0..<24).map { _ in
      call(Int64.random(in: 0..<72, using: &random) * Self.hour, Bool.random(using: &random))
    }
    let worst = try #require(CallWindow.worst(spans, from: 0, until: 3 * Self.day))
    var lowest: ExactNumber?
    for half in Int64(0)...96 {
      let start = half * Self.hour / 2
      let inside = spans.filter { $0.from >= start && $0.until <= start + Self.day }
      let rate = Rate(inside.reduce(0) { $0 + $1.answered }, of: Int64(inside.count))
      guard let value = rate.value else { continue }
      lowest = min(lowest ?? value, value)
    }
    #expect(worst.connected.value == lowest)
  }

  @Test("95 of 100 reach the standard, 949 of 1,000 do not, and no calls do neither")
  func standard() {
    let standard = CallSummary.Standard(nil)
    #expect(standard.seconds == 15)
    #expect(standard.isMet(by: Rate(95, of: 100)) == true)
    #expect(standard.isMet(by: Rate(949, of: 1_000)) == false)
    #expect(standard.isMet(by: .none) == nil)
    var rule = CallRule()
    rule.answerWithinSeconds = 10
    rule.connectPermille = 900
    #expect(CallSummary.Standard(rule).isMet(by: Rate(90, of: 100)) == true)
    #expect(CallSummary.Standard(rule).isOfRules)
  }
}
