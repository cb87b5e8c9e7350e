import EventStore
import Hotline
import Wire

// Limits that have passed, and limits that will.
extension Board {
  static func overdue(_ question: BoardQuestion) throws -> Board {
    var board = Board(.overdue, question)
    board.columns = [
      .stream, .unit, .holder, .limit, .due,
      Column("overMicroseconds", "over by", "已超", "已逾"),
      Column("overWorkingSeconds", "working time", "工作时间", "工作時間"),
      .step, Column("reminders", "reminders", "催办", "催辦").detail,
    ]
    var rows: [RankedRow] = []
    let until = question.now.microseconds
    try question.ledger.accounts.forEachHeld(.running(from: .min, until: until)) { _, held in
      guard StepSet.open.contains(held.span[0].state.step),
        held.hasClock(until: question.now, isForCompletion: true)
      else { return }
      let account = held[0]
      for clock in account.runningClocks where clock.due.isForCompletion {
        let unit = account.state.answers(for: clock.clock)
        guard !clock.due.isMet(at: question.now), question.wants(unit, account.holder) else {
          continue
        }
        let row = Row(
          [
            .stream(account.stream), question.cell(unit: unit),
            question.cell(unit: account.holder), question.title(of: clock.due),
            .deadline(clock.limit), question.elapsed(since: clock.limit),
            question.workingTime(since: clock.limit), account.standing,
            .count(account.state.reminders),
          ], events: [clock.given], isUrgent: true)
        rows.append(
          RankedRow(at: clock.limit.microseconds, stream: account.stream, row: row))
      }
    }
    board.take(rows, question)
    return board
  }

  static func dueSoon(_ question: BoardQuestion) throws -> Board {
    var board = Board(.dueSoon, question)
    let horizon = question.basis.nextWorkingDay
    board.columns = [
      .stream, .unit, .holder, .limit, .clock, .due,
      Column("leftMicroseconds", "left", "剩余", "剩餘"), .step,
    ]
    board.notes = [
      .of(
        "limits up to {0}", "截至 {0} 的时限", "截至 {0} 的時限",
        Phrase(verbatim: WallClock.deadline(horizon)))
    ]
    var rows: [RankedRow] = []
    let concern = TicketConcern.running(
      from: question.now.microseconds, until: horizon.microseconds)
    try question.ledger.accounts.forEachHeld(concern) { _, held in
      guard held.hasClock(from: question.now, until: horizon) else { return }
      let account = held[0]
      for clock in account.runningClocks {
        let unit = account.state.answers(for: clock.clock)
        guard clock.due.isMet(at: question.now), clock.limit <= horizon,
          !StepSet.departed.contains(account.state.step), question.wants(unit, account.holder)
        else { continue }
        let left = clock.limit.microseconds.subtractingClamped(question.now.microseconds)
        let row = Row(
          [
            .stream(account.stream), question.cell(unit: unit),
            question.cell(unit: account.holder), question.title(of: clock.due),
            .code(clock.due.clock), .deadline(clock.limit), .duration(left), account.standing,
          ], events: [clock.given], isUrgent: left <= ScoreBasis.lastHour)
        rows.append(
          RankedRow(at: clock.limit.microseconds, stream: account.stream, row: row))
      }
    }
    board.take(rows, question)
    return board
  }
}

extension Board {
  /// Takes the rows; where there are none, says so of a log in which nothing can fall due.
  fileprivate mutating func take(_ ranked: [RankedRow], _ question: BoardQuestion) {
    rows = RankedRow.sorted(ranked)
    if rows.isEmpty, question.basis.book == nil {
      notes.append(
        .of(
          "the log has adopted no rules, and no ticket has a limit that runs", "日志未采用规则，也没有工单的时限在计",
          "日誌未採用規則，也沒有案件的時限在計"))
    }
  }
}

/// A clock that runs, with its due date and the event that gave it.
struct RunningClock {
  let clock: TicketClock
  let due: DueDate
  let limit: Instant
  let given: Position
}

extension [TicketAccount] {
  /// Whether a clock of the first runs that ends in a time; most tickets are passed over by it, which opening would copy.
  fileprivate func hasClock(
    from first: Instant = Instant(microseconds: .min), until last: Instant,
    isForCompletion: Bool = false
  ) -> Bool {
    let accounts = span
    let clocks = accounts[0].state.clocks.span
    for place in clocks.indices {
      guard let limit = clocks[place].runningLimit, limit >= first, limit <= last else { continue }
      if !isForCompletion || clocks[place].due?.isForCompletion ?? false { return true }
    }
    return false
  }
}

extension [TicketAccount] {
  /// Between which moments the running clocks of the first end, in microseconds; `nil` where none runs.
  var runningLimits: ClosedRange<Int64>? {
    var limits: ClosedRange<Int64>?
    let clocks = span[0].state.clocks
    for place in clocks.indices {
      guard let limit = clocks.span[place].runningLimit?.microseconds else { continue }
      limits =
        limits.map { Swift.min($0.lowerBound, limit)...Swift.max($0.upperBound, limit) }
        ?? limit...limit
    }
    return limits
  }
}

extension TicketClock {
  /// When it ends, while it runs.
  fileprivate var runningLimit: Instant? { status == .running ? due?.due : nil }
}

extension TicketAccount {
  var runningClocks: [RunningClock] {
    state.clocks.enumerated().compactMap { index, clock in
      guard clock.status == .running, let due = clock.due, let limit = due.due else { return nil }
      return RunningClock(
        clock: clock, due: due, limit: limit, given: clockEvents[index].given)
    }
  }
}

extension ScoreBasis {
  /// 一小时: the last hour of a limit, in microseconds.
  static let lastHour: Int64 = 3_600_000_000

  /// When the next working day ends, at midnight there, whatever hour the rules count to; in 24 hours where no calendar
  /// tells.
  var nextWorkingDay: Instant {
    guard let limit = limit(.workingDays(1), from: now) else {
      return Instant(microseconds: now.microseconds.addingClamped(24 * Self.lastHour))
    }
    let day: Int64 = 24 * Self.lastHour
    let local = limit.microseconds.addingClamped(offset * 1_000_000)
    // The last instant of a day belongs to it.
    let left = day - 1 - (local % day + day) % day
    return Instant(microseconds: limit.microseconds.addingClamped(left))
  }

  /// When a limit ends by the rules' own way of counting; `nil` without a calendar that covers it.
  func limit(_ limit: TimeLimit, from start: Instant) -> Instant? {
    guard let convention, let calendar = book?.calendar ?? WorkCalendar.withoutDays else {
      return nil
    }
    return try? DeadlineArithmetic.due(
      start: start, limit: limit, convention: convention, calendar: calendar)
  }
}
