/// What is about to be erased, kept beside the vault until it is done, so that a crash cannot leave it half done.
///
/// Text: a heading, the request's key digest, the stream, the seed for what stays, whether the vault's file is to be
/// rewritten, and a line for each value.
struct ErasureIntent: Sendable, Hashable {
  /// Digest of the key of the request that records the event.
  var request: EventID
  /// The stream whose values are erased.
  var stream: UInt64
  /// Seed for the values of the stream that stay.
  var seed: Digest
  /// Whether values lay open in the vault's file, so that its free pages must go.
  var compacts: Bool
  /// The values: positions in ascending order, and places in the record.
  var values: [ErasureRequest.Value]

  private static let heading = "anjuan erasure 1"

  static func path(in vault: String) -> String { vault + "/erasure" }

  var text: String {
    var lines = [
      Self.heading, "request \(request.high) \(request.low)", "stream \(stream)",
      "seed \(seed.hex)", "compacts \(compacts ? 1 : 0)",
    ]
    for value in values { lines.append("value \(value.position.rawValue) \(value.ordinal)") }
    return lines.joined(separator: "\n") + "\n"
  }

  init(
    request: EventID, stream: UInt64, seed: Digest, compacts: Bool, values: [ErasureRequest.Value]
  ) {
    self.request = request
    self.stream = stream
    self.seed = seed
    self.compacts = compacts
    self.values = values
  }

  init?(text: String) {
    var lines = text.split(separator: "\n").map { $0.split(separator: " ") }[...]
    func next(_ name: String, _ count: Int) -> [Substring]? {
      guard let words = lines.popFirst(), words.count == count + 1, words[0] == name else {
        return nil
      }
      return Array(words.dropFirst())
    }
    guard next("anjuan", 2) == ["erasure", "1"], let words = next("request", 2),
      let high = UInt64(words[0]), let low = UInt64(words[1]),
      let stream = next("stream", 1).flatMap({ UInt64($0[0]) }),
      let seed = next("seed", 1).flatMap({ Digest(hex: String($0[0])) }),
      let compacts = next("compacts", 1).flatMap({ UInt64($0[0]) })
    else { return nil }
    var values: [ErasureRequest.Value] = []
    while !lines.isEmpty {
      guard let words = next("value", 2), let position = UInt64(words[0]),
        let ordinal = Int(words[1])
      else { return nil }
      values.append(ErasureRequest.Value(position: Position(position), ordinal: ordinal))
    }
    self.init(
      request: EventID(high: high, low: low), stream: stream, seed: seed, compacts: compacts == 1,
      values: values)
  }

  /// The intent that a vault's directory holds, or `nil`.
  static func load(_ vault: String) throws(LogError) -> ErasureIntent? {
    let path = path(in: vault)
    guard FileSystem.exists(path) else { return nil }
    let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
    guard let intent = ErasureIntent(text: text) else {
      throw .unusable("\(path) is damaged; restore the data directory from a backup")
    }
    return intent
  }

  func save(_ vault: String) throws(LogError) {
    try FileSystem.replace(Self.path(in: vault), with: Array(text.utf8))
  }

  static func remove(_ vault: String) throws(LogError) {
    try FileSystem.remove(path(in: vault))
    try FileSystem.syncDirectory(of: path(in: vault))
  }
}

/// Values to erase, and the event that says so.
public struct ErasureRequest: Sendable {
  /// One value.
  public struct Value: Sendable, Hashable {
    /// Position of its event.
    public var position: Position
    /// Its place among the event's disclosures, from 0.
    public var ordinal: Int

    /// One value.
    public init(position: Position, ordinal: Int) {
      self.position = position
      self.ordinal = ordinal
    }
  }

  /// The stream whose values they are.
  public var stream: StreamID
  /// The values.
  public var values: [Value]
  /// Records who erased them and why; it needs a key, and its first event counts.
  public var request: AppendRequest

  /// Values to erase.
  public init(stream: StreamID, values: [Value], request: AppendRequest) {
    self.stream = stream
    self.values = values
    self.request = request
  }
}
