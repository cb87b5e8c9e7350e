/// Whose signatures make a checkpoint count (c2sp.org/tlog-policy): logs, witnesses, groups and one quorum.
///
/// Which witnesses belong together is said by groups: independence counts institutions, not keys.
public struct WitnessPolicy: Sendable {
  /// A log whose checkpoints are accepted.
  public struct Log: Hashable, Sendable {
    /// Its key; the name is the log's origin.
    public let key: NoteVerifier
    /// Where it is, or `nil`.
    public let url: String?
  }

  /// A witness.
  public struct Witness: Hashable, Sendable {
    /// Name within the policy.
    public let name: String
    /// Its key, of the kind ``NoteKeyKind/cosignature``.
    public let key: NoteVerifier
    /// Where it takes checkpoints, or `nil`.
    public let url: String?
  }

  /// What a policy says about one checkpoint.
  public struct Judgement: Hashable, Sendable {
    /// Names of the witnesses that cosigned, in the order of the policy.
    public let cosigners: [String]
    /// Whether they are enough.
    public let isQuorumMet: Bool
  }

  /// The logs, in order.
  public private(set) var logs: [Log] = []
  /// The witnesses, in order.
  public private(set) var witnesses: [Witness] = []
  /// Whether the quorum asks for nobody (`quorum none`).
  public var needsNobody: Bool { quorum == nil }

  private indirect enum Member {
    case witness(Int)
    case group(threshold: Int, [Member])
  }

  private var names: [(name: [UInt8], member: Member)] = []
  private var used: [[UInt8]] = []
  private var quorum: Member?
  private var hasQuorum = false

  /// Largest file that is read, in bytes.
  public static let bytesMax = 256 << 10

  /// Reads a policy file.
  /// - Throws: ``EvidenceError`` naming the line that is wrong.
  public init(_ bytes: [UInt8]) throws(EvidenceError) {
    guard bytes.count <= Self.bytesMax else {
      throw .malformed("the policy has \(bytes.count) bytes, more than \(Self.bytesMax)")
    }
    let lines = bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      do throws(EvidenceError) {
        try read(line)
      } catch {
        throw .malformed("line \(index + 1) of the policy: \(error)")
      }
    }
    guard hasQuorum else { throw .malformed("the policy has no quorum line") }
  }

  private mutating func read(_ line: ArraySlice<UInt8>) throws(EvidenceError) {
    if let bad = line.first(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
      throw .malformed("it has the control character \(bad)")
    }
    let items = line.split { $0 == 0x20 || $0 == 0x09 }.map { Array($0) }
    guard let keyword = items.first, keyword[0] != UInt8(ascii: "#") else { return }
    let rest = Array(items.dropFirst())
    switch String(decoding: keyword, as: UTF8.self) {
    case "log": try addLog(rest)
    case "witness": try addWitness(rest)
    case "group": try addGroup(rest)
    case "quorum": try setQuorum(rest)
    case let other:
      throw .malformed("'\(other)' is not log, witness, group or quorum")
    }
  }

  private mutating func addLog(_ items: [[UInt8]]) throws(EvidenceError) {
    guard (1...2).contains(items.count) else { throw .malformed("write: log <vkey> [<url>]") }
    let key = try NoteVerifier(text: Self.text(items[0]))
    guard key.kind == .ed25519 else {
      throw .malformed("the key of the log '\(key.name)' must be of type 1 (Ed25519)")
    }
    guard !logs.contains(where: { $0.key.publicKey == key.publicKey }) else {
      throw .malformed("the key of the log '\(key.name)' is listed twice")
    }
    logs.append(Log(key: key, url: items.count > 1 ? Self.text(items[1]) : nil))
  }

  private mutating func addWitness(_ items: [[UInt8]]) throws(EvidenceError) {
    guard (2...3).contains(items.count) else {
      throw .malformed("write: witness <name> <vkey> [<url>]")
    }
    let key = try NoteVerifier(text: Self.text(items[1]))
    guard key.kind == .cosignature else {
      throw .malformed("the key of a witness must be of type 4 (cosignature)")
    }
    guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
      throw .malformed("the key of '\(key.name)' is listed twice")
    }
    try define(items[0], .witness(witnesses.count))
    witnesses.append(
      Witness(
        name: Self.text(items[0]), key: key, url: items.count > 2 ? Self.text(items[2]) : nil))
  }

  private mutating func addGroup(_ items: [[UInt8]]) throws(EvidenceError) {
    guard items.count >= 3 else {
      throw .malformed("write: group <name> any|all|<k> <member>...")
    }
    let listed = Array(items.dropFirst(2))
    var members: [Member] = []
    for name in listed {
      members.append(try find(name))
      guard !used.contains(name) else {
        throw .malformed("'\(Self.text(name))' is a member of a group already")
      }
      used.append(name)
    }
    let threshold: Int
    switch Self.text(items[1]) {
    case "any": threshold = 1
    case "all": threshold = members.count
    case let text:
      guard let number = Int(text), String(number).hasSameBytes(as: text),
        (1...members.count).contains(number)
      else {
        throw .malformed("'\(text)' is not any, all or a number from 1 to \(members.count)")
      }
      threshold = number
    }
    try define(items[0], .group(threshold: threshold, members))
  }

  private mutating func setQuorum(_ items: [[UInt8]]) throws(EvidenceError) {
    guard items.count == 1 else { throw .malformed("write: quorum <name>|none") }
    guard !hasQuorum else { throw .malformed("there is a second quorum") }
    hasQuorum = true
    if items[0] != Self.nobody { quorum = try find(items[0]) }
  }

  private static let nobody = Array("none".utf8)

  private mutating func define(_ name: [UInt8], _ member: Member) throws(EvidenceError) {
    guard name != Self.nobody else { throw .malformed("the name 'none' is taken") }
    guard !names.contains(where: { $0.name == name }) else {
      throw .malformed("the name '\(Self.text(name))' is defined twice")
    }
    names.append((name, member))
  }

  private func find(_ name: [UInt8]) throws(EvidenceError) -> Member {
    guard let found = names.first(where: { $0.name == name }) else {
      throw .malformed("'\(Self.text(name))' is not defined on a line above")
    }
    return found.member
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Judging

  /// Says who cosigned a checkpoint and whether that is enough; the log's own signature is not looked at.
  /// - Throws: ``EvidenceError/Kind/badSignature`` when the line of a known witness fails.
  public func judge(_ checkpoint: SignedCheckpoint) throws(EvidenceError) -> Judgement {
    var signed: [Bool] = []
    let endorsements: [NoteEndorsement]
    do throws(EvidenceError) {
      endorsements = try checkpoint.note.verified(by: witnesses.map(\.key))
    } catch {
      guard error.kind == .noKnownSignature else { throw error }
      endorsements = []
    }
    for witness in witnesses { signed.append(endorsements.contains { $0.key == witness.key }) }
    return Judgement(
      cosigners: zip(witnesses, signed).filter(\.1).map(\.0.name),
      isQuorumMet: quorum.map { Self.holds($0, signed) } ?? true)
  }

  private static func holds(_ member: Member, _ signed: [Bool]) -> Bool {
    switch member {
    case .witness(let index): signed[index]
    case .group(let threshold, let members):
      members.count { holds($0, signed) } >= threshold
    }
  }
}
