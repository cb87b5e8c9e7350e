import EventStore
import Hotline

/// How late a ticket is to be.
enum Lateness: Sendable {
  case inTime
  /// Past its limit.
  case late
  /// So late that the gravest card follows.
  case serious
}

/// What may happen next.
enum Act: Sendable {
  /// To the ticket in a place; dropped when it has changed its course meanwhile.
  case ticket(Int32, course: UInt32, Step)
  /// To the hotline as a whole.
  case hotline(Chore)
}

/// A step of a ticket's way.
enum Step: UInt8, Sendable {
  case callEnds, dispatch, sign, contact, arrive, progress, remind, supplement
  case askReturn, decideReturn, askExtension, decideExtension, suspend, resume, addHandler
  case result, review, notify, swapNumber, attempt, expire, close, reopen, followUp, inspect
  case askExclusion, decideExclusion, appeal, decideAppeal, urge, supervise, endSupervision, grid
  case deadline
}

/// What the hotline does beside its tickets.
enum Chore: Sendable {
  case hour
  case careCall
  case visit
  case spotCheck
  case recordCheck(Int)
  case knowledge
  case report
}

/// A ticket that is open, and what will become of it.
struct Ticket {
  var state = TicketState()
  let stream: StreamID
  /// Number among all tickets, from 0.
  let number: Int
  var random: RandomStream
  let category: Int
  let district: Int
  let unitAtFirst: Int
  /// Index of the unit that has it.
  var unit: Int
  let lateness: Lateness
  /// Whether its unit ever answers.
  let isFinished: Bool
  /// Whether it came by telephone.
  let isCall: Bool
  /// Grows when the course changes: planned steps of before are dropped.
  var course: UInt32 = 0
  /// When its deadlines are looked at next.
  var wakesAt = Int64.max
  var returnsLeft = 2
  var hasDetoured = false
  var isSwapped = false
  var isContradicted = false
  var attempts = 0
  var answersAt = 0
  var isInspected = false
  /// The number that the callback calls.
  var phone: [UInt8] = []
  /// The call that brought it, until it ends.
  var call: Call?
  /// Planned steps; the ticket is let go when there are none.
  var pending = 0

  /// A ticket with everything that is decided about it when it comes in.
  init(
    stream: StreamID, number: Int, random: RandomStream, category: Int, district: Int, unit: Int,
    lateness: Lateness, isFinished: Bool, isCall: Bool
  ) {
    self.stream = stream
    self.number = number
    self.random = random
    self.category = category
    self.district = district
    unitAtFirst = unit
    self.unit = unit
    self.lateness = lateness
    self.isFinished = isFinished
    self.isCall = isCall
  }
}
