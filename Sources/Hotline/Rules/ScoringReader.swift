/// Reads the decimals of a scoring rule and checks that its parts fit together. Places are keys of a rule file.
struct ScoringReader {
  private let rule: ScoringRule
  private var place: [PlaceStep] = []

  init(_ rule: ScoringRule) { self.rule = rule }

  private func fault(_ steps: PlaceStep..., reason: String) -> RuleFinding {
    RuleFinding(place + steps, reason)
  }

  func decimal(_ text: String, _ key: String) throws(RuleFinding) -> ExactNumber? {
    if text.isEmpty { return nil }
    let number: ExactNumber
    do { number = try ExactNumber(decimal: text) } catch {
      throw fault(.key(key), reason: "is no decimal number; write one such as 12.5 or -0.5")
    }
    let rounding = Rounding(digits: ScoringFormula.digitsMax, mode: .towardZero)
    guard number.magnitude <= ScoringFormula.magnitudeMax,
      (try? number.rounded(rounding)) == number
    else {
      throw fault(
        .key(key),
        reason: "must lie within a thousand million and have at most 9 digits after the point"
      )
    }
    return number
  }

  private func needed(_ text: String, _ key: String) throws(RuleFinding) -> ExactNumber {
    guard let number = try decimal(text, key) else {
      throw fault(reason: "lacks the key '\(key)'; give it a decimal number")
    }
    return number
  }

  func limits(
    _ floor: String, _ cap: String
  ) throws(RuleFinding) -> (ExactNumber?, ExactNumber?) {
    let least = try decimal(floor, "floor")
    let most = try decimal(cap, "cap")
    if let least, let most, most < least {
      throw fault(.key("cap"), reason: "is less than the floor; exchange or correct the two")
    }
    return (least, most)
  }

  func rounding(_ spec: RoundingSpec?, _ key: String) throws(RuleFinding) -> Rounding? {
    guard let spec else { return nil }
    guard spec.unknown.bytes.isEmpty else { throw fault(.key(key), reason: Self.isLater) }
    guard spec.digits <= UInt64(ScoringFormula.digitsMax) else {
      throw fault(.key(key), reason: "has more than 9 digits; 2 are usual")
    }
    return Rounding(digits: Int(spec.digits), mode: spec.mode ?? .halfUp)
  }

  private static let isLater =
    "says something that this version does not know; calculate with the version that wrote it"

  private func measure(_ id: String) throws(RuleFinding) -> Measure {
    guard let measure = Measure(rawValue: id), measure.canBeScored else {
      throw fault(
        .key("measure"), reason: "names '\(id)', which is no measure; docs/measures.md lists them")
    }
    return measure
  }

  mutating func terms() throws(RuleFinding) -> [ScoringFormula.Term] {
    guard rule.unknown.bytes.isEmpty else { throw fault(reason: Self.isLater) }
    if rule.id.isEmpty { throw fault(.key("id"), reason: "is empty; name the scoring rule") }
    if rule.terms.isEmpty { throw fault(.key("terms"), reason: "are missing; name at least one") }
    var terms: [ScoringFormula.Term] = []
    for (index, term) in rule.terms.enumerated() {
      place = [.key("terms"), .item(index)]
      if term.id.isEmpty || terms.contains(where: { $0.id == term.id }) {
        throw fault(.key("id"), reason: "must be a name of its own; '\(term.id)' is not")
      }
      guard term.unknown.bytes.isEmpty else { throw fault(reason: Self.isLater) }
      terms.append(try self.term(term))
    }
    place = []
    return terms
  }

  private func term(_ term: ScoreTerm) throws(RuleFinding) -> ScoringFormula.Term {
    let weight = try decimal(term.weight, "weight") ?? .one
    guard weight > .zero else {
      throw fault(.key("weight"), reason: "must be more than 0; a term without weight can go")
    }
    let full = try decimal(term.full, "full") ?? .zero
    if term.missing == .spread, full <= .zero {
      throw fault(.key("missing"), reason: "is spread, and there are no full points to spread")
    }
    let (floor, cap) = try limits(term.floor, term.cap)
    let sampleMin = term.sampleMin == 0 ? rule.sampleMin : term.sampleMin
    return ScoringFormula.Term(
      id: term.id, measure: term.measure.isEmpty ? nil : try measure(term.measure),
      weight: weight, full: full, shape: try shape(term), floor: floor, cap: cap,
      input: try rounding(term.input, "input"), rounding: try rounding(term.rounding, "points"),
      missing: term.missing ?? .noScore, sampleMin: Int64(clamping: sampleMin))
  }

