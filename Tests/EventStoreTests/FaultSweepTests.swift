import FaultShim
import Foundation
import TestSupport
import Testing

@testable import EventStore

extension UnderFaults {
  /// Fails the N-th write or sync of a small workload, for N = 1, 2, 3 … until the run completes.
  ///
  /// Whatever fails, after reopening: acknowledged ⊆ log ⊆ acknowledged ∪ in doubt, and the log verifies in full.
  @Suite("Any write or sync may fail")
  struct FaultSweepTests {
    private static let origin = "test.example/sweep"

    private struct Outcome {
      var acknowledged: Set<UInt64> = []
      var inDoubt: Set<UInt64> = []
      var wentReadOnly = false
    }

    @Test(
      "The N-th system call of a kind fails",
      arguments: [
        ANJUAN_FAULT_WRITE | ANJUAN_FAULT_META, ANJUAN_FAULT_META, ANJUAN_FAULT_SYNC,
        ANJUAN_FAULT_WRITE | ANJUAN_FAULT_META | ANJUAN_FAULT_TORN,
      ])
    func sweepSystemCalls(_ kinds: Int32) throws {
      var number: UInt = 1
      var fired = true
      while fired, number < 2_000 {
        let directory = TemporaryDirectory()
        let data = try prepare(directory)
        anjuan_fault_arm(kinds, number, EIO, data.path + "/", 1)
        let outcome = work(data)
        fired = anjuan_fault_fired() > 0
        anjuan_fault_disarm()
        try check(data, outcome, "call \(number) of kinds \(kinds)")
        if outcome.acknowledged.count == 12 { #expect(!outcome.wentReadOnly || fired) }
        number += 1
      }
      #expect(!fired, "the sweep must reach a run without a fault")
      #expect(number > 10, "the workload must have met some faults")
    }

    @Test("The N-th put or commit of the wrapper fails", arguments: [FaultPoint.put, .commit])
    func sweepWrapper(_ point: FaultPoint) throws {
      var number = 1
      var fired = true
      while fired, number < 500 {
        let directory = TemporaryDirectory()
        let data = try prepare(directory)
        let plan = CountingPlan(point, failAt: number)
        let outcome = work(data, faults: plan)
        fired = plan.hasFired
        try check(data, outcome, "\(point) \(number)")
        number += 1
      }
      #expect(!fired && number > 10)
    }

    private func prepare(_ directory: TemporaryDirectory) throws -> DataDirectory {
      let data = try DataDirectory.create(
        directory.file("data"), origin: Self.origin,
        simulation: SimulationSettings(seed: 3, start: Drafts.noon))
      let log = try open(data)
      _ = try log.appendAndWait(Drafts.request("base", .none, Drafts.event(0)))
      log.close()
      return data
    }

    private func open(
      _ data: DataDirectory, faults: (any FaultPlan)? = nil
    ) throws -> LMDBEventLog {
      var configuration = LMDBEventLog.Configuration()
      configuration.eventsPerSegment = 6
      configuration.faults = faults
      return try data.openLog(.writer, configuration: configuration)
    }

    /// Twelve appends with values, a long payload, and a roll of the segment on the way.
    private func work(_ data: DataDirectory, faults: (any FaultPlan)? = nil) -> Outcome {
      var outcome = Outcome()
      guard let log = try? open(data, faults: faults) else { return outcome }
      defer { log.close() }
      for id in 1...12 as ClosedRange<UInt64> {
        let value = Disclosure(
          path: "address", salt: sha256([UInt8(id)]), value: [UInt8(id), 1, 2])
        let payload = [UInt8](repeating: UInt8(id), count: id == 5 ? 9_000 : 40)
        do {
          _ = try log.appendAndWait(
            Drafts.request("s\(id % 3)", Drafts.event(id, payload: payload, disclosures: [value])))
          outcome.acknowledged.insert(id)
        } catch AppendError.inDoubt {
          outcome.inDoubt.insert(id)
        } catch {
          outcome.wentReadOnly = true
        }
      }
      if case .readOnly = log.health { outcome.wentReadOnly = true }
      #expect((try? log.all().count) ?? 0 >= outcome.acknowledged.count, "reads go on")
      return outcome
    }

    private func check(_ data: DataDirectory, _ outcome: Outcome, _ place: String) throws {
      let log: LMDBEventLog
      do {
        log = try open(data)
      } catch {
        Issue.record("after a fault at \(place) the log does not open: \(error)")
        return
      }
      let stored = Set(try log.all().dropFirst().map(\.record.id.low))
      log.close()
      #expect(outcome.acknowledged.isSubset(of: stored), "lost at \(place)")
      #expect(
        stored.isSubset(of: outcome.acknowledged.union(outcome.inDoubt)), "invented at \(place)")
      #expect(outcome.inDoubt.count <= 1 || outcome.wentReadOnly, "latched at \(place)")
      let report = Verification.run(directory: data.path, full: true)
      #expect(report.isSound, "\(place): \(report.findings.map(\.description))")
    }
  }
}

/// Fails the N-th operation of one kind.
private final class CountingPlan: FaultPlan {
  private let point: FaultPoint
  private let failAt: Int
  private let count = Counter()

  init(_ point: FaultPoint, failAt: Int) {
    self.point = point
    self.failAt = failAt
  }

  var hasFired: Bool { count.value >= failAt }

  func code(for operation: FaultPoint) -> Int32? {
    guard operation == point else { return nil }
    return count.increment() == failAt ? EIO : nil
  }
}
