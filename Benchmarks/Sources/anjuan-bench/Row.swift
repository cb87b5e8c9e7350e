/// One line of results.
struct Row {
  var name: String
  var ours: String
  var theirs: String
  /// Ours divided by theirs, or what else the target is about.
  var ratio: String
  var target: String
  var isMet: Bool?
  var p50 = "–"
  var p99 = "–"
  var syncs = "–"

  func print() {
    let verdict = isMet.map { $0 ? "yes" : "**no**" } ?? "–"
    let cells = [name, ours, theirs, ratio, target, verdict, p50, p99, syncs]
    Swift.print("| " + cells.joined(separator: " | ") + " |")
  }
}

/// Numbers for people: `1,234,567` and `0.87`.
enum Figure {
  static func count(_ value: Double) -> String {
    var digits = String(Int(value.rounded()))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return groups.joined(separator: ",")
  }

  static func fixed(_ value: Double, _ places: Int = 2) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    guard places > 0 else { return count(value) }
    let whole = Int((value * scale).rounded())
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return padded.dropLast(places) + "." + padded.suffix(places)
  }

  static func micros(_ value: Double) -> String {
    value < 10_000 ? "\(count(value)) µs" : "\(fixed(value / 1000, 1)) ms"
  }
}

/// The middle value.
func median(_ values: [Double]) -> Double {
  percentile(values, 0.5)
}

/// The value below which this share of the others lies.
func percentile(_ values: [Double], _ share: Double) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  return sorted[Int((share * Double(sorted.count - 1)).rounded())]
}

/// Seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try body()
  return (clock.now - start).inSeconds
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
