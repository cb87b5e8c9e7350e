public import EventStore
import Hotline
import Wire

/// 通报核验: a bulletin computed again from the log, point by point.
public struct BulletinCheck: Sendable {
  /// One point of it.
  public struct Point: Sendable {
    /// What was compared.
    public let name: String
    /// As published.
    public let published: String
    /// As computed again.
    public let recomputed: String
    /// Whether they agree.
    public var agrees: Bool { published == recomputed }
  }

  /// The bulletin.
  public let bulletin: BulletinShelf.Published
  /// Every point.
  public private(set) var points: [Point] = []
  /// Names of the files that were not there to be compared.
  public private(set) var missingFiles: [String] = []

  /// Whether every point agrees.
  public var agrees: Bool { points.allSatisfy(\.agrees) }

  /// Computes a bulletin again.
  /// - Throws: ``ScoreError`` when the log no longer gives any figure, ``EventStore/LogError``.
  public init(_ bulletin: BulletinShelf.Published, _ snapshot: borrowing LogSnapshot) throws {
    self.bulletin = bulletin
    let event = bulletin.event
    let position = Position(event.treeSize)
    guard position <= snapshot.head, position < bulletin.position else {
      points = [
        Point(
          name: "treeSize", published: "\(event.treeSize)",
          recomputed: "\(min(snapshot.head.rawValue, bulletin.position.rawValue - 1)) at most")
      ]
      return
    }
    let again = try Bulletin(event, snapshot).event
    compare("root", event.root, again.root)
    compare("rulesDigest", event.rulesDigest, again.rulesDigest)
    compare("resultDigest", event.resultDigest, again.resultDigest)
    points.append(
      Point(name: "parameters", published: event.parameters, recomputed: again.parameters))
    points.append(Point(name: "figures", published: event.figures, recomputed: again.figures))
  }

  /// Notes whether the log's records are those that were hashed: figures may agree although a record was edited.
  /// - Parameter findings: of a full verification; what is wrong with index and vault is behind no figure.
  public mutating func checkRecords(_ findings: [VerificationReport.Finding]) {
    let found = findings.first { $0.subject != .index && $0.subject != .vault }
    points.append(
      Point(
        name: "records", published: "as hashed", recomputed: found?.description ?? "as hashed"))
  }

  /// Compares the files that were published with what the event says of them.
  /// - Parameter read: the bytes of a file; `nil` where there is none of that name.
  public mutating func checkFiles<E: Error>(_ read: (String) throws(E) -> [UInt8]?) throws(E) {
    for (digest, name) in bulletin.event.namedFiles {
      guard let bytes = try read(name) else {
        missingFiles.append(name)
        continue
      }
      points.append(
        Point(name: "file \(name)", published: digest, recomputed: sha256(bytes).hex))
    }
  }

  private mutating func compare(_ name: String, _ published: [UInt8], _ again: [UInt8]) {
    points.append(
      Point(name: name, published: base64(published), recomputed: base64(again)))
  }

  /// The outcome, for programs.
  public var json: JSONValue {
    .object([
      .init("bulletin", .string(bulletin.event.bulletin)), .init("agrees", .bool(agrees)),
      .init(
        "points",
        .array(
          points.map { point in
            .object([
              .init("point", .string(point.name)), .init("agrees", .bool(point.agrees)),
              .init("published", .string(point.published)),
              .init("recomputed", .string(point.recomputed)),
            ])
          })),
      .init("missingFiles", .array(missingFiles.map { .string($0) })),
    ])
  }
}
