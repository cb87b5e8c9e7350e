/// A host and a port, as in `127.0.0.1:12345`, `[::1]:0` or `localhost`.
struct ListenAddress: Equatable, CustomStringConvertible {
  /// Name or number, without brackets.
  let host: String
  /// Port, or `nil` where none is given.
  let port: Int?

  /// Parses an address; `nil` when it is not one.
  init?(host text: String) {
    let host: Substring
    let rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
      guard host.contains(":") else { return nil }
    } else {
      let colon = text.firstIndex(of: ":") ?? text.endIndex
      host = text[..<colon]
      rest = text[colon...]
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    self.host = String(host)
    if rest.isEmpty {
      port = nil
    } else {
      guard rest.first == ":", let number = wholeNumber(String(rest.dropFirst())), number <= 65_535
      else { return nil }
      port = Int(number)
    }
  }

  private init(host: String, port: Int?) {
    self.host = host
    self.port = port
  }

  /// The same host with the port that the system chose.
  func withPort(_ port: Int) -> ListenAddress {
    ListenAddress(host: host, port: port)
  }

  /// Whether only this machine can reach the address.
  var isLoopback: Bool {
    let name = host.lowercased()
    if name == "localhost" || name == "::1" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in wholeNumber(String(part)).map { $0 <= 255 } ?? false }
  }

  /// The address as it stands in a URL.
  var description: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port.map { "\(name):\($0)" } ?? name
  }
}
