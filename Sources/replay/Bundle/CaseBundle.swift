import EventStore
import Hotline
import Projections
import Wire

/// 证据包: one case with all that is needed to check it without the log.
struct CaseBundle: Equatable {
  /// A record with its proof.
  struct Item: Equatable {
    var position: Position
    /// The record as stored.
    var record: [UInt8]
    /// From the leaf's sibling up to the checkpoint's root.
    var path: [Digest] = []
    /// Personal values that whoever made the bundle was allowed to give away.
    var values: [Disclosure] = []
  }

  /// The case's place in an inventory of all streams.
  struct Inventory: Equatable {
    /// Position of the inventory's event, which is one of the items.
    var position: Position
    /// From the stream's line up to the inventory's root.
    var path: [Digest]
  }

  /// Which page it was written as.
  var page = CasePage.version
  /// The language that the page opens in.
  var language: Language
  /// The case.
  var stream: StreamID
  /// When limits were judged.
  var asOf: Instant
  /// Verifier keys that whoever made it names; never believed by `replay check`.
  var keys: [NoteVerifier] = []
  /// The case's events, and the rules, calendars and units that tell it, in order of position.
  var items: [Item] = []
  /// Proof that the events are all there were, if the log has an inventory.
  var inventory: Inventory?
  /// The signed head.
  var checkpoint: SignedCheckpoint

  private static let heading = "anjuan-bundle@v1"

  /// The text that a page carries.
  var text: String {
    var lines = [
      Self.heading, "page \(page)", "language \(language.rawValue)",
      "stream \(base64(Array(stream.text.utf8)))", "as-of \(asOf.microseconds)",
    ]
    lines += keys.map { "key \($0.text)" }
    for item in items {
      lines.append("event \(item.position) \(base64(item.record))")
      lines += Self.hashes(item.path)
      lines += item.values.map { value in
        "value \(base64(Array(value.path.utf8))) \(base64(value.salt.bytes)) \(base64(value.value))"
      }
    }
    if let inventory {
      lines.append("inventory \(inventory.position)")
      lines += Self.hashes(inventory.path)
    }
    let note = String(decoding: checkpoint.encoded, as: UTF8.self)
    return lines.map { $0 + "\n" }.joined() + "\n" + note
  }

  private static func hashes(_ path: [Digest]) -> [String] {
    path.map { "hash \(base64($0.bytes))" }
  }

  private init(checkpoint: SignedCheckpoint, stream: StreamID, language: Language, asOf: Instant) {
    self.checkpoint = checkpoint
    self.stream = stream
    self.language = language
    self.asOf = asOf
  }

  /// A bundle with nothing in it yet.
  init(_ stream: StreamID, _ checkpoint: SignedCheckpoint, language: Language, asOf: Instant) {
    self.init(checkpoint: checkpoint, stream: stream, language: language, asOf: asOf)
  }
}

extension CaseBundle {
  /// Reads the text that a page carries; there is one text for each bundle.
  /// - Throws: ``EvidenceError`` naming the line that is wrong.
  init(_ text: String) throws(EvidenceError) {
    let bytes = Array(text.utf8)
    guard let blank = bytes.firstIndex(of: lineFeed, twice: true) else {
      throw EvidenceError(.malformed, "the evidence has no blank line before its checkpoint")
    }
    let lines = bytes[..<blank].split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    var reader = BundleReader(lines: lines)
    let checkpoint = try SignedCheckpoint(Array(bytes[(blank + 2)...]))
    self = try reader.bundle(checkpoint)
    guard self.text.utf8.elementsEqual(bytes) else {
      throw EvidenceError(.malformed, "the evidence is not written in the one way that it is read")
    }
  }

  fileprivate struct BundleReader {
    let lines: [String]
    var at = 0

    /// The words of the next line when it begins with a keyword.
    mutating func take(_ keyword: String, _ count: Int) -> [String]? {
      guard at < lines.count else { return nil }
      let words = lines[at].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard words.count == count + 1, words[0] == keyword else { return nil }
      at += 1
      return Array(words.dropFirst())
    }

    func wrong(_ what: String, back: Int = 0) -> EvidenceError {
      EvidenceError(.malformed, "line \(at + 1 - back) of the evidence \(what)")
    }

    mutating func bundle(_ checkpoint: SignedCheckpoint) throws(EvidenceError) -> CaseBundle {
      guard lines.first == CaseBundle.heading else {
        throw EvidenceError(.malformed, "line 1 of the evidence is not \(CaseBundle.heading)")
      }
      at = 1
      guard let page = take("page", 1).flatMap({ Int($0[0]) }) else { throw wrong("is not 'page'") }
      guard let language = take("language", 1).flatMap({ Language(rawValue: $0[0]) }) else {
        throw wrong("is not 'language'")
      }
      guard let name = take("stream", 1).flatMap({ canonicalBase64Bytes($0[0]) }),
        let text = Self.text(name), let stream = try? StreamID(text)
      else { throw wrong("is not 'stream'") }
      guard let asOf = take("as-of", 1).flatMap({ Int64($0[0]) }) else {
        throw wrong("is not 'as-of'")
      }
      var bundle = CaseBundle(
        stream, checkpoint, language: language, asOf: Instant(microseconds: asOf))
      bundle.page = page
      while let words = take("key", 1) { bundle.keys.append(try NoteVerifier(text: words[0])) }
      while let words = take("event", 2) { bundle.items.append(try item(words)) }
      if let words = take("inventory", 1) {
        guard let position = UInt64(words[0]) else { throw wrong("has no position", back: 1) }
        bundle.inventory = Inventory(
          position: Position(position), path: try hashes(atMost: StreamProof.pathMax))
      }
      guard at == lines.count else { throw wrong("does not belong there") }
      return bundle
    }

    private mutating func item(_ words: [String]) throws(EvidenceError) -> Item {
      guard let position = UInt64(words[0]), let record = canonicalBase64Bytes(words[1]) else {
        throw wrong("is no event: position and record in base64", back: 1)
      }
      var item = Item(position: Position(position), record: record)
      item.path = try hashes(atMost: 63)
      while let words = take("value", 3) {
        let parts = words.compactMap { canonicalBase64Bytes($0) }
        guard parts.count == 3, let salt = Digest(parts[1]),
          let path = Self.text(parts[0])
        else { throw wrong("is no personal value", back: 1) }
        item.values.append(Disclosure(path: path, salt: salt, value: parts[2]))
      }
      return item
    }

    private static func text(_ bytes: [UInt8]) -> String? {
      String(validating: bytes.span, 0..<bytes.count)
    }

    private mutating func hashes(atMost count: Int) throws(EvidenceError) -> [Digest] {
      var path: [Digest] = []
      while let words = take("hash", 1) {
        guard path.count < count, let hash = canonicalBase64Bytes(words[0]).flatMap({ Digest($0) })
        else { throw wrong("is not a hash of 32 bytes in base64, or one too many", back: 1) }
        path.append(hash)
      }
      return path
    }
  }
}

private let lineFeed: UInt8 = 0x0A

extension [UInt8] {
  /// Index of the first of two equal bytes that follow each other.
  fileprivate func firstIndex(of byte: UInt8, twice: Bool) -> Int? {
    indices.dropLast().first { self[$0] == byte && self[$0 + 1] == byte }
  }
}
