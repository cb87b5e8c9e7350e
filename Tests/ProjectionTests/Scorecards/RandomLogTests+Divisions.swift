import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

extension RandomLogTests {
  @Test("A live view of persons or roles is the one that is built anew", arguments: seeds)
  func divisionsLive(seed: UInt64) throws {
    let folded = try Folded(seed)
    for (row, division) in try folded.divisions() {
      let built = try folded.view.divided(division)
      var live = try ScoreView(ScoreLedger(), by: folded.view.basis, division: division)
      var position = Position.start
      while position < folded.log.head {
        position = try folded.log.withSnapshot {
          try live.follow($0, after: position, limit: 7).position
        }
      }
      let cards = try [built, live].map {
        JSONWriter.text(try $0.scorecard(folded.period, at: folded.now, per: row).json())
      }
      #expect(cards[0] == cards[1])
    }
  }

  @Test("Divisions that a live view keeps are those that are built anew", arguments: seeds)
  func divisionsKept(seed: UInt64) throws {
    let folded = try Folded(seed)
    var live = try ScoreView(ScoreLedger(), book: try folded.ledger.rules(nil), now: folded.now)
    var position = Position.start
    var book = PersonBook()
    let dimensions = ScoreCube.Dimension.allCases
    let divisions =
      try folded.divisions().map(\.1) + dimensions.map { ScoreDivision(by: $0) }.reversed()
    while position < folded.log.head {
      position = try folded.log.withSnapshot { snapshot in
        try book.follow(snapshot)
        live.know(book)
        return try live.follow(snapshot, after: position, limit: 20).position
      }
      // Kept from some moment on, each from another.
      let place = Int(position.rawValue / 20) - 1
      if divisions.indices.contains(place) { try live.keep(divisions[place]) }
    }
    #expect(live.keepsPersons)
    #expect(live.keeps(ScoreDivision(by: .category)))
    for (row, division) in try folded.divisions() {
      let cards = try [folded.view.divided(division), live.divided(division)].map {
        JSONWriter.text(try $0.scorecard(folded.period, at: folded.now, per: row).json())
      }
      #expect(cards[0] == cards[1], "\(row)")
    }
    for dimension in dimensions {
      let division = ScoreDivision(by: dimension)
      let sums = try [folded.view.divided(division), live, live.divided(division)].map { view in
        try view.divided(division).cube.sums(folded.period, at: folded.now).filter { !$0.isEmpty }
          .map { sums in
            let table = try ScoreCell.measures(sums.period, opening: sums.opening)
            return "\(sums.unit) \(table)"
          }
      }
      #expect(sums[0] == sums[1] && sums[0] == sums[2] && !sums[0].isEmpty, "\(dimension)")
    }
  }
}
