public import Hotline
import Wire

/// 话务: calls of a period, answered and lost.
public struct CallSummary: Sendable {
  /// Calls that came in, and how many a person answered.
  public let connected: Rate
  /// How many of the answered calls were answered within the rule's seconds, of those whose waiting is known.
  public let answeredQuickly: Rate
  /// The worst 24 hours that end within the period, none of them before the log's first call; `nil` when no such stretch
  /// has calls. Windows that began before the period count: a bad night at the turn of a month is the later month's.
  public let worst: CallWindow?
  /// By what the hotline is measured.
  public let standard: Standard
  /// Single calls by how they ended; empty where the exchange only counts.
  public let outcomes: ShareTable
  /// Calls by queue: calls and answers.
  public let queues: [(code: String, connected: Rate)]
  /// Seconds talked, on average of answered single calls; `nil` without any.
  public let meanTalk: ExactNumber?
  /// Calls that were charged and seconds charged; `nil` for none.
  public let charged: (calls: Int64, seconds: Int64)?
  /// Calls cut off at the limit, by rule.
  public let cutOff: ShareTable
  /// Calls handed to other lines, by target.
  public let transferred: ShareTable
  /// Three-way calls, and how many settled the matter; `nil` for none.
  public let threeWay: Rate?

  /// 标准: within which seconds a call is answered, and how many must be answered.
  public struct Standard: Hashable, Sendable {
    /// Seconds.
    public let seconds: UInt64
    /// Thousandths of the calls of any 24 hours.
    public let permille: UInt64
    /// Whether the rules say so; else it is GB/T 33358-2016.
    public let isOfRules: Bool

    /// What the rules say, or GB/T 33358-2016 where they say nothing: 15 seconds, 95 % of any sliding 24 hours.
    public init(_ rule: CallRule?) {
      seconds = rule.map(\.answerWithinSeconds).flatMap { $0 > 0 ? $0 : nil } ?? 15
      permille = rule.map(\.connectPermille).flatMap { $0 > 0 ? $0 : nil } ?? 950
      isOfRules = (rule?.connectPermille ?? 0) > 0
    }

    /// Whether a rate reaches it; `nil` when there is no data.
    public func isMet(by rate: Rate) -> Bool? {
      guard rate.denominator > 0 else { return nil }
      return Int128(rate.numerator) * 1_000 >= Int128(permille) * Int128(rate.denominator)
    }
  }

  /// The calls of a period, or `nil` when the log holds none.
  /// - Parameters:
  ///   - city: the events.
  ///   - rule: the rules for calls.
  ///   - span: first instant, and the first instant after what is asked for.
  ///   - days: the same as days.
  init?(
    _ city: CityLedger, _ rule: CallRule?, _ span: Range<Instant>, _ days: ClosedRange<Int64>
  ) {
    standard = Standard(rule)
    var counts = Counts(limit: standard.seconds)
    for call in city.calls where span.contains(call.startedAt) { counts.add(call) }
    for sample in city.samples
    where sample.from >= span.lowerBound && sample.until <= span.upperBound {
      counts.add(sample)
    }
    let transferred = ShareTable(city.cells.sums(.callTransferred, days))
    guard counts.calls > 0 || transferred.total > 0 else { return nil }
    connected = Rate(counts.answered, of: counts.calls)
    answeredQuickly = Rate(counts.quickly, of: counts.timed)
    worst = Self.worst(counts.spans, city, span)
    let outcomes = city.cells.sums(.callOutcome, days)
    self.outcomes = ShareTable(outcomes)
    queues = city.cells.sums(.callQueue, days).map {
      (code: $0.text, connected: Rate($0.cell.quantity, of: $0.cell.count))
    }
    let talked = outcomes.filter { $0.cell.quantity > 0 }
    let talks = talked.reduce(Int64(0)) { $0 + $1.cell.count }
    let seconds = talked.reduce(Int64(0)) { $0.addingClamped($1.cell.quantity) }
    meanTalk = talks > 0 ? try? ExactNumber(Int128(seconds), over: Int128(talks)) : nil
    charged = city.cells.total(.callCharged, days).map {
      (calls: $0.count, seconds: $0.quantity)
    }
    cutOff = ShareTable(city.cells.sums(.callCutOff, days))
    self.transferred = transferred
    threeWay = city.cells.total(.threeWayCall, days).map { Rate($0.quantity, of: $0.count) }
  }

  /// The worst window of the calls of a period and of the day before it.
  private static func worst(
    _ spans: [CallSpan], _ city: CityLedger, _ span: Range<Instant>
  ) -> CallWindow? {
    let first = min(
      city.calls.map(\.startedAt.microseconds).min() ?? .max,
      city.samples.map(\.from.microseconds).min() ?? .max)
    let period = span.lowerBound.microseconds
    // A window that ends where the period begins is the period before's.
    let begin = max(first, period.subtractingClamped(CallWindow.length - 1))
    var spans = spans
    for call in city.calls {
      let one = CallSpan(of: call)
      if one.from >= begin, one.from < period { spans.append(one) }
    }
    // Counted stretches may reach over the period's beginning.
    for sample in city.samples where sample.from < span.lowerBound {
      let one = CallSpan(of: sample)
      if one.from >= begin, sample.until <= span.upperBound, one.isShort { spans.append(one) }
    }
    return CallWindow.worst(
      spans, from: min(begin, period), until: span.upperBound.microseconds)
  }

  private struct Counts {
    let limit: UInt64
    var calls: Int64 = 0
    var answered: Int64 = 0
    var quickly: Int64 = 0
    var timed: Int64 = 0
    var spans: [CallSpan] = []

    init(limit: UInt64) { self.limit = limit }

    mutating func add(_ call: CallMark) {
      calls += 1
      if call.isAnswered { answered += 1 }
      if call.waited >= 0 {
        timed += 1
        if UInt64(call.waited) <= limit &* 1_000 { quickly += 1 }
      }
      spans.append(CallSpan(of: call))
    }

    mutating func add(_ sample: CallSample) {
      calls = calls.addingClamped(sample.calls)
      answered = answered.addingClamped(sample.answered)
      // What was counted is known for fifteen seconds only.
      if limit == 15 {
        timed = timed.addingClamped(sample.answered)
        quickly = quickly.addingClamped(sample.quickly)
      }
      let span = CallSpan(of: sample)
      if span.isShort { spans.append(span) }
    }
  }
}

extension CallSpan {
  fileprivate init(of call: CallMark) {
    let at = call.startedAt.microseconds
    self.init(from: at, until: at.addingClamped(1), calls: 1, answered: call.isAnswered ? 1 : 0)
  }

  fileprivate init(of sample: CallSample) {
    self.init(
      from: sample.from.microseconds, until: sample.until.microseconds, calls: sample.calls,
      answered: sample.answered)
  }

  /// Whether it fits into a window.
  fileprivate var isShort: Bool { until.subtractingClamped(from) <= CallWindow.length }
}
