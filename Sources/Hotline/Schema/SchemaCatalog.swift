/// The messages and word lists of the vocabulary, each once: what the published documents list.
struct SchemaCatalog {
  /// Messages that stand inside events, in order of first appearance.
  private(set) var parts: [MessageDescription] = []
  /// Lists of words, in order of first appearance.
  private(set) var words: [WordList] = []

  /// What the fields of these messages reach, themselves left out.
  init(_ events: [MessageDescription]) {
    for event in events { walk(event) }
  }

  private mutating func walk(_ message: MessageDescription) {
    for field in message.fields {
      switch field.kind {
      case .message(let part): add(part())
      case .word(let list): add(list)
      case .text, .number, .flag, .answer, .bytes, .instant, .importStream: break
      }
    }
  }

  private mutating func add(_ part: MessageDescription) {
    guard !parts.contains(where: { $0.name == part.name }) else { return }
    parts.append(part)
    walk(part)
  }

  private mutating func add(_ list: WordList) {
    guard !words.contains(where: { $0.name == list.name }) else { return }
    words.append(list)
  }
}
