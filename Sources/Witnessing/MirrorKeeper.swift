public import EventStore

/// Keeps mirrors of the logs that a witness follows: asks each log for its checkpoint and entries, again and again.
public final class MirrorKeeper: Sendable {
  private let witness: Witness
  private let store: any WitnessStore
  private let sources: [WitnessAddress]
  private let directory: String
  private let milliseconds: Int
  private let tokens: [WitnessAddress: String]

  /// Largest entry bundle: 256 records with their lengths.
  private static let bundleBytesMax = 256 * (2 + 65_535)

  /// A keeper.
  ///
  /// - Parameters:
  ///   - witness: which logs it follows, and by which keys.
  ///   - store: where proof of a contradiction goes.
  ///   - sources: addresses of the logs.
  ///   - directory: where the mirrors are, one directory for each log.
  ///   - milliseconds: time for one question.
  ///   - tokens: by which the logs at these addresses let the witness read their entries.
  public init(
    _ witness: Witness, _ store: any WitnessStore, from sources: [WitnessAddress],
    in directory: String, milliseconds: Int = 30_000, tokens: [WitnessAddress: String] = [:]
  ) {
    self.witness = witness
    self.store = store
    self.sources = sources
    self.directory = directory
    self.milliseconds = milliseconds
    self.tokens = tokens
  }

  /// The mirror of a log beneath a directory.
  public static func path(_ origin: String, in directory: String) -> String {
    directory + "/" + witnessedName(origin)
  }

  /// Asks every log, forever; blocks the thread.
  ///
  /// - Parameters:
  ///   - seconds: time from one round to the next.
  ///   - note: told what is new, and what is wrong, once until it changes.
  public func run(every seconds: UInt32, _ note: (String) -> Void) {
    var last: [Int: String] = [:]
    var mirrors: [String: LogMirror] = [:]
    while true {
      for (index, source) in sources.enumerated() {
        let sentence: String?
        do {
          sentence = try round(source, &mirrors)
        } catch {
          sentence = "WARNING: \(source) cannot be mirrored now: \(error)"
        }
        if let sentence, last[index] != sentence { note(sentence) }
        last[index] = sentence ?? last[index]
      }
      for _ in 0..<seconds { Terminal.pause(milliseconds: 1_000) }
    }
  }

  /// Asks one log once.
  ///
  /// - Parameter mirrors: those that are open, by origin.
  /// - Returns: what is new, or what contradicts; `nil` when there is nothing to say.
  /// - Throws: when the log cannot be asked or its answer is no evidence of anything.
  public func round(
    _ source: WitnessAddress, _ mirrors: inout [String: LogMirror]
  ) throws -> String? {
    let checkpoint = try SignedCheckpoint(try get("/checkpoint", source, bytesMax: 1 << 20))
    let head = checkpoint.checkpoint
    guard let log = witness.log(head.origin) else {
      throw LogError.unusable("it hands out '\(head.origin)', which is not followed")
    }
    try checkpoint.verified(byLog: log.keys)
    let path = Self.path(head.origin, in: directory)
    try FileSystem.createDirectory(directory)
    var mirror = try mirrors[head.origin] ?? LogMirror(path)
    let outcome = try mirror.update(to: checkpoint) { tile in
      try get("/\(tile)", source, bytesMax: Self.bundleBytesMax)
    }
    mirrors[head.origin] = mirror
    switch outcome {
    case .unchanged: return nil
    case .grown(let size): return "\(head.origin): \(size) events are mirrored"
    case .behind(let size):
      return
        "WARNING: \(head.origin) hands out its checkpoint of \(size) events, of which the mirror has more"
    case .contradiction(_, let sentence):
      try store.keepContradiction(checkpoint.encoded, of: nil)
      return
        "ALARM: \(head.origin) contradicts its mirror: \(sentence); the mirror \(path) stays as it was, and the "
        + "checkpoint that the log signed is kept under contradictions/"
    }
  }

  private func get(_ path: String, _ source: WitnessAddress, bytesMax: Int) throws -> [UInt8] {
    do {
      let answer = try PlainHTTP.ask(
        "GET", path, of: source, token: tokens[source], bodyMax: bytesMax,
        milliseconds: milliseconds)
      if let status = answer?.status, status == 401 || status == 403 {
        throw LogError.unusable(
          "it answers \(path) with \(status): entries are for those with a token; have one made with "
            + "`log-server token create --role witness` and give it with --mirror-token FILE")
      }
      guard let answer, answer.status == 200 else {
        throw LogError.unusable(
          "it answers \(path) with \(answer.map { "\($0.status)" } ?? "nothing")")
      }
      return answer.body
    } catch let refusal as Message.Refusal {
      throw LogError.unusable("it answers \(path) with no HTTP: \(refusal.sentence)")
    }
  }
}
