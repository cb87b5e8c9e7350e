import Projections

/// The sentences of a verification in three languages.
///
/// The log's own layer knows no languages and says what it found in English, which is also what JSON has. Each sentence
/// that it can say has its words here; `{}` stands for what differs from case to case.
enum CheckSentence {
  /// A sentence, in a language; as it is when it has no words here.
  static func words(_ sentence: String, _ language: Language) -> String {
    guard language != .english else { return sentence }
    for (prefix, words) in places {
      guard let parts = match(sentence, prefix + "{}") else { continue }
      let rest = parts[parts.count - 1]
      return fill(words(language), Array(parts.dropLast())) + body(rest, language)
    }
    return body(sentence, language)
  }

  private static func body(_ sentence: String, _ language: Language) -> String {
    for (english, words) in table {
      if let parts = match(sentence, english) { return fill(words(language), parts) }
    }
    return sentence
  }

  /// What stands for each `{}` of a template, or `nil` when the sentence is another one.
  static func match(_ sentence: String, _ template: String) -> [String]? {
    let pieces = template.components(separatedBy: "{}")
    var rest = Substring(sentence)
    guard rest.hasPrefix(pieces[0]) else { return nil }
    rest = rest.dropFirst(pieces[0].count)
    var parts: [String] = []
    for (index, piece) in pieces.enumerated().dropFirst() {
      let isLast = index == pieces.count - 1
      if isLast, rest.hasSuffix(piece) {
        parts.append(String(rest.dropLast(piece.count)))
        return parts
      }
      guard !isLast, let range = rest.firstRange(of: piece) else { return nil }
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return rest.isEmpty ? parts : nil
  }

  private static func fill(_ template: String, _ parts: [String]) -> String {
    var result = ""
    for (index, piece) in template.components(separatedBy: "{}").enumerated() {
      if index > 0, index <= parts.count { result += parts[index - 1] }
      result += piece
    }
    return result
  }

  /// What a finding is about and where, before the sentence.
  static let places: [(String, Phrase)] =
    subjects.flatMap { name, simplified, traditional in
      [
        (
          "\(name) at position {}: ",
          Phrase("", "位置 {} 的\(simplified)：", "位置 {} 的\(traditional)：")
        ),
        ("\(name): ", Phrase("", "\(simplified)：", "\(traditional)：")),
      ]
    }

  private static let subjects = [
    ("file", "文件", "檔案"), ("event", "事件", "事件"), ("chain", "流链", "串流鏈"),
    ("tree", "哈希树", "雜湊樹"), ("batch", "批次", "批次"), ("checkpoint", "检查点", "檢查點"),
    ("index", "索引", "索引"), ("vault", "保险库", "保險庫"), ("inventory", "案卷清点", "案卷清點"),
  ]
}

extension String {
  /// The parts between a text's occurrences.
  fileprivate func components(separatedBy mark: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: mark) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
