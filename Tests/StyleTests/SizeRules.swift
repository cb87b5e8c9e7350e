/// A file fits on a few screens, a function on one.
enum SizeRules {
  static let fileLinesMax = 500
  static let functionLinesMax = 70
  static let columnsMax = 100

  static func fileLength(_ source: SwiftSource) -> [Finding] {
    let count = source.lines.last == "" ? source.lines.count - 1 : source.lines.count
    guard count > fileLinesMax else { return [] }
    return [
      Finding(
        path: source.path, line: 0,
        message: "\(count) lines; split it by concept (at most \(fileLinesMax))")
    ]
  }

  /// Lines of code wider than the page; comments and long literals may stick out a little.
  static func codeWidth(_ source: SwiftSource) -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in source.code.enumerated() {
      var text = line
      while text.last == " " { text.removeLast() }
      guard text.count > columnsMax, !text.contains("\"") else { continue }
      findings.append(
        Finding(
          path: source.path, line: index + 1,
          message: "\(text.count) columns of code (at most \(columnsMax))"))
    }
    return findings
  }

  static func functionLength(_ source: SwiftSource) -> [Finding] {
    functions(source).filter { $0.lines > functionLinesMax }.map {
      Finding(
        path: source.path, line: $0.line,
        message: "\($0.name) has \($0.lines) lines; split it (at most \(functionLinesMax))")
    }
  }

  /// A function, initializer or subscript with a body.
  struct Function {
    let name: String
    /// Where its declaration begins, from 1.
    let line: Int
    /// From the declaration to the closing brace, both counted.
    let lines: Int
    /// Index of the first and last line of the body.
    let body: ClosedRange<Int>
  }

  static func functions(_ source: SwiftSource) -> [Function] {
    var finder = FunctionFinder()
    for (index, line) in source.code.enumerated() { finder.read(line, at: index) }
    return finder.found
  }
}

/// Follows braces and parentheses to see where each function begins and ends.
private struct FunctionFinder {
  private struct Declaration {
    let name: String
    let line: Int
    /// Depth of braces where it stands.
    let depth: Int
    var hasBody = false
    var bodyLine = 0
  }

  private(set) var found: [SizeRules.Function] = []
  private var open: [Declaration] = []
  private var braces = 0
  private var parentheses = 0

  private static let declarations: Set<Substring> = ["func", "init", "subscript", "deinit"]
  private static let others: Set<Substring> = [
    "var", "let", "case", "struct", "enum", "class", "protocol", "extension", "typealias",
    "associatedtype", "import",
  ]

  mutating func read(_ line: String, at index: Int) {
    var words = Word.all(in: line)[...]
    var place = line.startIndex
    while place < line.endIndex {
      if let word = words.first, word.text.startIndex == place {
        words.removeFirst()
        take(word, next: words.first, at: index)
        place = word.text.endIndex
        continue
      }
      take(line[place], at: index)
      place = line.index(after: place)
    }
  }

  private mutating func take(_ word: Word, next: Word?, at index: Int) {
    let isDeclared =
      Self.declarations.contains(word.text) && word.before != "." && word.before != "`"
    if isDeclared || (Self.others.contains(word.text) && word.before != ".") {
      guard parentheses == 0 else { return }
      // A requirement of a protocol has no body.
      if let last = open.last, !last.hasBody, last.depth == braces { open.removeLast() }
    }
    if isDeclared {
      let name = word.text == "func" ? String(next?.text ?? "operator") : String(word.text)
      open.append(Declaration(name: name, line: index, depth: braces))
    }
  }

  private mutating func take(_ character: Character, at index: Int) {
    switch character {
    case "(", "[": parentheses += 1
    case ")", "]": parentheses -= 1
    case "{":
      if parentheses == 0, let last = open.last, !last.hasBody, last.depth == braces {
        open[open.count - 1].hasBody = true
        open[open.count - 1].bodyLine = index
      }
      braces += 1
      stack.append(parentheses)
      parentheses = 0
    case "}":
      braces -= 1
      parentheses = stack.popLast() ?? 0
      if let last = open.last, !last.hasBody, last.depth > braces { open.removeLast() }
      if let last = open.last, last.hasBody, last.depth == braces {
        open.removeLast()
        found.append(
          SizeRules.Function(
            name: last.name, line: last.line + 1, lines: index - last.line + 1,
            body: last.bodyLine...index))
      }
    default: break
    }
  }

  /// Depth of parentheses outside each open brace.
  private var stack: [Int] = []
}
