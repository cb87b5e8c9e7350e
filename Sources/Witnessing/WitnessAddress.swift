/// Where a witness takes checkpoints: `http://host[:port][/prefix]`.
public struct WitnessAddress: Hashable, Sendable, CustomStringConvertible {
  /// Name or number, without brackets.
  public let host: String
  /// Port; 80 unless given.
  public let port: Int
  /// Path before the protocol's own, without a slash at its end.
  public let prefix: String

  /// Reads an address; `nil` for anything but plain HTTP.
  public init?(_ text: String) {
    guard text.hasPrefix("http://"), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return nil
    }
    let rest = text.dropFirst(7)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var path = String(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    guard let place = Self.place(rest[..<slash], otherwise: 80), !path.contains("?"),
      !path.contains("#")
    else { return nil }
    (host, port) = place
    prefix = path
  }

  /// Host and port of `host`, `host:port` or `[::1]:port`.
  public static func place(
    _ text: some StringProtocol, otherwise port: Int
  ) -> (host: String, port: Int)? {
    var host = String(text)
    var rest = ""
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      rest = String(host[host.index(after: end)...])
      host = String(host[host.index(after: host.startIndex)..<end])
    } else if let colon = host.firstIndex(of: ":") {
      rest = String(host[colon...])
      host = String(host[..<colon])
    }
    guard !host.isEmpty, !host.contains("@") else { return nil }
    if rest.isEmpty { return (host, port) }
    guard rest.hasPrefix(":"), let number = Int(rest.dropFirst()), (0...65_535).contains(number)
    else { return nil }
    return (host, number)
  }

  /// The address as text.
  public var description: String {
    "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(prefix)"
  }
}
