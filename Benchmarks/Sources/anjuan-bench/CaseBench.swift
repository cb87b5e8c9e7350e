import EventStore

/// The first question to a large log, asked of a process that has just started.
struct CaseBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    guard let bin = environment("ANJUAN_BIN") else {
      throw BenchError("set ANJUAN_BIN to the directory that holds replay")
    }
    let data = bench.scratch + "/" + ImportBench.logName
    let directory = try DataDirectory.open(data)
    let log = try directory.openLog(.reader)
    let head = log.head.rawValue
    var cases: [String] = []
    for number in 1...20 {
      let position = Position(max(1, head / 21 * UInt64(number)))
      let event = try log.withSnapshot { try $0.event(at: position) }
      if let event, event.record.type.text == "IntakeRecorded" {
        cases.append(event.record.stream.text)
      }
    }
    log.close()
    guard !cases.isEmpty else { throw BenchError("\(data) holds no case") }
    var times: [Double] = []
    for id in cases {
      let child = try Child.require(bin + "/replay", ["case", id, "--data", data])
      guard child.output.contains(id) else { throw BenchError("replay says nothing of \(id)") }
      times.append(child.seconds * 1e6)
    }
    let worst = percentile(times, 0.99)
    Row(
      name: "first replay case, log of \(Figure.count(Double(head))) events",
      ours: Figure.micros(median(times)), theirs: "–", ratio: "–", target: "< 100 ms",
      isMet: worst < 100_000, p50: Figure.micros(median(times)), p99: Figure.micros(worst)
    ).print()
  }
}
