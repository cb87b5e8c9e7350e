/// 抽签: draws some of a list by lot, so that anybody who has the list and the seed can draw the same.
///
/// The sampler of Rivest, which election audits use: the n-th draw is SHA-256 of the seed, a comma and n, in ASCII digits
/// (`7,1`), read as a number with the highest byte first; its remainder by the length of the list, plus one, is a place
/// in the list. A place that was drawn before is passed over. The remainder favours no place by more than 2⁻¹⁹².
package struct SampleDraw: Hashable, Sendable {
  /// Name and version of the algorithm, as rules give it.
  package static let algorithm = "sha256-draw-1"

  /// One that was drawn.
  package struct Lot: Hashable, Sendable {
    /// Which draw it was, from 1; 0 where all were wanted.
    package let draw: UInt64
    /// Its place in the list, from 1.
    package let place: Int
  }

  /// What was drawn, in the order of the draws; of a list that is no longer than wanted, all of it in its order.
  package let lots: [Lot]

  /// Draws.
  /// - Parameters:
  ///   - wanted: how many.
  ///   - count: how long the list is.
  ///   - seed: of the draw.
  /// - Complexity: O(wanted) hashes; where nearly all are wanted, O(*n* log *n*).
  package init(_ wanted: Int, of count: Int, seed: UInt64) {
    guard count > wanted else {
      lots = (0..<max(0, count)).map { Lot(draw: 0, place: $0 + 1) }
      return
    }
    var drawn: Set<Int> = []
    var lots: [Lot] = []
    var draw: UInt64 = 0
    while lots.count < wanted {
      draw += 1
      let place = Self.number(of: sha256(Array("\(seed),\(draw)".utf8)), below: count) + 1
      if drawn.insert(place).inserted { lots.append(Lot(draw: draw, place: place)) }
    }
    self.lots = lots
  }

  /// The remainder of a digest as a number.
  private static func number(of digest: Digest, below count: Int) -> Int {
    let (first, second, third, fourth) = digest.words
    let count = UInt64(count)
    var rest: UInt64 = 0
    for word in [first, second, third, fourth] {
      rest = count.dividingFullWidth((rest, word)).remainder
    }
    return Int(rest)
  }
}
