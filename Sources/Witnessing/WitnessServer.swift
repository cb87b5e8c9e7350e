public import EventStore
import Synchronization

/// Serves a witness over plain HTTP/1.1: `POST /add-checkpoint`, `GET /<hash of the origin>/checkpoint`, `GET /healthz`.
///
/// One request a connection, each within ten seconds, few at a time: nothing here is meant for the open Internet
/// without a proxy in front.
public final class WitnessServer: Sendable {
  private let desk: WitnessDesk
  /// Where mirrors are; `nil` where none are kept.
  private let mirrors: String?
  private let servesEntries: Bool
  private let listener: TCPListener
  private let open = Mutex(0)

  /// Most connections at once; more are closed at once.
  public static let connectionsMax = 64
  /// Time for a whole request and its answer.
  public static let milliseconds = 10_000

  /// Begins to listen; port 0 lets the system choose.
  /// - Parameters:
  ///   - mirrors: the directory of a ``MirrorKeeper``, whose files are then served beneath `/<hash>/mirror/`.
  ///   - servesEntries: whether entries are among them; not where the log gave them to this witness alone.
  /// - Throws: ``LogError/system(_:)``.
  public init(
    _ desk: WitnessDesk, host: String, port: Int, mirrors: String? = nil, servesEntries: Bool = true
  ) throws(LogError) {
    self.desk = desk
    self.mirrors = mirrors
    self.servesEntries = servesEntries
    listener = try TCPListener(host: host, port: port)
  }

  /// The port.
  public var port: Int { listener.port }

  /// Serves until the process ends; blocks the thread.
  public func run() {
    while true {
      guard let connection = listener.accept(milliseconds: Self.milliseconds) else {
        Terminal.pause(milliseconds: 20)
        continue
      }
      let isFull = open.withLock { open in
        if open >= Self.connectionsMax { return true }
        open += 1
        return false
      }
      if isFull { continue }
      let worker = WorkerThread { [self] in
        serve(connection)
        open.withLock { $0 -= 1 }
      }
      worker.detach()
    }
  }

  private func serve(_ connection: TCPConnection) {
    let answer: WitnessAnswer
    do {
      guard
        let request = try Message.read(
          from: connection, bodyMax: WitnessRequest.bytesMax, needsLength: true)
      else { return }
      answer = respond(to: request)
    } catch let refusal as Message.Refusal {
      answer = Self.text(refusal.status, refusal.sentence)
    } catch {
      return
    }
    let head =
      "HTTP/1.1 \(answer.status) \(Self.reason(answer.status))\r\n"
      + "Content-Type: \(answer.contentType)\r\nContent-Length: \(answer.body.count)\r\n"
      + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    try? connection.write(Array(head.utf8) + answer.body)
  }

  private func respond(to request: Message) -> WitnessAnswer {
    let (method, path) = (request.start[0], request.start[1])
    switch (method, path) {
    case ("POST", "/add-checkpoint"): return desk.addCheckpoint(request.body)
    case ("GET", "/healthz"): return Self.text(200, "ok")
    case ("GET", let path) where path.contains("/mirror/"): return mirrored(path)
    case ("GET", let path) where path.hasSuffix("/checkpoint"):
      return desk.checkpoint(ofOriginHash: String(path.dropFirst().dropLast(11)))
    case (_, "/add-checkpoint"), (_, "/healthz"): return Self.text(405, "another method is needed")
    default: return Self.text(404, "there is nothing here")
    }
  }

  /// A file of a mirror: `/<hash of the origin>/mirror/checkpoint` or a tile there.
  private func mirrored(_ path: String) -> WitnessAnswer {
    let parts = path.dropFirst().split(
      separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    if parts.count == 3, TilePath(path: String(parts[2]))?.content == .entries, !servesEntries {
      return Self.text(403, "entries of this mirror are not handed out; they are in its directory")
    }
    guard let mirrors, parts.count == 3, parts[1] == "mirror", desk.follows(String(parts[0])),
      let bytes = try? LogMirror.file(String(parts[2]), of: "\(mirrors)/\(parts[0])")
    else { return Self.text(404, "nothing of this is mirrored here") }
    let type = parts[2] == "checkpoint" ? "text/plain; charset=utf-8" : "application/octet-stream"
    return WitnessAnswer(status: 200, contentType: type, body: bytes)
  }

  private static func text(_ status: Int, _ sentence: String) -> WitnessAnswer {
    WitnessAnswer(
      status: status, contentType: "text/plain; charset=utf-8", body: Array((sentence + "\n").utf8))
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 422: "Unprocessable Content"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    default: "Bad Request"
    }
  }
}
