/// Number of terminal columns a text takes: 2 for wide and fullwidth characters, 0 for combining
/// ones, else 1.
///
/// Source: Unicode Standard Annex #11 (East Asian Width), classes W and F; class A (ambiguous)
/// counts 1. A sequence that forms one character (an emoji with modifiers) takes the columns of its
/// widest scalar.
public func displayWidth(_ text: some StringProtocol) -> Int {
  text.reduce(0) { $0 + displayWidth($1) }
}

/// Number of terminal columns one character takes.
public func displayWidth(_ character: Character) -> Int {
  var width = 0
  for scalar in character.unicodeScalars {
    if scalar.value == 0xFE0F { return 2 }
    width = max(width, scalarWidth(scalar))
  }
  return width
}

extension String {
  /// The text with spaces after it, up to `width` columns.
  public func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth(self)))
  }

  /// The text with spaces before it, up to `width` columns.
  public func paddedLeft(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth(self))) + self
  }

  /// The text itself when it fits, else its beginning and `…`, never wider than `width` columns.
  public func shortened(to width: Int) -> String {
    if displayWidth(self) <= width { return self }
    var result = ""
    var used = 0
    for character in self {
      let next = displayWidth(character)
      if used + next > width - 1 { break }
      result.append(character)
      used += next
    }
    return width > 0 ? result + "…" : ""
  }

  /// The text itself when it fits, else its beginning, `…` and its end, never wider than `width` columns.
  public func shortenedInside(to width: Int) -> String {
    if displayWidth(self) <= width || width < 3 { return shortened(to: width) }
    let beginning = shortened(to: (width - 1) / 2 + 1)
    var end = ""
    var used = displayWidth(beginning)
    for character in reversed() {
      let next = displayWidth(character)
      if used + next > width { break }
      end = String(character) + end
      used += next
    }
    return beginning + end
  }

  /// The text with every character that could steer a terminal or turn the writing direction made
  /// visible.
  public var printable: String {
    if unicodeScalars.allSatisfy({ !$0.isSteering }) { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.value < 0x20 {
        result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      } else if scalar.isSteering {
        result += "\u{FFFD}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text in lines of at most `width` columns: broken at spaces, and inside Chinese text
  /// anywhere.
  public func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in breakablePieces(self, width: max(2, width)) {
      let columns = displayWidth(piece)
      if used + columns > width, !line.isEmpty {
        lines.append(line.trimmingTrailingSpaces)
        line = ""
        used = 0
        if piece == " " { continue }
      }
      line += piece
      used += columns
    }
    lines.append(line.trimmingTrailingSpaces)
    return lines
  }

  private var trimmingTrailingSpaces: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether a terminal would obey it: control characters and bidirectional overrides.
  fileprivate var isSteering: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}

/// Words, single spaces and single wide characters: what a line may be broken between.
private func breakablePieces(_ text: String, width: Int) -> [String] {
  var pieces: [String] = []
  var word = ""
  var columns = 0
  for character in text {
    let next = displayWidth(character)
    if character == " " || next == 2 {
      if !word.isEmpty { pieces.append(word) }
      word = ""
      columns = 0
      if next == 2, isClosing(character), let last = pieces.last, last != " ",
        displayWidth(last) + next <= width
      {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    } else {
      if columns + next > width {
        pieces.append(word)
        word = ""
        columns = 0
      }
      word.append(character)
      columns += next
    }
  }
  if !word.isEmpty { pieces.append(word) }
  return pieces
}

/// Punctuation that must not begin a line.
private func isClosing(_ character: Character) -> Bool {
  "，。、；：！？）」』》〉】".contains(character)
}

private func scalarWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return value == 0xAD ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if (0x1160...0x11FF).contains(value) { return 0 }
  return isWide(value) ? 2 : 1
}

/// Whether a scalar is in one of the ranges, by binary search.
private func isWide(_ value: UInt32) -> Bool {
  var low = 0
  var high = wideRanges.count
  while low < high {
    let middle = (low + high) / 2
    if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
  }
  return low < wideRanges.count && wideRanges[low].contains(value)
}

/// Classes W and F of EastAsianWidth.txt (Unicode 16), unassigned gaps inside the CJK planes
/// included.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
  0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2630...0x2637, 0x2648...0x2653,
  0x267F...0x267F, 0x268A...0x268F, 0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB,
  0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA,
  0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705,
  0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755,
  0x2757...0x2757, 0x2795...0x2797, 0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C,
  0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x2E99, 0x2E9B...0x2EF3, 0x2F00...0x2FD5,
  0x2FF0...0x303E, 0x3041...0x3096, 0x3099...0x30FF, 0x3105...0x312F, 0x3131...0x318E,
  0x3190...0x31E5, 0x31EF...0x321E, 0x3220...0x3247, 0x3250...0xA48C, 0xA490...0xA4C6,
  0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE52,
  0xFE54...0xFE66, 0xFE68...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FE4,
  0x16FF0...0x16FF1, 0x17000...0x187F7, 0x18800...0x18CD5, 0x18CFF...0x18D08,
  0x1AFF0...0x1AFFE, 0x1B000...0x1B122, 0x1B132...0x1B132, 0x1B150...0x1B152,
  0x1B155...0x1B155, 0x1B164...0x1B167, 0x1B170...0x1B2FB, 0x1D300...0x1D356,
  0x1D360...0x1D376, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E,
  0x1F191...0x1F19A, 0x1F200...0x1F202, 0x1F210...0x1F23B, 0x1F240...0x1F248,
  0x1F250...0x1F251, 0x1F260...0x1F265, 0x1F300...0x1F320, 0x1F32D...0x1F335,
  0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3,
  0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440,
  0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567,
  0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F,
  0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7,
  0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB,
  0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF,
  0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
]
