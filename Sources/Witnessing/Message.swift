import EventStore

/// One HTTP/1.1 message as the witness protocol needs it: a first line, few header fields, a body of known length.
///
/// Not a general HTTP parser: chunked bodies, continuation lines and anything beyond the limits are refused.
struct Message {
  /// The three parts of the first line: method, target and version, or version, status and reason.
  var start: [String]
  /// Header fields; names in lower case.
  var fields: [(name: String, value: String)]
  var body: [UInt8] = []

  /// Largest head, in bytes.
  static let headBytesMax = 16 << 10

  /// Why a message is not taken.
  struct Refusal: Error {
    let status: Int
    let sentence: String
  }

  /// Reads a message.
  /// - Parameter needsLength: whether a message without a length has no body; otherwise its body ends with the connection.
  /// - Throws: ``Refusal``, or ``LogError`` when the connection breaks. `nil` when the other side closed before a byte.
  static func read(
    from connection: TCPConnection, bodyMax: Int, needsLength: Bool
  ) throws -> Message? {
    var bytes: [UInt8] = []
    var end: Int?
    while end == nil {
      let more = try connection.read()
      if more.isEmpty {
        if bytes.isEmpty { return nil }
        throw Refusal(status: 400, sentence: "the head ends too early")
      }
      let from = max(0, bytes.count - 3)
      bytes += more
      end = Self.endOfHead(bytes, from: from)
      if (end ?? bytes.count) > headBytesMax {
        throw Refusal(status: 431, sentence: "the head has more than \(headBytesMax) bytes")
      }
    }
    guard let end else { return nil }
    var message = try Message(head: Array(bytes[..<(end - 4)]))
    message.body = Array(bytes[end...])
    try message.readBody(from: connection, bodyMax: bodyMax, needsLength: needsLength)
    return message
  }

  private mutating func readBody(
    from connection: TCPConnection, bodyMax: Int, needsLength: Bool
  ) throws {
    guard self["transfer-encoding"] == nil else {
      throw Refusal(status: 501, sentence: "send a Content-Length; chunked bodies are not taken")
    }
    let length = try contentLength()
    guard length ?? 0 <= bodyMax else {
      throw Refusal(status: 413, sentence: "the body has more than \(bodyMax) bytes")
    }
    if length == nil, needsLength {
      body = []
      return
    }
    while body.count < length ?? .max {
      let more = try connection.read()
      if more.isEmpty {
        guard length == nil else { throw Refusal(status: 400, sentence: "the body is cut short") }
        return
      }
      body += more
      guard body.count <= bodyMax else {
        throw Refusal(status: 413, sentence: "the body has more than \(bodyMax) bytes")
      }
    }
    if let length { body = Array(body.prefix(length)) }
  }

  private func contentLength() throws -> Int? {
    let values = fields.filter { $0.name == "content-length" }.map(\.value)
    guard let first = values.first else { return nil }
    guard values.count == 1, !first.isEmpty, first.utf8.count < 10,
      first.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(first)
    else { throw Refusal(status: 400, sentence: "the Content-Length is not one number") }
    return number
  }

  private static func endOfHead(_ bytes: [UInt8], from: Int) -> Int? {
    let mark: [UInt8] = [13, 10, 13, 10]
    guard bytes.count >= from + 4 else { return nil }
    for index in from...(bytes.count - 4) where Array(bytes[index..<(index + 4)]) == mark {
      return index + 4
    }
    return nil
  }

  /// Reads the head without its last blank line.
  init(head: [UInt8]) throws {
    let bad = Refusal(status: 400, sentence: "this is not HTTP/1.1")
    var lines: [String] = []
    for line in head.split(separator: 10, omittingEmptySubsequences: false) {
      let text = line.last == 13 ? line.dropLast() : line
      guard text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 9 }) else { throw bad }
      lines.append(String(decoding: text, as: UTF8.self))
    }
    guard let first = lines.first else { throw bad }
    start = first.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    guard start.count >= 2,
      start[0].hasPrefix("HTTP/1.") || start.last?.hasPrefix("HTTP/1.") == true
    else { throw bad }
    fields = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
        !line[..<colon].contains(where: { $0 == " " || $0 == "\t" })
      else { throw bad }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      fields.append((line[..<colon].lowercased(), String(value)))
    }
  }

  /// The value of a header field, or `nil`.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}
