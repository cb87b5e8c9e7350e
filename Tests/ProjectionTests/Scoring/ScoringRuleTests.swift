import Hotline
import Importers
import TestSupport
import Testing

@testable import Projections

@Suite("Scoring rules in rule files")
struct ScoringRuleTests {
  private func refusal(_ city: String, _ old: String, _ new: String) throws -> String {
    let yaml = try GoldenFile("fixtures/rules/\(city).yaml").text()
    #expect(yaml.contains(old), "\(old)")
    let parts = yaml.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    do {
      _ = try RuleFile.read(yaml: parts.joined(separator: new), file: "r.yaml")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "A number, a measure or a key that cannot be meant is refused at its line",
    arguments: [
      ("full: 25", "full: 2,5", "full is no decimal number"),
      ("full: 25", "full: 25e1", "full is no decimal number"),
      ("full: 25", "full: 0.1234567891", "at most 9 digits"),
      ("full: 25", "full: 10000000000", "within a thousand million"),
      ("below: -0.5", "slope: -0.5", "slope is not a key known here"),
      ("below: -0.5\n        floor: 12.5", "floor: 12.5", "changes nothing without slopes"),
      ("target: 98\n", "cap: 98\n", "slopes and no target"),
      ("floor: 12.5", "floor: 12.5\n        cap: 12", "is less than the floor"),
      ("measure: satisfaction", "measure: satisfactoin", "which is no measure"),
      ("measure: satisfaction", "measure: rank", "which is no measure"),
      ("digits: 2", "digits: 10", "must be a number from 0 to 9"),
      ("digits: 2", "digits: 2, mode: bankers", "use one of half-up, half-even"),
      ("id: on-time", "id: satisfaction", "must be a name of its own"),
      ("groups: [target-98]", "floor: 0", "takes every unit, and is never used"),
      ("id: monthly-95", "id: monthly-98", "stands there already"),
    ])
  func refusals(row: (old: String, new: String, reason: String)) throws {
    let message = try refusal("lianyungang", row.old, row.new)
    #expect(message.hasPrefix("r.yaml:") && message.contains(row.reason), "\(message)")
  }

  @Test("The parts of a rule must fit together")
  func parts() throws {
    let cases: [(city: String, old: String, new: String, reason: String)] = [
      ("weihai", "from: 50", "from: 1", "more than that of the step before"),
      ("weihai", "from: 50, ", "", "lacks the key 'from'"),
      ("weihai", "        steps:", "        target: 5\n        steps:", "keep one of the two"),
      ("weihai", "decide-ties: [on-time", "decide-ties: [onTime", "must be a code"),
      ("weihai", "decide-ties: [on-time", "decide-ties: [completion", "there is not"),
      ("weihai", "weight: 0.1", "weight: 0", "must be more than 0"),
      ("taipei", "id: a, from: 80", "id: a, from: 95", "less than that of the level before"),
      ("taipei", "id: a, from: 80", "id: b, from: 80", "must be a name of its own"),
      ("taipei", "missing: zero", "missing: spread", "no full points to spread"),
      ("panjin", "weight: 0.5", "target: 5\n        above: 1", "and no measure; name it"),
      ("foshan", "measure: satisfaction", "measure: happiness", "which is no measure"),
    ]
    for row in cases {
      let message = try refusal(row.city, row.old, row.new)
      #expect(message.contains(row.reason), "\(row.new): \(message)")
    }
  }

  @Test("A rule survives its bytes, and one that a later version extended is not calculated with")
  func bytes() throws {
    let rule = try ScoringRules.formula("taipei").rule
    #expect(try ScoringRule(decoding: rule.encoded) == rule)
    #expect(try ScoringFormula(ScoringRule(decoding: rule.encoded)).terms.count == 4)
    // Field 100, a varint of 1.
    let later = try ScoringRule(decoding: rule.encoded + [0xA0, 0x06, 0x01])
    #expect(throws: RuleFinding.self) { try ScoringFormula(later) }
    var term = rule
    term.terms[0] = try ScoreTerm(decoding: rule.terms[0].encoded + [0xA0, 0x06, 0x01])
    #expect(throws: RuleFinding.self) { try ScoringFormula(term) }
  }

  @Test("A changed weight, target or rounding shows when rule sets are compared")
  func changes() throws {
    let yaml = try GoldenFile("fixtures/rules/lianyungang.yaml").text()
    let old = try RuleFile.read(yaml: yaml, file: "r.yaml")
    var new = old
    new.scoring[0].terms[0].target = "97"
    new.scoring[1].rounding = nil
    #expect(new.changes(from: old).map(\.key) == ["monthly-98.satisfaction", "monthly-95"])
    #expect(new.changes(from: old)[0].after?.traditional.contains("目標值 97") == true)
  }

  @Test("Decimals are kept as written numbers, without a binary fraction on the way")
  func decimals() throws {
    let formula = try ScoringRules.formula("panjin")
    #expect(formula.terms.map(\.weight.description) == ["0.2", "0.3", "0.5"])
    #expect(formula.rule.terms.map(\.weight) == ["0.2", "0.3", "0.5"])
  }
}
