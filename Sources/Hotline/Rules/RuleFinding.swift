/// Something in a rule set that cannot be used: where, what, and how to mend it.
public struct RuleFinding: Hashable, Sendable {
  /// Where it stands, in the keys of a rule file.
  public let place: [PlaceStep]
  /// What is wrong and how to mend it; continues "the clock TPE-1 …".
  public let reason: String

  /// A finding.
  public init(_ place: [PlaceStep], _ reason: String) {
    self.place = place
    self.reason = reason
  }
}

/// A step on the way to a value of a rule file.
public enum PlaceStep: Hashable, Sendable {
  /// The value of a key.
  case key(String)
  /// An item of a list, counted from 0.
  case item(Int)
}

extension RuleFinding: CustomStringConvertible {
  /// Place and reason, such as `clocks[2].limit must …`.
  public var description: String {
    var path = ""
    for step in place {
      switch step {
      case .key(let key): path += path.isEmpty ? key : ".\(key)"
      case .item(let index): path += "[\(index + 1)]"
      }
    }
    return path.isEmpty ? reason : "\(path) \(reason)"
  }
}

/// Collects findings below a place.
struct RuleCheck {
  private(set) var findings: [RuleFinding] = []

  mutating func find(_ place: PlaceStep..., reason: String) {
    findings.append(RuleFinding(place, reason))
  }

  mutating func find(at place: [PlaceStep], _ reason: String) {
    findings.append(RuleFinding(place, reason))
  }

  /// Reports each code that stands in a list before already.
  mutating func findRepeated(_ codes: [String], at place: (Int) -> [PlaceStep]) {
    for (index, code) in codes.enumerated() {
      if codes[..<index].contains(where: { $0.utf8.elementsEqual(code.utf8) }) {
        find(at: place(index), "has '\(code)', which stands there already; give each its own")
      }
    }
  }
}
