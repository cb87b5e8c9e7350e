import EventStore
import Projections

/// The query part of an address, decoded strictly: unknown names, repeated names, empty values and bad escapes are refused.
struct QueryItems {
  private let items: [(name: String, value: String)]

  /// Decodes `name=value&…`.
  ///
  /// - Parameters:
  ///   - query: the text after `?`, or `nil`.
  ///   - single: names that may appear once.
  ///   - repeatable: names that may appear several times.
  init(_ query: String?, single: [String], repeatable: [String] = []) throws(Problem) {
    var items: [(name: String, value: String)] = []
    for part in (query ?? "").split(separator: "&", omittingEmptySubsequences: true) {
      let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = percentDecoded(pieces[0], plusIsSpace: true),
        let value = percentDecoded(pieces.count > 1 ? pieces[1] : "", plusIsSpace: true)
      else {
        throw .badParameter(String(part), "is not percent-encoded UTF-8")
      }
      guard single.contains(name) || repeatable.contains(name) else {
        let known = (single + repeatable).map { "'\($0)'" }.joined(separator: ", ")
        throw .badParameter(
          name,
          known.isEmpty
            ? "is not known here; this address takes none" : "is not known here; use \(known)")
      }
      // A client whose own variable is empty would get the answer to another question: every case instead of some.
      guard !value.isEmpty else {
        throw .badParameter(name, "has no value; give it one, or leave it out")
      }
      if single.contains(name), items.contains(where: { $0.name == name }) {
        throw .badParameter(name, "is given twice; give it once")
      }
      items.append((name, value))
    }
    self.items = items
  }

  /// The value of a parameter, or `nil`.
  subscript(name: String) -> String? {
    items.first { $0.name == name }?.value
  }

  /// Every value of a repeatable parameter, in order.
  func all(_ name: String) -> [String] {
    items.filter { $0.name == name }.map(\.value)
  }

  /// A whole number, or `nil` when the parameter is absent.
  func number(_ name: String) throws(Problem) -> UInt64? {
    guard let text = self[name] else { return nil }
    guard let number = wholeNumber(text) else {
      throw .badParameter(name, "must be a whole number of 0 or more in decimal digits")
    }
    return number
  }
}

/// The number that a text of decimal digits writes, or `nil`: no sign, no space, nothing over 64 bits.
func wholeNumber(_ text: String) -> UInt64? {
  guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return UInt64(text)
}

/// Text with `%XX` escapes resolved, or `nil` when an escape or the UTF-8 is broken.
func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "%"):
      guard let high = rest.popFirst().flatMap(hexDigit),
        let low = rest.popFirst().flatMap(hexDigit)
      else { return nil }
      bytes.append(high << 4 | low)
    case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
    default: bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

/// Text that may stand as one value in a query or one segment of a path.
func percentEncoded(_ text: String) -> String {
  var result = ""
  for byte in text.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }
  }
  return result
}
