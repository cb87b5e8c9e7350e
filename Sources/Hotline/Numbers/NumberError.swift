/// Why a calculation with exact numbers has no result.
public enum NumberError: Error, Hashable, Sendable {
  /// A numerator or denominator would need more than 127 bits.
  case overflow
  /// A division by zero.
  case divisionByZero
  /// The text is no decimal number such as `-12.5`.
  case notDecimal(String)
  /// A numerator outside its whole, where a share is asked for.
  case notAShare(Int64, of: Int64)
}

extension NumberError: CustomStringConvertible {
  /// What happened and how to mend it.
  public var description: String {
    switch self {
    case .overflow:
      "a figure needs more than 38 digits and cannot be kept exactly; use smaller numbers or fewer digits"
    case .divisionByZero:
      "a division by zero; leave the figure out where there is nothing to divide by"
    case .notDecimal(let text):
      "'\(text)' is no decimal number; write digits with at most one point, such as -12.5"
    case .notAShare(let part, let whole):
      "\(part) is no share of \(whole); count the two over the same tickets"
    }
  }
}
