import EventStore
import Glibc

/// Personal values sealed and made durable: commits of 1,000 new cases with three values each, beside the same commits
/// without values.
struct SealBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    let rounds = bench.isQuick ? 1 : 5
    let commits: UInt64 = bench.isQuick ? 20 : 200
    var with: [Double] = []
    var without: [Double] = []
    var processor: [Double] = []
    for _ in 0..<rounds {
      let plain = try measure(commits, values: 0)
      let sealed = try measure(commits, values: 3)
      with.append(sealed.seconds)
      without.append(plain.seconds)
      processor.append(sealed.processor - plain.processor)
    }
    let values = Double(commits * 1_000 * 3)
    let cost = median(processor) / values
    Row(
      name: "sealing, 3 values a case, 1,000 cases a commit, durable",
      ours: Figure.count(values / median(with)) + " values/s",
      theirs: Figure.fixed(median(with) / median(without)) + " of the time without values",
      ratio: "–", target: "≥ 200,000 values/s", isMet: values / median(with) >= 200_000,
      p50: Figure.fixed(cost * 1e9, 0) + " ns of processor a value"
    ).print()
  }

  private func measure(
    _ commits: UInt64, values: Int
  ) throws -> (seconds: Double, processor: Double) {
    let directory = try bench.makeLog("seal")
    let log = try directory.openLog(.writer)
    let entropy = SystemEntropy()
    let type = try EventType("IntakeRecorded")
    let paths = ["caller.name", "caller.phone", "address"]
    var requests: [AppendRequest] = []
    for commit in 0..<commits {
      var streams: [StreamAppend] = []
      for index in 0..<UInt64(1_000) {
        let number = commit * 1_000 + index
        let disclosures = paths.prefix(values).map {
          Disclosure(path: $0, salt: entropy.salt(for: []), value: Array("value \(number)".utf8))
        }
        streams.append(
          StreamAppend(
            try StreamID("case-\(number)"),
            events: [
              EventDraft(
                id: EventID(high: 1, low: number), type: type,
                occurredAt: Instant(microseconds: 1_500_000_000_000_000), actor: "bench",
                payload: Array(repeating: 7, count: 60), disclosures: disclosures)
            ]))
      }
      requests.append(AppendRequest(streams))
    }
    let clock = ContinuousClock()
    let start = clock.now
    let used = processorSeconds()
    for request in requests { _ = try log.appendAndWait(request) }
    let seconds = (clock.now - start).inSeconds
    let processor = processorSeconds() - used
    log.close()
    try FileSystem.removeTree(directory.path)
    return (seconds, processor)
  }
}

/// Seconds that all threads of this process have computed.
private func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(0, &usage)
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

private func seconds(_ time: timeval) -> Double {
  Double(time.tv_sec) + Double(time.tv_usec) / 1e6
}
