import TestKit
import Testing

@testable import Hotline

@Suite("docs/ticket-states.md")
struct TransitionTableTests {
  @Test("The published table of transitions is what the sources do")
  func page() throws {
    let difference = try GoldenFile("docs/ticket-states.md").difference(
      from: TransitionTable.markdown)
    #expect(difference == nil)
  }

  @Test("Every event of a case has a row, and every step can be reached and left")
  func rows() {
    #expect(TransitionTable.rows.count > 55)
    for step in TicketStep.allCases {
      #expect(TransitionTable.rows.contains { $0.transition.to.contains(step) }, "\(step)")
      let leaves = TransitionTable.rows.contains {
        $0.transition.from.contains(step) && !$0.transition.to.isEmpty
      }
      #expect(leaves != StepSet.departed.contains(step), "\(step)")
    }
  }
}
