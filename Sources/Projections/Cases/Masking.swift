/// What of a personal value is shown to people who did not ask to see it.
public enum Masking {
  /// The value with everything hidden that could name a person or a place finer than a district.
  ///
  /// An address that begins with a district (three characters, the last 區, 区, 鄉, 镇 …) keeps the
  /// district; of anything else nothing is kept, not even its length.
  public static func masked(_ value: String, path: String) -> String {
    guard path == "address" || path.hasSuffix(".address") else { return hidden }
    let start = value.prefix(3)
    guard start.count == 3, let last = start.last, "區区鄉乡鎮镇市".contains(last) else {
      return hidden
    }
    return start + hidden
  }

  /// A part of the value that names nobody by itself: the first character of a name, the first three and last four digits of
  /// a phone number, the district of an address; `nil` of anything else, as anything may be in it.
  public static func partly(_ value: String, _ field: ValueClass) -> String? {
    switch field {
    case .name:
      guard value.count > 1, let first = value.first else { return hidden }
      return "\(first)＊＊"
    case .phone:
      let isNumber = value.utf8.allSatisfy {
        (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D
      }
      guard isNumber, value.utf8.count >= 9 else { return hidden }
      return "\(value.prefix(3))****\(value.suffix(4))"
    case .address: return masked(value, path: "address")
    case .text: return nil
    }
  }

  /// Stands for whatever is hidden.
  public static let hidden = "＊＊＊"
}
