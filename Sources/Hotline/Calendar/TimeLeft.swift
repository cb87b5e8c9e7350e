/// What is left of a limit, in the unit in which it is counted; below zero once it is overdue.
///
/// For days, 0 means that the last day is today: ``DeadlineArithmetic/isMet(at:due:convention:)`` tells whether its
/// hour has passed.
public enum TimeLeft: Hashable, Sendable {
  /// By the clock on the wall.
  case time(microseconds: Int64)
  /// Opening time on working days.
  case workingTime(microseconds: Int64)
  /// Days after today, up to and including the last.
  case calendarDays(Int)
  /// Working days after today, up to and including the last.
  case workingDays(Int)
}
