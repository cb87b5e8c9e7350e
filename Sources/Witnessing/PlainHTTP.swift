import EventStore

/// One question over plain HTTP/1.1, on a connection of its own.
enum PlainHTTP {
  /// Asks and reads the whole answer.
  ///
  /// - Parameters:
  ///   - method: GET or POST.
  ///   - path: what is asked for, beneath the address's own path; begins with a slash.
  ///   - address: whom.
  ///   - token: what lets this client in; never part of the path.
  ///   - body: what is sent with a POST.
  ///   - bodyMax: largest answer in bytes.
  ///   - milliseconds: time for the question and its answer.
  /// - Returns: status and body; `nil` when the other side closed without an answer.
  /// - Throws: ``Message/Refusal``, or ``LogError`` when the connection breaks.
  static func ask(
    _ method: String, _ path: String, of address: WitnessAddress, token: String? = nil,
    body: [UInt8] = [],
    bodyMax: Int, milliseconds: Int
  ) throws -> (status: Int, body: [UInt8])? {
    let connection = try TCPConnection.open(
      host: address.host, port: address.port, milliseconds: milliseconds)
    var head =
      "\(method) \(address.prefix)\(path) HTTP/1.1\r\nHost: \(address.host):\(address.port)\r\n"
    head += "Connection: close\r\nUser-Agent: anjuan\r\n"
    if let token { head += "Authorization: Bearer \(token)\r\n" }
    if method == "POST" {
      head += "Content-Type: text/plain\r\nContent-Length: \(body.count)\r\n"
    }
    try connection.write(Array((head + "\r\n").utf8) + body)
    let message = try Message.read(from: connection, bodyMax: bodyMax, needsLength: false)
    guard let message, let status = Int(message.start[1]) else { return nil }
    return (status, message.body)
  }
}
