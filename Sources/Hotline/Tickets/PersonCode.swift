/// 人员代码: the code of a person in what is kept for good, where no name or number of anybody may stand.
public enum PersonCode {
  /// Longest code, in bytes of UTF-8: that of an actor.
  public static let bytesMax = 128

  /// Whether a text may stand for a person: as short as an actor's name, without spaces and what else only looks different, and
  /// no telephone or identity number. A name cannot be told from a code; a number can.
  public static func isAllowed(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    let isPlain = !scalars.contains {
      $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F
    }
    let digits = scalars.count { $0.properties.numericType != nil }
    let letters = scalars.count { $0.properties.isAlphabetic }
    let isNumber = letters == 0 ? digits >= 7 : letters == 1 && digits >= 9
    return isPlain && !isNumber && text.utf8.count <= bytesMax
  }
}
