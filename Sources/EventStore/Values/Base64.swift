/// Base64 with padding (RFC 4648 §4).
public func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  var index = 0
  while index < bytes.count {
    let rest = bytes.count - index
    let first = UInt32(bytes[index]) << 16
    let second = rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0
    let group = first | second | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
    text.append(alphabet[Int(group >> 18)])
    text.append(alphabet[Int(group >> 12 & 63)])
    text.append(rest > 1 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "="))
    text.append(rest > 2 ? alphabet[Int(group & 63)] : UInt8(ascii: "="))
    index += 3
  }
  return String(decoding: text, as: UTF8.self)
}

/// The bytes of a padded base64 text, or `nil` when it is not one.
public func base64Bytes(_ text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count % 4 == 0 else { return nil }
  var bytes: [UInt8] = []
  for start in stride(from: 0, to: digits.count, by: 4) {
    let isLast = start + 4 == digits.count
    var group: UInt32 = 0
    var padding = 0
    for digit in digits[start..<(start + 4)] {
      if digit == UInt8(ascii: "="), isLast {
        padding += 1
        group <<= 6
      } else if padding == 0, let value = base64Value(digit) {
        group = group << 6 | value
      } else {
        return nil
      }
    }
    guard padding <= 2 else { return nil }
    let triple = [24 - 8, 24 - 16, 0].map { UInt8(truncatingIfNeeded: group >> UInt32($0)) }
    bytes.append(contentsOf: triple[0..<(3 - padding)])
  }
  return bytes
}

private func base64Value(_ digit: UInt8) -> UInt32? {
  switch digit {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
  case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}

/// The bytes of a padded base64 text written in the only way that gives it: unused bits are zero; `nil` for any other.
///
/// Evidence is compared as text, so each value has one text.
public func canonicalBase64Bytes(_ text: String) -> [UInt8]? {
  guard let bytes = base64Bytes(text), base64(bytes).hasSameBytes(as: text) else { return nil }
  return bytes
}
