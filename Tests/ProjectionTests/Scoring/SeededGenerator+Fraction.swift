import Hotline
import TestSupport

extension SeededGenerator {
  /// A fraction whose parts have at most this many bits.
  mutating func fraction(bits: Int = 20) throws -> ExactNumber {
    let limit = Int128(1) << Int128(bits)
    let above = Int128.random(in: -limit...limit, using: &self)
    return try ExactNumber(above, over: Int128.random(in: 1...limit, using: &self))
  }
}
