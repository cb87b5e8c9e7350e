import EventStore
import Hotline
import Projections

/// 访问令牌: What a client shows to be let in; of its text only the hash is kept.
struct AccessToken: Hashable, Sendable {
  /// Its number: the second part of its text, by which it is listed and revoked.
  var id: String
  /// Who acts with it, as records will name the actor.
  var name: String
  /// In which role.
  var role: ViewerRole
  /// Code of the unit; empty where the role has none.
  var unit = ""
  /// The citizen's own case.
  var ownCase: StreamID?
  /// When it was made.
  var createdAt: Instant
  /// When it stops; `nil` for never.
  var expires: Instant?
  /// SHA-256 of its text.
  var digest: Digest

  /// The first part of a token's text.
  static let prefix = "anjuan"

  /// The text of a fresh token and its number: 256 random bits, which nobody guesses from a hash.
  static func fresh(_ entropy: any EntropySource) -> (text: String, id: String) {
    let id = String(entropy.salt(for: []).hex.prefix(12))
    return ("\(prefix)_\(id)_\(entropy.salt(for: []).hex)", id)
  }

  /// The number in a token's text, or `nil` when it is not one.
  static func id(in text: String) -> String? {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == prefix, text.utf8.count <= 256 else { return nil }
    return String(parts[1])
  }

  /// Whether a text is this token's; takes the same time for every text.
  func isOf(_ text: String) -> Bool {
    var difference: UInt8 = 0
    for (left, right) in zip(sha256(Array(text.utf8)).bytes, digest.bytes) {
      difference |= left ^ right
    }
    return difference == 0
  }

  /// Whether it has stopped.
  func isExpired(at now: Instant) -> Bool {
    expires.map { $0 <= now } ?? false
  }

  /// Who looks, for the table of who sees what.
  var viewer: Viewer {
    Viewer(code: name, role: role, unit: unit, ownCase: ownCase, purpose: "", through: "http")
  }
}

extension AccessToken {
  /// What may be shown of it: everything but the hash.
  var members: [JSONValue.Member] {
    [
      .init("id", .string(id)), .init("name", .string(name)), .init("role", .string(role.name)),
      .init("unit", .string(unit)), .init("case", ownCase.map { .string($0.text) } ?? .null),
      .init("createdAt", .string(createdAt.description)),
      .init("expires", expires.map { .string($0.description) } ?? .null),
    ]
  }

  /// Its line of the token file.
  var line: String {
    JSONWriter.text(.object(members + [.init("sha256", .string(digest.hex))]))
  }

  /// The token of a line, or `nil` when it is not one.
  init?(line: some StringProtocol) {
    guard let value = try? JSONParser.parse(Array(line.utf8)),
      let fields = try? JSONCursor(root: value).members(
        only: ["id", "name", "role", "unit", "case", "createdAt", "expires", "sha256"])
    else { return nil }
    func text(_ name: String) -> String? { try? fields[name]?.string() }
    guard let id = text("id"), let name = text("name"), let unit = text("unit"),
      let role = text("role").flatMap({ ViewerRole(name: $0) }),
      let createdAt = text("createdAt").flatMap({ Instant(iso8601: $0) }),
      let digest = text("sha256").flatMap({ Digest(hex: $0) })
    else { return nil }
    self.init(
      id: id, name: name, role: role, unit: unit, createdAt: createdAt, digest: digest)
    if let stream = text("case") { ownCase = try? StreamID(stream) }
    if let expires = text("expires") {
      // A limit that cannot be read is a limit that has passed.
      self.expires = Instant(iso8601: expires) ?? createdAt
    }
  }
}
