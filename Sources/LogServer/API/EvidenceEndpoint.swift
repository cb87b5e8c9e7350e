import EventStore
import HTTPTypes
import Hummingbird
import NIOCore
import Projections

/// `/checkpoint`, `/tile/…` and `/v1/proofs/…`: what strangers need to check the log.
struct EvidenceEndpoint {
  /// What is asked for.
  enum Subject: Equatable {
    case checkpoint
    case tile(TilePath)
    case inclusion
    case consistency

    /// The subject of a path without its first slash.
    init?(path: String) {
      switch path {
      case "checkpoint": self = .checkpoint
      case "v1/proofs/inclusion": self = .inclusion
      case "v1/proofs/consistency": self = .consistency
      default:
        guard let tile = TilePath(path: path) else { return nil }
        self = .tile(tile)
      }
    }
  }

  let state: ServerState

  func respond(_ subject: Subject, query: String?) throws(Problem) -> Response {
    switch subject {
    case .checkpoint:
      _ = try QueryItems(query, single: [])
      return try checkpoint()
    case .tile(let path):
      _ = try QueryItems(query, single: [])
      return try tile(path)
    case .inclusion: return try inclusion(query)
    case .consistency: return try consistency(query)
    }
  }

  // MARK: C2SP

  private func checkpoint() throws(Problem) -> Response {
    var published = state.checkpoints?.published
    if published == nil { published = try read { try $0.checkpoint() } }
    guard let note = published else {
      throw .notFound(
        "No checkpoint was signed yet; the server signs when it is started with --key FILE.")
    }
    return Self.bytes(note.encoded, "text/plain; charset=utf-8", cache: "no-cache")
  }

  private func tile(_ path: TilePath) throws(Problem) -> Response {
    guard let bytes = try read({ try $0.tile(path) }) else {
      throw .notFound(
        "The log of \(state.log.head) events does not fill '\(path)'; ask for what a checkpoint covers."
      )
    }
    // A shared cache would hand entries to those whom the gate keeps out.
    let scope = path.content == .entries ? "private" : "public"
    return Self.bytes(
      bytes, "application/octet-stream", cache: "\(scope), max-age=31536000, immutable")
  }

  // MARK: Proofs as JSON

  private func inclusion(_ query: String?) throws(Problem) -> Response {
    let items = try QueryItems(query, single: ["position", "size"])
    guard let position = try items.number("position"), position > 0 else {
      throw .badParameter("position", "must be the position of an event, from 1")
    }
    let head = state.log.head.rawValue
    guard position <= head else {
      throw .notFound("There is no event at position \(position); the log has \(head).")
    }
    let asked = try items.number("size")
    if let asked, asked < position || asked > head {
      throw .badParameter("size", "must be from the position to the log's size, \(head)")
    }
    return Response.json(.ok, try read { try Self.inclusion(Position(position), asked, $0) })
  }

  private static func inclusion(
    _ position: Position, _ size: UInt64?, _ snapshot: borrowing LogSnapshot
  ) throws -> JSONValue {
    let proof = try snapshot.transparencyProof(of: position, size: size)
    let treeSize = proof?.checkpoint.checkpoint.size ?? size ?? snapshot.size
    let path = try snapshot.inclusionProof(of: position, treeSize: treeSize)
    guard let event = try snapshot.event(at: position) else {
      throw LogError.corrupt(position: position, "the event is missing")
    }
    return .object([
      .init("position", .unsigned(position.rawValue)),
      .init("index", .unsigned(position.rawValue - 1)),
      .init("leafHash", .string(event.leafHash.hex)), .init("treeSize", .unsigned(treeSize)),
      .init("root", .string(base64(try snapshot.root(at: treeSize).bytes))),
      .init("path", .array(path.map { .string(base64($0.bytes)) })),
      .init(
        "proof",
        proof.map { .string(String(decoding: $0.encoded, as: UTF8.self)) } ?? .null),
    ])
  }

  private func consistency(_ query: String?) throws(Problem) -> Response {
    let items = try QueryItems(query, single: ["from", "to"])
    let head = state.log.head.rawValue
    guard let old = try items.number("from"), old > 0 else {
      throw .badParameter("from", "must be a tree size from 1; a proof from nothing proves nothing")
    }
    guard let new = try items.number("to"), new >= old else {
      throw .badParameter("to", "must be a tree size that is not below 'from'")
    }
    guard new <= head else {
      throw .notFound("The log has \(head) events, fewer than \(new).")
    }
    let answer = try read { snapshot in
      JSONValue.object([
        .init("from", .unsigned(old)), .init("to", .unsigned(new)),
        .init("fromRoot", .string(base64(try snapshot.root(at: old).bytes))),
        .init("toRoot", .string(base64(try snapshot.root(at: new).bytes))),
        .init(
          "path",
          .array(
            try snapshot.consistencyProof(from: old, to: new).map { .string(base64($0.bytes)) })),
      ])
    }
    return Response.json(.ok, answer)
  }

  private func read<Output>(
    _ body: (borrowing LogSnapshot) throws -> Output
  ) throws(Problem) -> Output {
    do {
      return try state.log.withSnapshot(body)
    } catch {
      throw .unreadable(error)
    }
  }

  private static func bytes(_ body: [UInt8], _ type: String, cache: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type, .cacheControl: cache],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
