import TestKit
import Testing
import Wire

@testable import Hotline

@Suite("Deciding and evolving")
struct TicketPropertyTests {
  struct Recorded {
    var type: String
    var payload: [UInt8]
    var moment: Moment
  }

  /// What one sequence of commands left behind.
  struct Life {
    var ticket = TicketState()
    var recorded: [Recorded] = []
    var refused = 0
    var cells: Set<String> = []
  }

  static func live(seed: UInt64, commands: Int, rules: RuleBook) throws -> Life {
    var life = Life()
    var random = RandomCommand(generator: SeededGenerator(seed: seed))
    var now = Instant(microseconds: 1_470_000_000_000_000 + Int64(seed % 1000) * 86_400_000_000)
    for _ in 0..<commands {
      let minutes = Int64(random.pick([1, 30, 240, 1440, 7200]))
      now = Instant(microseconds: now.microseconds + minutes * 60_000_000)
      for event in life.ticket.deadlineEvents(by: rules, at: now) where random.chance(80) {
        take(event.event, Moment(occurredAt: event.at, recordedAt: now), &life, rules)
      }
      let lag = Int64(random.pick([0, 0, 0, 5, 3000, -60])) * 60_000_000
      let moment = Moment(
        occurredAt: Instant(microseconds: now.microseconds - lag), recordedAt: now)
      take(random.event(life.ticket), moment, &life, rules)
    }
    return life
  }

  private static func take(
    _ event: any CaseEvent, _ moment: Moment, _ life: inout Life, _ rules: RuleBook
  ) {
    let before = life.ticket
    do throws(Refusal) {
      let decided = try before.decide(any: event, by: rules, at: moment)
      life.ticket.evolve(decided, moment)
      life.recorded.append(
        Recorded(type: type(of: decided).typeName, payload: decided.encoded, moment: moment))
      check(decided, from: before, to: life.ticket, moment, &life)
    } catch {
      life.refused += 1
      #expect(error.step == before.step)
      #expect(!error.rule.isEmpty && !error.event.isEmpty)
      #expect(!error.reason.english.isEmpty && !error.reason.simplified.isEmpty)
    }
  }

  /// The published table allows what was recorded, and every row says where it led.
  private static func check(
    _ event: any CaseEvent, from: TicketState, to: TicketState, _ moment: Moment, _ life: inout Life
  ) {
    let row = type(of: event).transition
    let isLate = row.late.contains(from.step) && !row.from.contains(from.step)
    #expect(
      row.from.contains(from.step) || isLate,
      "\(type(of: event)) in \(String(describing: from.step))")
    if row.to.isEmpty || isLate {
      #expect(to.step == from.step, "\(type(of: event)) moved the ticket")
    } else {
      #expect(
        row.to.contains(to.step) && to.step != nil,
        "\(type(of: event)) led to \(String(describing: to.step))")
    }
    #expect(to.revision == from.revision + 1)
    life.cells.insert(
      "\(type(of: event).typeName)/\(from.step?.name ?? "-")/\(to.step?.name ?? "-")")
  }

  @Test(
    "No illegal transition is ever recorded, and replaying 10,000 random lives gives the same bytes",
    arguments: [UInt64(1), 2, 3, 4])
  func randomLives(block: UInt64) throws {
    let rules = try TestRules.book()
    var refused = 0
    var cells: Set<String> = []
    for seed in 0..<2500 {
      let life = try Self.live(seed: block * 1_000_000 + UInt64(seed), commands: 24, rules: rules)
      refused += life.refused
      cells.formUnion(life.cells)
      var replayed = TicketState()
      for event in life.recorded {
        let decoded = try #require(
          try Vocabulary.decode(event.type, event.payload) as? any CaseEvent)
        replayed.evolve(decoded, event.moment)
      }
      #expect(replayed.encoded == life.ticket.encoded, "seed \(block)/\(seed)")
      let stored = try TicketState(decoding: life.ticket.encoded)
      #expect(stored == life.ticket, "seed \(block)/\(seed)")
    }
    #expect(refused > 10_000)
    #expect(cells.count > 200, "the random lives reach too little: \(cells.count) cells")
  }

  @Test(
    "Recording what the passing of time brings leaves nothing to record, also after a week's stop")
  func deadlineClock() throws {
    let rules = try TestRules.book()
    for seed in 0..<500 {
      var life = try Self.live(seed: UInt64(seed) + 77, commands: 16, rules: rules)
      let now = Instant(
        microseconds: (life.ticket.latestAct?.microseconds ?? 0) + 7 * 86_400_000_000)
      let first = life.ticket.deadlineEvents(by: rules, at: now)
      #expect(Set(first.map(\.key)).count == first.count)
      var rounds = 0
      while true {
        let events = life.ticket.deadlineEvents(by: rules, at: now)
        if events.isEmpty { break }
        rounds += 1
        try #require(rounds < 4)
        for event in events {
          let moment = Moment(occurredAt: event.at, recordedAt: now)
          let decided = try life.ticket.decide(any: event.event, by: rules, at: moment)
          life.ticket.evolve(decided, moment)
        }
      }
      if let next = life.ticket.nextDeadline(by: rules) { #expect(next >= now) }
    }
  }
}
