/// A Swift file taken apart: what is code, and what is comment, line by line.
///
/// Text inside string literals is blanked out of the code, except what is interpolated.
struct SwiftSource {
  /// Path below the package root.
  let path: String
  /// The lines as written.
  let lines: [String]
  /// The lines without comments and literal text.
  let code: [String]
  /// The comments alone.
  let comments: [String]

  init(path: String, text: String) {
    self.path = path
    var splitter = Splitter(Array(text.utf8))
    splitter.run()
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    code = splitter.code.map { String(decoding: $0, as: UTF8.self) }
    comments = splitter.comments.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first folders of the path, such as `Sources/EventStore`.
  func isInside(_ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder + "/")
  }
}

private struct Splitter {
  private enum Mode {
    case code(parentheses: Int)
    case string(hashes: Int, isMultiline: Bool)
  }

  private let bytes: [UInt8]
  private var at = 0
  private var modes: [Mode] = [.code(parentheses: 0)]
  private(set) var code: [[UInt8]] = [[]]
  private(set) var comments: [[UInt8]] = [[]]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func run() {
    while at < bytes.count {
      switch modes[modes.count - 1] {
      case .code(let parentheses): stepInCode(parentheses)
      case .string(let hashes, let isMultiline): stepInString(hashes, isMultiline)
      }
    }
  }

  private mutating func stepInCode(_ parentheses: Int) {
    if starts("//") {
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { takeComment() }
    } else if starts("/*") {
      takeBlockComment()
    } else if let hashes = hashesBeforeQuote() {
      let start = at + hashes
      let isMultiline = starts("\"\"\"", at: start)
      let end = start + (isMultiline ? 3 : 1)
      while at < end { takeCode() }
      modes.append(.string(hashes: hashes, isMultiline: isMultiline))
    } else {
      if bytes[at] == UInt8(ascii: "(") {
        modes[modes.count - 1] = .code(parentheses: parentheses + 1)
      } else if bytes[at] == UInt8(ascii: ")") {
        if parentheses == 1, modes.count > 1 {
          modes.removeLast()
        } else {
          modes[modes.count - 1] = .code(parentheses: parentheses - 1)
        }
      }
      takeCode()
    }
  }

  private mutating func stepInString(_ hashes: Int, _ isMultiline: Bool) {
    let marks = String(repeating: "#", count: hashes)
    let closing = (isMultiline ? "\"\"\"" : "\"") + marks
    let escape = "\\" + marks
    if starts(closing) {
      let end = at + closing.utf8.count
      while at < end { takeCode() }
      modes.removeLast()
    } else if starts(escape + "(") {
      let end = at + escape.utf8.count + 1
      while at < end { takeCode() }
      modes.append(.code(parentheses: 1))
    } else if starts(escape) {
      let end = min(at + escape.utf8.count + 1, bytes.count)
      while at < end { blank() }
    } else if bytes[at] == UInt8(ascii: "\n"), !isMultiline {
      modes.removeLast()
    } else {
      blank()
    }
  }

  private mutating func takeBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        takeComment()
      } else if starts("*/") {
        depth -= 1
        takeComment()
      }
      takeComment()
    } while depth > 0 && at < bytes.count
  }

  private func starts(_ text: String, at start: Int? = nil) -> Bool {
    bytes[min(start ?? at, bytes.count)...].starts(with: text.utf8)
  }

  /// The number of `#` before a string literal that begins here, or `nil` when none begins.
  private func hashesBeforeQuote() -> Int? {
    var end = at
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
  }

  private mutating func takeCode() { take { $0.code[$0.code.count - 1].append($1) } }

  private mutating func takeComment() { take { $0.comments[$0.comments.count - 1].append($1) } }

  private mutating func blank() {
    take { splitter, _ in splitter.code[splitter.code.count - 1].append(0x20) }
  }

  private mutating func take(_ keep: (inout Splitter, UInt8) -> Void) {
    guard at < bytes.count else { return }
    if bytes[at] == UInt8(ascii: "\n") {
      code.append([])
      comments.append([])
    } else {
      keep(&self, bytes[at])
    }
    at += 1
  }
}
