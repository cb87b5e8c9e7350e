public import Hotline

extension ScoringFormula {
  /// The score that measures give. Pure: the order in which measures were found does not matter.
  ///
  /// - Throws: ``Hotline/NumberError/overflow`` for measures that are too large to calculate with exactly.
  public func score(_ measures: MeasureTable) throws(NumberError) -> Score {
    var found: [Found] = []
    for term in terms { found.append(try term.find(measures)) }
    let share = try spreadShare(found)
    var scored: [TermScore] = []
    for one in found { scored.append(try one.scored(share)) }
    let isComplete = !scored.contains { $0.points == nil && $0.missing != .spread }
    guard share != nil, isComplete else {
      return Score(
        formula: self, terms: scored, sum: nil, limited: nil, value: nil, level: nil)
    }
    var sum = base
    for term in scored { if let points = term.points { sum = try sum + points } }
    let limited = sum.limited(from: floor, to: cap)
    let value = try limited.rounded(rounding)
    return Score(
      formula: self, terms: scored, sum: sum, limited: limited, value: value,
      level: levels.firstIndex { $0.map { $0 <= value } ?? true })
  }

  /// By what the terms with full points are multiplied, so that they also give the points of those that are
  /// spread; 1 when none is, `nil` when none is left to take them.
  private func spreadShare(_ found: [Found]) throws(NumberError) -> ExactNumber? {
    var all = ExactNumber.zero
    var present = ExactNumber.zero
    var spreads = false
    for one in found where one.term.full > .zero {
      let full = try one.term.full * one.term.weight
      all = try all + full
      if one.isSpread { spreads = true } else { present = try present + full }
    }
    if !spreads { return .one }
    return present > .zero ? try all / present : nil
  }
}

/// A term, what was measured, and the points by the formula.
private struct Found {
  let term: ScoringFormula.Term
  let measured: MeasureValue?
  let number: ExactNumber?
  var input: ExactNumber?
  var distance: ExactNumber?
  var raw: ExactNumber?

  var isSpread: Bool { measured != nil && number == nil && term.missing == .spread }

  func scored(_ share: ExactNumber?) throws(NumberError) -> TermScore {
    let factor = try term.full > .zero ? term.weight * (share ?? .one) : term.weight
    let limited = raw?.limited(from: term.floor, to: term.cap)
    var weighted: ExactNumber?
    if let limited { weighted = try limited * factor }
    var points = weighted
    if let rounding = term.rounding { points = try weighted?.rounded(rounding) }
    return TermScore(
      term: term, measured: measured, number: number, input: input, distance: distance, raw: raw,
      limited: limited, factor: factor, weighted: weighted, points: points)
  }
}

extension ScoringFormula.Term {
  fileprivate func find(_ measures: MeasureTable) throws(NumberError) -> Found {
    guard let measure else {
      return Found(term: self, measured: nil, number: nil, raw: full)
    }
    let measured = measures[measure]
    var found = Found(term: self, measured: measured, number: measured.number)
    guard let number = found.number else {
      switch missing {
      case .full: found.raw = full
      case .zero: found.raw = .zero
      case .noScore, .spread: break
      }
      return found
    }
    var value = number
    if let input { value = try number.rounded(input) }
    found.input = value
    switch shape {
    case .fixed:
      found.raw = full
    case .line(let target, let below, let above):
      let distance = try value - target
      found.distance = distance
      let change = try distance < .zero ? below * distance.magnitude : above * distance
      found.raw = try full + change
    case .steps(let steps):
      found.raw = steps.last { $0.from <= value }?.points ?? .zero
    }
    return found
  }
}
