import EventStore
import Projections

/// A bar on standard error for long work; silent unless a person looks at it.
struct ProgressBar {
  private let title: String
  private let total: UInt64
  private let isShown: Bool
  private var lastPercent: UInt64 = .max

  init(_ title: String, total: UInt64) {
    self.title = title
    self.total = total
    isShown = total > 0 && Terminal.isTerminal(.error)
  }

  /// Shows how much is done.
  mutating func show(_ done: UInt64) {
    guard isShown else { return }
    let percent = min(100, done * 100 / total)
    guard percent != lastPercent else { return }
    lastPercent = percent
    let filled = Int(percent) * 30 / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Terminal.write(
      Array("\r\(title) \(bar) \(percent) % \(done)/\(total)\u{1B}[K".utf8), to: .error)
  }

  /// Removes the bar.
  func finish() {
    if isShown { Terminal.write(Array("\r\u{1B}[K".utf8), to: .error) }
  }
}