  private func shape(_ term: ScoreTerm) throws(RuleFinding) -> ScoringFormula.Shape {
    let target = try decimal(term.target, "target")
    let below = try decimal(term.slopeBelow, "below") ?? .zero
    let above = try decimal(term.slopeAbove, "above") ?? .zero
    let slopes = below != .zero || above != .zero
    if term.measure.isEmpty, target != nil || slopes || !term.steps.isEmpty {
      throw fault(reason: "has a target, slopes or steps, and no measure; name it")
    }
    if !term.steps.isEmpty {
      if target != nil || slopes {
        throw fault(.key("steps"), reason: "stand beside a target or slopes; keep one of the two")
      }
      return .steps(try steps(term.steps))
    }
    guard let target else {
      if slopes { throw fault(reason: "has slopes and no target; add it") }
      return .fixed
    }
    guard slopes else {
      throw fault(.key("target"), reason: "changes nothing without slopes; add 'below' or 'above'")
    }
    return .line(target: target, below: below, above: above)
  }

  private func steps(_ steps: [ScoreStep]) throws(RuleFinding) -> [ScoringFormula.Step] {
    var result: [ScoringFormula.Step] = []
    for (index, step) in steps.enumerated() {
      var inner = self
      inner.place += [.key("steps"), .item(index)]
      let next = ScoringFormula.Step(
        from: try inner.needed(step.from, "from"), points: try inner.needed(step.points, "points"))
      if let last = result.last, next.from <= last.from {
        throw inner.fault(.key("from"), reason: "must be more than that of the step before")
      }
      result.append(next)
    }
    return result
  }

  func levels() throws(RuleFinding) -> [ExactNumber?] {
    var result: [ExactNumber?] = []
    for (index, level) in rule.levels.enumerated() {
      var inner = self
      inner.place = [.key("levels"), .item(index)]
      let from = try inner.decimal(level.from, "from")
      if level.id.isEmpty || rule.levels[..<index].contains(where: { $0.id == level.id }) {
        throw inner.fault(.key("id"), reason: "must be a name of its own; '\(level.id)' is not")
      }
      if let last = result.last {
        guard let last, from.map({ $0 < last }) ?? true else {
          throw inner.fault(.key("from"), reason: "must be less than that of the level before")
        }
      }
      result.append(from)
    }
    return result
  }

  func tieTerms() throws(RuleFinding) -> [Int] {
    var result: [Int] = []
    for (index, id) in (rule.ranking?.tieTerms ?? []).enumerated() {
      guard let term = rule.terms.firstIndex(where: { $0.id == id }) else {
        throw fault(
          .key("ranking"), .key("decide-ties"), .item(index),
          reason: "names the term '\(id)', which there is not; correct it")
      }
      result.append(term)
    }
    return result
  }

  func checkExclusions() throws(RuleFinding) {
    for (index, exclusion) in rule.exclusions.enumerated() {
      var inner = self
      inner.place = [.key("exclusions"), .item(index)]
      _ = try inner.measure(exclusion.measure)
      if rule.exclusions[..<index].contains(where: { $0.measure == exclusion.measure }) {
        throw inner.fault(.key("measure"), reason: "stands there twice; join the two")
      }
    }
  }
}

extension RuleSet {
  /// Findings about scoring rules, and about measures that matters are left out of.
  func checkScoring(_ check: inout RuleCheck) {
    check.findRepeated(scoring.map(\.id)) { [.key("scoring"), .item($0), .key("id")] }
    for (index, rule) in scoring.enumerated() {
      let place: [PlaceStep] = [.key("scoring"), .item(index)]
      do { _ = try ScoringFormula(rule) } catch {
        check.find(at: place + error.place, error.reason)
      }
      if let earlier = scoring[..<index].first(where: { $0.groups.isEmpty }) {
        check.find(
          at: place,
          "stands after '\(earlier.id)', which takes every unit, and is never used; "
            + "put it before")
      }
    }
    for (index, matter) in excludedMatters.enumerated()
    where !matter.measure.isEmpty && Measure(rawValue: matter.measure) == nil {
      check.find(
        .key("not-assessed"), .item(index), .key("measure"),
        reason: "names '\(matter.measure)', which is no measure; docs/measures.md lists them")
    }
  }
}
