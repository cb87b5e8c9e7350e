/// Words that do not stand in this code base, and where they may stand after all.
enum WordRules {
  /// Traps and holes in the type system, nowhere in sources.
  static func banned(_ source: SwiftSource) -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in source.code.enumerated() {
      let words = Word.all(in: line)
      for (place, word) in words.enumerated() {
        guard let message = complaint(word, next: place + 1 < words.count ? words[place + 1] : nil)
        else { continue }
        findings.append(Finding(path: source.path, line: index + 1, message: message))
      }
    }
    return findings
  }

  private static func complaint(_ word: Word, next: Word?) -> String? {
    switch word.text {
    case "try" where word.after == "!": "no try!: handle the error"
    case "as" where word.after == "!": "no as!: check the type"
    case "fatalError": "no fatalError: throw, or use a precondition with a sentence"
    case "unchecked" where word.before == "@": "no @unchecked: make the type safe to share"
    case "nonisolated" where next?.text == "unsafe" && word.after == "(":
      "no nonisolated(unsafe): use Mutex"
    default: nil
    }
  }

  /// Notes of unfinished work, in code or comment.
  static func unfinished(_ source: SwiftSource) -> [Finding] {
    let marks: Set<Substring> = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
    var findings: [Finding] = []
    for (index, line) in source.lines.enumerated() {
      for word in Word.all(in: line) where marks.contains(word.text) {
        findings.append(
          Finding(
            path: source.path, line: index + 1,
            message: "\(word.text): finish it, or open an issue and leave the code clean"))
      }
    }
    return findings
  }

  /// Folds and decisions give the same result everywhere: no clock, chance, hash seed, locale or binary fraction.
  static func indeterminate(_ source: SwiftSource) -> [Finding] {
    guard source.isInside("Sources/Hotline") || source.isInside("Sources/Projections") else {
      return []
    }
    var findings: [Finding] = []
    for (index, line) in source.code.enumerated() {
      for word in Word.all(in: line) {
        guard let reason = indeterminacy(word) else { continue }
        findings.append(
          Finding(
            path: source.path, line: index + 1,
            message: "\(word.text) \(reason); decisions and folds must be repeatable"))
      }
    }
    return findings
  }

  private static func indeterminacy(_ word: Word) -> String? {
    switch word.text {
    case "Date", "UUID", "SystemClock", "ContinuousClock", "SuspendingClock", "SystemEntropy",
      "SystemRandomNumberGenerator":
      word.after == "(" || word.after == "." ? "reads the machine" : nil
    case "clock_gettime", "gettimeofday", "getenv", "ProcessInfo": "reads the machine"
    case "random", "randomElement", "shuffled", "shuffle": word.after == "(" ? "is chance" : nil
    case "hashValue": "depends on the run's hash seed"
    case "Hasher": word.after == "(" ? "depends on the run's hash seed" : nil
    case "Double", "Float", "Float16", "CGFloat": "is a binary fraction"
    case "Locale", "NumberFormatter", "DateFormatter": "depends on the locale"
    default: nil
    }
  }

  /// Folders in which unsafe code may stand.
  static let unsafeFolders = [
    "Sources/EventStore/LMDB", "Sources/EventStore/System",
    "Sources/EventStore/Hashing",
    "Sources/EventStore/Values/Digest.swift", "Sources/EventStore/Record", "Sources/Wire",
    "Sources/Importers/Gzip", "Sources/Importers/Workbook/ZipArchive.swift",
    "Sources/Importers/Workbook/XMLTokens.swift",
  ]

  /// How far below its `// SAFETY:` sentence a use of `unsafe` may stand.
  static let safetyReach = 6

  /// `unsafe` stands in few folders, and each use is explained by a `// SAFETY:` sentence: at most six lines
  /// above, or above the run of uses it belongs to, in the same function, or right above the function or type
  /// it stands in.
  static func unsafeUse(_ source: SwiftSource) -> [Finding] {
    guard source.isInside("Sources") else { return [] }
    let isAllowed = unsafeFolders.contains(where: source.isInside)
    let covered = SafetyCover.lines(source)
    var findings: [Finding] = []
    var explained = -1000
    for (index, line) in source.code.enumerated() {
      if source.comments[index].contains("SAFETY:") { explained = index }
      let uses = Word.all(in: line).contains {
        $0.text == "unsafe" && $0.before != "." && $0.before != "@" && $0.before != "("
          && $0.after != ":"
      }
      guard uses else { continue }
      if !isAllowed {
        findings.append(
          Finding(
            path: source.path, line: index + 1,
            message: "unsafe code belongs in the folders of WordRules.unsafeFolders only"))
      } else if covered.contains(index) || index - explained <= safetyReach {
        explained = max(explained, index - 1)
      } else {
        findings.append(
          Finding(
            path: source.path, line: index + 1,
            message: "this use of unsafe has no '// SAFETY:' sentence above it"))
      }
    }
    return findings
  }
}

/// The lines that a `// SAFETY:` sentence speaks for, besides those right below it.
private enum SafetyCover {
  static func lines(_ source: SwiftSource) -> Set<Int> {
    let functions = SizeRules.functions(source)
    var covered: Set<Int> = []
    for (index, comment) in source.comments.enumerated() where comment.contains("SAFETY:") {
      for function in functions where function.body.contains(index) {
        covered.formUnion(Set(function.body))
      }
      covered.formUnion(declaration(source, below: index))
    }
    return covered
  }

  /// The declaration that begins right below a comment, to its closing brace; empty when none does.
  private static func declaration(_ source: SwiftSource, below index: Int) -> Range<Int> {
    var first = index + 1
    while first < source.code.count, source.code[first].trimmed.isEmpty,
      !source.comments[first].isEmpty
    {
      first += 1
    }
    guard first < source.code.count else { return 0..<0 }
    let words: Set<Substring> = ["func", "init", "deinit", "struct", "class", "enum", "extension"]
    var depth = 0
    var isDeclaration = false
    for row in first..<source.code.count {
      let line = source.code[row]
      if row == first || line.trimmed.hasPrefix("@") || !isDeclaration {
        isDeclaration = isDeclaration || Word.all(in: line).contains { words.contains($0.text) }
      }
      let opened = line.count(where: { $0 == "{" })
      depth += opened - line.count(where: { $0 == "}" })
      if opened > 0 && !isDeclaration { return 0..<0 }
      if isDeclaration && depth <= 0 && line.contains("}") { return first..<(row + 1) }
      if !isDeclaration && !line.trimmed.hasPrefix("@") { return 0..<0 }
    }
    return 0..<0
  }
}
