public import Hotline

/// 排名: places by score, under one scoring rule.
public enum Ranking {
  /// The place of each score from 1, in the order given; `nil` for one that is not ranked.
  ///
  /// Published scores are compared, so units that show the same score are equal unless the rule names terms that
  /// decide between them. Small samples and units without a score take no place and push nobody down.
  public static func places(_ scores: [Score], by formula: ScoringFormula) -> [Int?] {
    let ranking = formula.rule.ranking
    let lowestFirst = ranking?.order == .lowestFirst
    let ranked = scores.indices.filter { scores[$0].isRanked }
    let ordered = ranked.sorted { first, second in
      let isAhead = isAhead(scores[first], scores[second], formula.tieTerms, lowestFirst)
      // Equal scores in the order given: the places do not depend on it.
      return isAhead ?? (first < second)
    }
    var places = [Int?](repeating: nil, count: scores.count)
    var place = 0
    for (index, at) in ordered.enumerated() {
      let isEqual =
        index > 0
        && isAhead(scores[ordered[index - 1]], scores[at], formula.tieTerms, lowestFirst) == nil
      if !isEqual { place = ranking?.ties == .dense ? place + 1 : index + 1 }
      places[at] = place
    }
    return places
  }

  /// Whether one comes before another; `nil` when they share a place.
  private static func isAhead(
    _ first: Score, _ second: Score, _ tieTerms: [Int], _ lowestFirst: Bool
  ) -> Bool? {
    if let left = first.value, let right = second.value, left != right {
      return (right < left) != lowestFirst
    }
    for term in tieTerms {
      let left = first.terms[term].points ?? .zero
      let right = second.terms[term].points ?? .zero
      if left != right { return right < left }
    }
    return nil
  }
}
