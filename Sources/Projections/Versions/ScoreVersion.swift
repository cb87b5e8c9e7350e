public import Hotline

/// 投影版本: one way to compute figures from accounts; a pure function of an account and the rules.
///
/// A new version is built beside the old one and compared with it unit by unit (``VersionComparison``). It answers only
/// once a sign-off in the log says so (``Hotline/ProjectionSwitched``); a question of the past is answered by the version
/// that was signed then.
public struct ScoreVersion: Sendable {
  /// Its number, from 1.
  public let number: UInt64
  /// What it computes otherwise than the version before it.
  public let words: Phrase
  /// Puts the entries of a ticket in the place of others, whose memory they take; its account is held in an array of one, so that it
  /// need not be copied.
  let reckon: Reckoning

  typealias Reckoning = @Sendable ([TicketAccount], ScoreBasis, inout [ScoreEntry]) -> Void

  /// A version.
  /// - Parameters:
  ///   - number: its number, from 1.
  ///   - words: what it computes otherwise than the version before it.
  ///   - entries: what a ticket contributes.
  public init(
    _ number: UInt64, _ words: Phrase,
    entries: @escaping @Sendable (TicketAccount, ScoreBasis) -> [ScoreEntry]
  ) {
    self.init(number, words, reckon: { $2 = entries($0[0], $1) })
  }

  private init(_ number: UInt64, _ words: Phrase, reckon: @escaping Reckoning) {
    self.number = number
    self.words = words
    self.reckon = reckon
  }

  /// Entries of a ticket whose account is held in an array of one.
  func entries(_ held: [TicketAccount], _ basis: ScoreBasis) -> [ScoreEntry] {
    var entries: [ScoreEntry] = []
    reckon(held, basis, &entries)
    return entries
  }

  /// The version that answers while nothing else was signed.
  public static let first = ScoreVersion(
    1, Phrase("the first version", "首版", "首版"),
    reckon: { Contribution.first(ofHeld: $0, by: $1, into: &$2) })

  /// The versions that this program has, in the order of their numbers.
  public static let known: [ScoreVersion] = [first]

  /// What the figures are called in the log, in answers and in sign-offs.
  public static let projection = ScoreLedger.name

  /// A version as answers name it, such as `scores@1`.
  public static func name(_ number: UInt64) -> String { "\(projection)@\(number)" }

  /// A version by its number.
  /// - Throws: ``ScoreError/unknownVersion(_:known:)``.
  public static func of(
    _ number: UInt64, _ versions: [ScoreVersion] = known
  ) throws(ScoreError) -> ScoreVersion {
    guard let version = versions.first(where: { $0.number == number }) else {
      throw .unknownVersion(number, known: versions.map(\.number))
    }
    return version
  }
}

extension ReferenceData {
  /// Sign-offs of the versions of a projection, in order.
  public func switches(of projection: String) -> [Adopted<ProjectionSwitched>] {
    switches.filter { $0.content.projection.hasSameBytes(as: projection) }
  }
}

extension ScoreLedger {
  /// Number of the version that was signed last; 1 while none was.
  public var signedVersion: UInt64 {
    reference.switches(of: ScoreVersion.projection).last?.content.toVersion
      ?? ScoreVersion.first.number
  }
}
