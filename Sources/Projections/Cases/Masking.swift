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

  /// Stands for whatever is hidden.
  public static let hidden = "＊＊＊"
}
