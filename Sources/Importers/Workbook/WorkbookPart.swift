/// Reads one part of a workbook as elements and texts; what is wrong with it is told with the workbook's path.
struct WorkbookPart {
  private static let pieceBytes = 65_536

  private let part: ZipArchive.Part
  private let name: String
  private let path: String
  private let tokens: XMLTokens
  private var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
  private var isAtEnd = false

  /// Opens a part; `nil` when the workbook has none of this name.
  /// - Parameter path: of the workbook.
  init?(_ archive: ZipArchive, _ name: String, path: String) throws(ImportError) {
    do {
      guard let part = try archive.open(name) else { return nil }
      self.part = part
      tokens = try XMLTokens()
    } catch {
      throw WorkbookPart.damaged(path, "\(error)")
    }
    self.name = name
    self.path = path
  }

  /// The next token; `nil` at the end.
  mutating func next() throws(ImportError) -> XMLTokens.Token? {
    while true {
      if let token = tokens.next() { return token }
      if isAtEnd { return nil }
      do throws(ZipArchive.Damage) {
        let count = try part.read(into: &piece)
        isAtEnd = count == 0
        try take(count)
      } catch {
        throw WorkbookPart.damaged(path, error.words)
      }
    }
  }

  private func take(_ count: Int) throws(ZipArchive.Damage) {
    do throws(XMLTokens.Damage) {
      try tokens.take(piece.span.extracting(0..<count), isLast: isAtEnd)
    } catch {
      throw ZipArchive.Damage(words: "its part \(name) is no XML: \(error.words)")
    }
  }

  /// Calls `body` with the name and attributes of each element.
  mutating func eachStart(
    _ body: (_ name: Range<Int>, _ attributes: Range<Int>) throws(ImportError) -> Void
  ) throws(ImportError) {
    while let token = try next() {
      if case .start(let name, let attributes) = token { try body(name, attributes) }
    }
  }

  /// Whether a name is this one.
  func isName(_ range: Range<Int>, _ name: String) -> Bool { tokens.isName(range, name) }
  /// The text of an attribute; `nil` when there is none of this name.
  func text(_ name: String, in attributes: Range<Int>) -> String? {
    tokens.text(name, in: attributes)
  }
  /// The number in an attribute; `nil` when there is none of this name.
  func number(_ name: String, in attributes: Range<Int>) -> Int? {
    tokens.text(name, in: attributes).flatMap { Int($0) }
  }
  /// The bytes of a text or an attribute's value.
  subscript(range: Range<Int>) -> ArraySlice<UInt8> { tokens[range] }

  /// An error about this part.
  func error(_ words: String) -> ImportError { Self.damaged(path, "its part \(name) \(words)") }

  /// What to say of a workbook that cannot be read.
  static func damaged(_ path: String, _ words: String) -> ImportError {
    .file(
      "\(path) is a damaged workbook: \(words); fetch it again, or open it in a spreadsheet program and save it as a new "
        + ".xlsx file")
  }
}
