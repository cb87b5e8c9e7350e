import EventStore

/// A bar on standard error for long work; silent unless a person looks at it.
public struct ProgressBar {
  private let title: String
  private let total: UInt64
  private let width: Int
  private let isShown: Bool
  private var lastPercent: UInt64 = .max

  /// A bar.
  /// - Parameter total: what ``show(_:)`` counts against.
  public init(_ title: String, total: UInt64 = 0) {
    self.title = title
    self.total = total
    isShown = Terminal.isTerminal(.error)
    width = Terminal.columns(.error) ?? 80
  }

  /// Shows how much of the total is done.
  public mutating func show(_ done: UInt64) {
    show(done: done, of: total, note: "\(done)/\(total)")
  }

  /// Shows how much is done, with a note behind it.
  public mutating func show(done: UInt64, of total: UInt64, note: String) {
    guard isShown, total > 0 else { return }
    let percent = min(100, done * 100 / total)
    guard percent != lastPercent else { return }
    lastPercent = percent
    let filled = Int(percent) * 20 / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let line = "\(title) \(bar) \(percent) % \(note.printable)".shortened(to: max(20, width - 1))
    Terminal.write(Array("\r\(line)\u{1B}[K".utf8), to: .error)
  }

  /// Removes the bar.
  public func finish() {
    if isShown { Terminal.write(Array("\r\u{1B}[K".utf8), to: .error) }
  }
}
