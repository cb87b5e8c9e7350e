import Hotline
import Wire

/// 分录计算: what a ticket contributes to scorecards, as a pure function of its account and the rules.
///
/// A scorecard is the sum of these entries over tickets: the live view takes the old ones out and
/// puts the new ones in, a rebuild sums them all, a question of the past sums those of the accounts
/// of then, other rules give other entries, and an explanation lists them.
public struct Contribution {
  /// An array of one, as it lies on the shelf, so that it need not be copied.
  private let held: [TicketAccount]
  let basis: ScoreBasis
  let rounds: [TicketRound]
  private let countsForAll: Bool
  private(set) var entries: [ScoreEntry] = []

  /// The entries of a ticket by the version of the basis; entries later than the moment of the question are clocks
  /// that may still pass without the act, and count only once that moment has come.
  public static func entries(of account: TicketAccount, by basis: ScoreBasis) -> [ScoreEntry] {
    basis.version.entries([account], basis)
  }

  /// The entries of a ticket whose account is held in an array of one, by the version of the basis.
  static func entries(ofHeld held: [TicketAccount], by basis: ScoreBasis) -> [ScoreEntry] {
    basis.version.entries(held, basis)
  }

  /// The entries by the first version.
  static func first(ofHeld held: [TicketAccount], by basis: ScoreBasis) -> [ScoreEntry] {
    guard held[0].isCase else { return [] }
    var contribution = Contribution(held, basis)
    contribution.addVolume()
    contribution.addClocks()
    contribution.addRounds()
    contribution.addReturns()
    contribution.addSupervision()
    contribution.addLateness()
    return contribution.entries
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
    rounds = TicketRound.all(of: held[0].facts)
    countsForAll = basis.countsForAll(held[0].state)
    entries.reserveCapacity(64)
  }

  var account: TicketAccount { held[0] }

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
  mutating func addStock(
    _ measure: Measure, _ unit: String, from: Instant, since: TicketFact, until: TicketFact? = nil
  ) {
    add(measure, .stock, unit, from, .of(since))
    if let until {
      add(measure, .stock, unit, max(from, until.at), .of(until), amount: -1)
    }
  }

  /// What happened before any unit had the ticket, or to one that none ever had, is the centre's: the rows of all units
  /// add up to the city.
  mutating func append(_ entry: ScoreEntry) {
    if entry.unit.isEmpty {
      var own = entry
      own.unit = TicketState.centre
      return append(own)
    }
    if countsForAll || basis.counts(account.state, for: entry.measure, of: entry.unit) {
      entries.append(entry)
    }
  }
}

/// 轮次: from the intake, or a reopening, to the next reopening.
struct TicketRound {
  /// Its facts, in the order of the log.
  var facts: [TicketFact] = []
  /// The reopening that ended it.
  var reopening: TicketFact?

  /// The last result that was not sent back.
  var result: TicketFact? {
    var standing: TicketFact?
    for fact in facts {
      if fact.kind == .result { standing = fact }
      if fact.kind == .sentBack { standing = nil }
    }
    return standing
  }

  func last(_ kind: TicketFact.Kind) -> TicketFact? { facts.last { $0.kind == kind } }

  func has(_ kind: TicketFact.Kind) -> Bool { facts.contains { $0.kind == kind } }

  static func all(of facts: [TicketFact]) -> [TicketRound] {
    // Nearly every ticket has one: its facts are shared, not copied.
    if !facts.contains(where: { $0.kind == .reopened }) { return [TicketRound(facts: facts)] }
    var rounds = [TicketRound()]
    for fact in facts {
      if fact.kind == .reopened {
        rounds[rounds.count - 1].reopening = fact
        rounds.append(TicketRound())
      }
      rounds[rounds.count - 1].facts.append(fact)
    }
    return rounds
  }
}
