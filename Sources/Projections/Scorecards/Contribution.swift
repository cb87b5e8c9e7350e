import Hotline
import Wire

/// 分录计算: what a ticket contributes to scorecards, as a pure function of its account and the rules.
///
/// A scorecard is the sum of these entries over tickets: the live view takes the old ones out and
/// puts the new ones in, a rebuild sums them all, a question of the past sums those of the accounts
/// of then, other rules give other entries, and an explanation lists them.
public struct Contribution {
  /// An array of one, as it lies on the shelf, so that it need not be copied.
  let held: [TicketAccount]
  let facts: [TicketFact]
  let basis: ScoreBasis
  /// Kinds of the facts, by which most of what a ticket may contribute is passed over.
  private let kinds: UInt32
  private let countsForAll: Bool
  private(set) var entries: [ScoreEntry] = []
  private(set) lazy var stretches = OpenStretch.all(of: facts)

  /// The entries of a ticket by the version of the basis; entries later than the moment of the question are clocks
  /// that may still pass without the act, and count only once that moment has come.
  public static func entries(of account: TicketAccount, by basis: ScoreBasis) -> [ScoreEntry] {
    entries(ofHeld: [account], by: basis)
  }

  /// The entries of a ticket whose account is held in an array of one, by the version of the basis.
  static func entries(ofHeld held: [TicketAccount], by basis: ScoreBasis) -> [ScoreEntry] {
    basis.version.entries(held, basis)
  }

  /// The entries by the first version, in the place of others whose memory they take.
  static func first(
    ofHeld held: [TicketAccount], by basis: ScoreBasis, into entries: inout [ScoreEntry]
  ) {
    entries.removeAll(keepingCapacity: true)
    guard held.span[0].isCase else { return }
    var contribution = Contribution(held, basis)
    swap(&contribution.entries, &entries)
    contribution.addVolume()
    contribution.addClocks()
    contribution.addRounds()
    contribution.addReturns()
    contribution.addSupervision()
    contribution.addLateness()
    swap(&contribution.entries, &entries)
  }

  /// The entries of volume alone, which need no calendar: what came in, who has it, what is on the table.
  static func volume(of account: TicketAccount, by basis: ScoreBasis) -> [ScoreEntry] {
    guard account.isCase else { return [] }
    var contribution = Contribution([account], basis)
    contribution.addVolume()
    return contribution.entries
  }

  private init(_ held: [TicketAccount], _ basis: ScoreBasis) {
    self.held = held
    self.basis = basis
    facts = held.span[0].facts
    kinds = TicketBrief.kinds(of: held.span[0].facts)
    countsForAll = basis.countsForAll(held.span[0].state)
  }

  /// Whether there is a fact of a kind.
  func has(_ kind: TicketFact.Kind) -> Bool { kinds & TicketBrief.bit(kind) != 0 }

  mutating func add(
    _ measure: Measure, _ part: ScoreEntry.Part, _ unit: String, _ at: Instant,
    _ events: EventTrail, amount: Int64 = 1
  ) {
    append(
      ScoreEntry(measure: measure, part: part, unit: unit, at: at, amount: amount, trail: events))
  }

  /// A share to which a ticket belongs: always the whole, and the part when it is true of it.
  mutating func addShare(
    _ measure: Measure, _ isTrue: Bool, _ unit: String, _ at: Instant, _ events: EventTrail
  ) {
    add(measure, .denominator, unit, at, events)
    if isTrue { add(measure, .numerator, unit, at, events) }
  }

  /// A state that lasts from one moment to another, or goes on.
  /// - Parameter other: another fact by which it began.
  mutating func addStock(
    _ measure: Measure, _ unit: String, from: Instant, since: TicketFact,
    and other: TicketFact? = nil, until: TicketFact? = nil
  ) {
    add(measure, .stock, unit, from, .of(since, other))
    if let until {
      add(measure, .stock, unit, max(from, until.at), .of(until), amount: -1)
    }
  }

  /// What happened before any unit had the ticket, or to one that none ever had, is the centre's: the rows of all units
  /// add up to the city.
  mutating func append(_ entry: consuming ScoreEntry) {
    if entry.unit.isEmpty { entry.unit = TicketState.centre }
    if countsForAll
      || basis.counts(held.span[0].state, for: entry.measure, of: entry.unit)
    {
      entries.append(entry)
    }
  }
}
