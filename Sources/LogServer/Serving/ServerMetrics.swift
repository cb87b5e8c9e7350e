import EventStore
import Synchronization

/// Counts what the server did since it started.
final class ServerMetrics: Sendable {
  /// The counts.
  struct Counts: Sendable {
    /// Answers by first digit of their status: index 2 counts 2xx.
    var answers = [UInt64](repeating: 0, count: 6)
    /// Append requests accepted now.
    var appendsAccepted: UInt64 = 0
    /// Append requests answered with the receipt of an earlier one.
    var appendsRepeated: UInt64 = 0
    /// Append requests refused.
    var appendsRefused: UInt64 = 0
    /// Events recorded through HTTP.
    var eventsRecorded: UInt64 = 0
    /// Event streams open now.
    var streamsOpen = 0
  }

  private let counts = Mutex(Counts())

  /// What was counted so far.
  var now: Counts { counts.withLock { $0 } }

  /// Changes the counts.
  func update(_ change: (inout Counts) -> Void) {
    counts.withLock { change(&$0) }
  }

  /// Counts an append that the log took.
  func count(_ receipt: Receipt) {
    update { counts in
      if receipt.isRepeat {
        counts.appendsRepeated += 1
      } else {
        counts.appendsAccepted += 1
        counts.eventsRecorded += UInt64(receipt.leafHashes.count)
      }
    }
  }

  /// Takes one of the places for open event streams; `false` when all are taken.
  func openStream(max: Int) -> Bool {
    counts.withLock { counts in
      guard counts.streamsOpen < max else { return false }
      counts.streamsOpen += 1
      return true
    }
  }
}
