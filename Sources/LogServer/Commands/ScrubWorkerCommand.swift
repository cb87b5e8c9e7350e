import ArgumentParser
import EventStore
import Projections

/// `log-server scrub-worker`: reads the log again, in a process that may die of a damaged file.
struct ScrubWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scrub-worker",
    abstract: "The child process of `serve` that reads the log again; not for people.",
    shouldDisplay: false)

  @OptionGroup var global: GlobalOptions
  @Option var pause: UInt32 = 250
  @Option var again: UInt64 = 86_400

  func run() throws {
    MappedFault.leaveToParent()
    let log = try DataDirectory.open(global.path).openLog(.reader)
    defer { log.close() }
    let clock = ContinuousClock()
    var begun = clock.now
    var scrub = Scrub()
    // Each piece is told, also while there is nothing new: when nobody listens any more, the process ends.
    while true {
      if clock.now - begun >= .seconds(Int64(clamping: again)) {
        scrub = Scrub()
        begun = clock.now
      }
      var next = scrub
      let hasMore: Bool
      do {
        hasMore = try log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
          try next.advance(snapshot)
        }
      } catch {
        say(.damaged("\(error)"))
        return
      }
      scrub = next
      guard say(.verified(scrub.verified, hasMore: hasMore)) else { return }
      Terminal.pause(milliseconds: pause)
    }
  }

  @discardableResult
  private func say(_ message: ScrubMessage) -> Bool {
    Terminal.write(Array((message.line + "\n").utf8))
  }
}

/// What the process that reads the log again tells the server, one line each.
enum ScrubMessage: Equatable {
  /// Every event up to here was found as it was written, in this pass.
  case verified(Position, hasMore: Bool)
  /// What is damaged, and where.
  case damaged(String)

  /// The line without its line feed.
  var line: String {
    switch self {
    case .verified(let position, let hasMore): "verified \(position) \(hasMore ? "more" : "all")"
    case .damaged(let sentence): "damaged \(sentence)"
    }
  }

  /// Reads a line; `nil` for anything else.
  init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "damaged": self = .damaged(parts[1])
    case "verified":
      let words = parts[1].split(separator: " ")
      guard words.count == 2, let position = UInt64(words[0]) else { return nil }
      self = .verified(Position(position), hasMore: words[1] == "more")
    default: return nil
    }
  }
}
