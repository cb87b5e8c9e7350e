/// What is public is explained, and what is tested is checked.
enum WritingRules {
  /// Every `public` or `open` declaration has a `///` comment right above it (attributes may stand between).
  static func documented(_ source: SwiftSource) -> [Finding] {
    guard source.isInside("Sources") else { return [] }
    var findings: [Finding] = []
    for (index, line) in source.code.enumerated() {
      let words = Word.all(in: line).map(\.text)
      guard words.contains("public") || words.first == "open" else { continue }
      guard isDeclaration(words), !isExplained(source, above: index) else { continue }
      findings.append(
        Finding(
          path: source.path, line: index + 1,
          message: "public, but without a '///' sentence that says what it is"))
    }
    return findings
  }

  private static func isDeclaration(_ words: [Substring]) -> Bool {
    let declarations: Set<Substring> = [
      "func", "init", "subscript", "var", "let", "struct", "enum", "class", "protocol", "actor",
      "typealias", "case", "macro",
    ]
    if words.contains("import") || words.contains("override") { return false }
    return words.contains(where: declarations.contains)
  }

  private static func isExplained(_ source: SwiftSource, above index: Int) -> Bool {
    var row = index - 1
    var attributeParentheses = 0
    while row >= 0 {
      if source.comments[row].hasPrefix("///") { return true }
      let text = source.code[row].trimmed
      attributeParentheses += text.count(where: { $0 == ")" }) - text.count(where: { $0 == "(" })
      guard text.hasPrefix("@") || text.hasPrefix("#if") || attributeParentheses > 0 else {
        return false
      }
      row -= 1
    }
    return false
  }

  /// Every function marked `@Test` checks something, itself or by a helper named for it.
  static func tested(_ source: SwiftSource) -> [Finding] {
    guard source.isInside("Tests") else { return [] }
    let functions = SizeRules.functions(source)
    var findings: [Finding] = []
    for (index, line) in source.code.enumerated() {
      guard Word.all(in: line).contains(where: { $0.text == "Test" && $0.before == "@" }) else {
        continue
      }
      guard let function = functions.filter({ $0.line > index }).min(by: { $0.line < $1.line })
      else { continue }
      let checks = source.code[function.body].contains { line in
        Word.all(in: line).contains {
          ($0.before == "#" && ($0.text == "expect" || $0.text == "require"))
            || $0.text.hasPrefix("expect") || $0.text.hasPrefix("assert")
            || $0.text == "confirmation" || $0.text == "Issue"
        }
      }
      if !checks {
        findings.append(
          Finding(
            path: source.path, line: function.line,
            message: "test \(function.name) checks nothing; a test without #expect cannot fail"))
      }
    }
    return findings
  }
}

/// Paths of one machine have no place in a repository.
enum PathRules {
  static func machinePaths(path: String, text: String) -> [Finding] {
    var findings: [Finding] = []
    let roots = ["wo" + "rk", "op" + "t", "ho" + "me", "ro" + "ot", "tm" + "p", "Us" + "ers"]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for root in roots where mentions(line, root) {
        // The standard's own place for temporary files, where the user names no other.
        if root == roots[4], line.contains("TMPDIR") { continue }
        findings.append(
          Finding(
            path: path, line: index + 1,
            message: "names the machine folder '\(root)'; use a relative path, an option or mktemp")
        )
      }
    }
    return findings
  }

  /// Whether a line holds a path that begins in this folder; longer paths that pass through one are fine.
  private static func mentions(_ line: Substring, _ root: String) -> Bool {
    var rest = line
    while let found = rest.firstRange(of: "/" + root) {
      let before = line[..<found.lowerBound].last
      let after = line[found.upperBound...].first
      let beginsPath =
        before.map { !($0.isLetter || $0.isNumber || "./}])_-~*<>".contains($0)) } ?? true
      let endsName = after.map { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") } ?? true
      if beginsPath && endsName { return true }
      rest = line[found.upperBound...]
    }
    return false
  }
}
