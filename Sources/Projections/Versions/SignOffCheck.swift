public import EventStore
public import Hotline
import Wire

/// 签批核验: a sign-off computed again from the log.
public struct SignOffCheck: Sendable {
  /// What came of it.
  public enum Outcome: Hashable, Sendable {
    /// Root, both results and the difference are as signed.
    case agrees
    /// These points are not as signed.
    case differs([String])
    /// This program does not have a version that it names.
    case cannotTell(UInt64)
  }

  /// The sign-off.
  public let event: ProjectionSwitched
  /// Where it stands.
  public let position: Position
  /// What came of it.
  public let outcome: Outcome

  /// Computes a sign-off again.
  /// - Throws: ``ScoreError``, ``EventStore/LogError``.
  public init(
    _ adopted: ReferenceData.Adopted<ProjectionSwitched>, _ snapshot: borrowing LogSnapshot,
    versions: [ScoreVersion] = ScoreVersion.known
  ) throws {
    event = adopted.content
    position = adopted.position
    let size = Position(event.treeSize)
    guard event.treeSize > 0, size < adopted.position else {
      outcome = .differs(["treeSize"])
      return
    }
    var pair: [ScoreVersion] = []
    for number in [event.fromVersion, event.toVersion] {
      guard let version = try? ScoreVersion.of(number, versions) else {
        outcome = .cannotTell(number)
        return
      }
      pair.append(version)
    }
    guard let asOf = CanonicalText.member("asOf", of: event.parameters),
      let now = Instant(iso8601: asOf)
    else {
      outcome = .differs(["parameters"])
      return
    }
    let again = try VersionComparison(
      try ScoreLedger(snapshot, upTo: size), from: pair[0], to: pair[1],
      rules: CanonicalText.member("rules", of: event.parameters), now: now
    ).signOff(
      by: event.authority, reason: event.reason, root: try snapshot.root(at: size.rawValue))
    let points: [(String, Bool)] = [
      ("root", event.root == again.root),
      ("digestBefore", event.digestBefore == again.digestBefore),
      ("digestAfter", event.digestAfter == again.digestAfter),
      ("difference", event.difference == again.difference),
      ("differenceDigest", event.differenceDigest == again.differenceDigest),
      ("differing", event.differing == again.differing),
    ]
    let wrong = points.filter { !$0.1 }.map(\.0)
    outcome = wrong.isEmpty ? .agrees : .differs(wrong)
  }
}

/// Reads what our own writer wrote, without a parser.
enum CanonicalText {
  /// The text of a member of a flat object; `nil` when there is none, or it is no text.
  static func member(_ name: String, of text: String) -> String? {
    guard let range = text.firstRange(of: "\"\(name)\":\"") else { return nil }
    return String(text[range.upperBound...].prefix { $0 != "\"" })
  }
}
