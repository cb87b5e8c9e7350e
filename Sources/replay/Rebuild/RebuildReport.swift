import EventStore
import Projections

/// What `replay rebuild` says of a view.
struct RebuildReport {
  var name: String
  var version: UInt32
  var position: Position
  /// How many cases the view has, where it has any.
  var cases: Int?
  var rebuilt: Digest
  /// The snapshot's digest, when compared.
  var live: Digest?
  /// The digest of a fold in odd batches, when compared.
  var batched: Digest?
  /// Whether an explanation by the live state would look at every ticket behind its figures.
  var namesTickets = true

  init<View: KeptView>(
    _ view: View.Type, at position: Position, cases: Int? = nil, rebuilt: Digest
  ) {
    name = View.name
    version = View.version
    self.position = position
    self.cases = cases
    self.rebuilt = rebuilt
  }

  /// A sentence when the view is not what the log says.
  var difference: String? {
    if let live, live != rebuilt {
      return
        "the live state of \(name) at position \(position) has digest \(live), but folding from position 1 "
        + "gives \(rebuilt); run `replay verify --full`, then `replay rebuild`"
    }
    if !namesTickets {
      return
        "the live state of \(name) at position \(position) does not name every ticket behind its figures; "
        + "run `replay rebuild`"
    }
    if let batched, batched != rebuilt {
      return
        "folding \(name) in batches up to position \(position) gives digest \(batched), folding at once "
        + "\(rebuilt); this is a defect of the program, please report it"
    }
    return nil
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("projection", .string(name)), .init("version", .unsigned(UInt64(version))),
      .init("position", .unsigned(position.rawValue)),
    ]
    if let cases { members.append(.init("cases", .integer(Int64(cases)))) }
    members.append(.init("digest", .string(rebuilt.hex)))
    if let live { members.append(.init("liveDigest", .string(live.hex))) }
    if let batched { members.append(.init("batchedDigest", .string(batched.hex))) }
    members.append(.init("agrees", .bool(difference == nil)))
    return .object(members)
  }

  func lines(_ layout: Layout) -> [String] {
    var pairs = [
      (
        layout("projection", "投影", "投影"),
        "\(name) " + layout("version \(version)", "第 \(version) 版", "第 \(version) 版")
      ),
      (layout("position", "位置", "位置"), position.description),
    ]
    if let cases { pairs.append((layout("cases", "案件数", "案件數"), String(cases))) }
    pairs.append((layout("rebuilt", "重建", "重建"), rebuilt.hex))
    if let live { pairs.append((layout("live", "现用", "現用"), live.hex)) }
    if let batched { pairs.append((layout("in batches", "分批", "分批"), batched.hex)) }
    let labelWidth = pairs.map { displayWidth($0.0) }.max() ?? 0
    return pairs.flatMap { layout.labelled($0.0, $0.1, indent: 0, labelWidth: labelWidth) } + [""]
  }
}
