package import EventStore

/// 分摊: one of several equal shares of work, by number.
package struct WorkShare: Sendable {
  /// Which, from 0.
  package let index: Int
  /// Of how many.
  package let count: Int

  /// All of it.
  package static let whole = WorkShare(index: 0, count: 1)

  /// Whether it is all.
  package var isWhole: Bool { count == 1 }

  /// Whether a stream falls into it.
  package func holds(_ number: StreamNumber) -> Bool {
    number.rawValue % UInt64(count) == UInt64(index)
  }

  /// Which of so many things fall into it, when they are divided one stretch after the other.
  package func stretch(of things: Int) -> Range<Int> {
    things * index / count..<things * (index + 1) / count
  }

  /// Does the work of every share, each on a thread of its own, and returns what came of them in their order.
  /// - Throws: what the first share that failed threw.
  package static func all<Value: Sendable, E: Error>(
    _ count: Int, _ work: @escaping @Sendable (WorkShare) throws(E) -> Value
  ) throws(E) -> [Value] {
    let shares = (0..<max(1, count)).map { WorkShare(index: $0, count: max(1, count)) }
    let others = shares.dropFirst().map { share in
      let box = Rendezvous<Result<Value, E>>()
      return (WorkerThread { box.put(Result { () throws(E) in try work(share) }) }, box)
    }
    let first = Result { () throws(E) in try work(shares[0]) }
    let rest = others.map { thread, box in
      defer { thread.join() }
      return box.take()
    }
    return try ([first] + rest).map { (one) throws(E) in try one.get() }
  }
}
