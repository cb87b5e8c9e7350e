/// Numbers that look random and follow from a seed alone, the same on every machine.
///
/// xoshiro256** by Blackman and Vigna (2018), seeded by SplitMix64 as they recommend.
public struct RandomStream: Sendable {
  /// What the numbers are for. Each concern has numbers of its own, so that a new one shifts no other.
  public enum Concern: UInt64, Sendable {
    /// When matters come in.
    case arrivals = 1
    /// What matters are about.
    case matters = 2
    /// What becomes of a ticket; one stream for each.
    case ticket = 3
    /// Which tickets are late.
    case lateness = 4
    /// Calls that nobody answered, and how long others took.
    case calls = 5
    /// Units, knowledge items and what else a hotline refers to.
    case reference = 6
    /// Care calls, visits and checks.
    case outreach = 7
    /// Identities of events and salts of personal values.
    case identity = 8
    /// Words and places of texts.
    case texts = 9
  }

  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The numbers of one concern, and of one thing among many of its kind.
  public init(seed: UInt64, _ concern: Concern, number: UInt64 = 0) {
    var seeder = SplitMix64(state: seed)
    let own = seeder.next() ^ (concern.rawValue &* 0xD1B5_4A32_D192_ED03)
    seeder = SplitMix64(state: own ^ (number &* 0x8CB9_2BA7_2F3D_8DD7))
    state = (seeder.next(), seeder.next(), seeder.next(), seeder.next())
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number from 0 up to, and not including, `limit`, which is at least 1.
  public mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, limit))).high)
  }

  /// A number from `low` to `high`, both included; `low` when they are the wrong way round.
  public mutating func between(_ low: Int, _ high: Int) -> Int {
    high <= low ? low : low + below(high - low + 1)
  }

  /// Whether something happens that happens this often in a million.
  public mutating func chance(_ perMillion: Int) -> Bool {
    below(1_000_000) < perMillion
  }
}

/// SplitMix64 by Steele, Lea and Flood (2014): makes seeds of seeds.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
