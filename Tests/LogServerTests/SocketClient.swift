import EventStore
import Glibc
import Synchronization

/// A bare HTTP/1.1 client over one socket: what the tests need and no more.
///
/// Its calls block, so tests run them through ``onThread(_:)``, away from the server's threads.
final class SocketClient: Sendable {
  private let descriptor: Int32
  private let buffered = Mutex<[UInt8]>([])

  /// An answer: status, header fields in lower case, body.
  struct Answer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var patience = timeval(tv_sec: 240, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failure(description: "cannot connect to port \(port)") }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(description: "the server closed the connection") }
      rest = rest.dropFirst(count)
    }
  }

  /// Text up to and including `end`, or `nil` when the server closed first.
  func read(through end: String) throws -> String? {
    let mark = Array(end.utf8)
    while true {
      let found = buffered.withLock { bytes -> String? in
        guard let range = bytes.firstRange(of: mark) else { return nil }
        defer { bytes.removeSubrange(..<range.upperBound) }
        return String(decoding: bytes[..<range.upperBound], as: UTF8.self)
      }
      if let found { return found }
      guard try fill() else { return nil }
    }
  }

  func read(count: Int) throws -> [UInt8] {
    while buffered.withLock({ $0.count }) < count, try fill() {}
    return buffered.withLock { bytes in
      defer { bytes.removeFirst(min(count, bytes.count)) }
      return Array(bytes.prefix(count))
    }
  }

  /// Ends the connection now.
  func leave() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func fill() throws -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    if count < 0, errno == EAGAIN {
      throw Failure(description: "no answer within 240 seconds")
    }
    guard count > 0 else { return false }
    buffered.withLock { $0.append(contentsOf: chunk[0..<count]) }
    return true
  }

  func sendHead(
    _ method: String, _ path: String, headers: [(String, String)] = [], bodyLength: Int? = nil
  ) throws {
    var head = "\(method) \(path) HTTP/1.1\r\n"
    if !headers.contains(where: { $0.0 == "Host" }) { head += "Host: 127.0.0.1\r\n" }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let bodyLength { head += "Content-Length: \(bodyLength)\r\n" }
    try send(Array((head + "\r\n").utf8))
  }

  /// Reads a status line and header fields.
  func readHead() throws -> (status: Int, headers: [String: String]) {
    guard let head = try read(through: "\r\n\r\n") else {
      throw Failure(description: "the server closed the connection without an answer")
    }
    let lines = head.split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return (Int(lines[0].split(separator: " ")[1]) ?? 0, headers)
  }

  func ask(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
  ) throws -> Answer {
    try sendHead(method, path, headers: headers, bodyLength: body?.count)
    if let body { try send(body) }
    let (status, fields) = try readHead()
    let length = method == "HEAD" ? 0 : Int(fields["content-length"] ?? "") ?? 0
    return Answer(status: status, headers: fields, body: try read(count: length))
  }
}

/// Runs blocking code on a thread of its own.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
{
  try await withCheckedThrowingContinuation { continuation in
    _ = WorkerThread { continuation.resume(with: Result(catching: body)) }
  }
}
