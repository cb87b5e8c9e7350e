/// One place where a file breaks a rule of the house.
struct Finding: Equatable, CustomStringConvertible {
  let path: String
  /// From 1; 0 when the whole file is meant.
  let line: Int
  let message: String

  var description: String {
    line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)"
  }
}

/// Whole words of a line of code: identifiers, keywords and the character before and after each.
struct Word {
  let text: Substring
  let before: Character?
  let after: Character?

  /// The words of a line, in order.
  static func all(in line: String) -> [Word] {
    var words: [Word] = []
    var index = line.startIndex
    while index < line.endIndex {
      guard isPart(line[index]) else {
        index = line.index(after: index)
        continue
      }
      let start = index
      while index < line.endIndex, isPart(line[index]) { index = line.index(after: index) }
      words.append(
        Word(
          text: line[start..<index],
          before: start == line.startIndex ? nil : line[line.index(before: start)],
          after: index == line.endIndex ? nil : line[index]))
    }
    return words
  }

  private static func isPart(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }
}

extension String {
  /// The text without spaces at either end.
  var trimmed: Substring {
    var rest = self[...]
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}
