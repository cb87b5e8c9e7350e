import Yams

/// A YAML value that knows where it stands, so that each error names its line.
struct YAMLValue {
  let node: Node
  /// Where the value is, such as `occurred.date`; empty for the whole file.
  let path: String
  let file: String

  /// Reads a whole YAML text.
  static func parse(_ yaml: String, file: String) throws(ImportError) -> YAMLValue {
    let parsed: Node?
    do {
      parsed = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw .mapping("\(file)\(place(of: error)); mend the YAML there")
    } catch {
      throw .mapping("\(file) is not YAML: \(error); mend the YAML")
    }
    guard let node = parsed else {
      throw .mapping("\(file) is empty; begin with the line 'name: …'")
    }
    return YAMLValue(node: node, path: "", file: file)
  }

  private static func place(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ":\(mark.line): \(problem)"
    case .duplicatedKeysInMapping(let duplicates, let context):
      ":\(context.mark.line): the key '\(duplicates.joined(separator: "', '"))' stands there twice"
    default: " is not YAML: \(error)"
    }
  }

  /// An error about this value.
  func error(_ problem: String) -> ImportError {
    let line = node.mark.map { ":\($0.line)" } ?? ""
    return .mapping("\(file)\(line): \(path.isEmpty ? "" : "\(path) ")\(problem)")
  }

  private func child(_ node: Node, _ name: String) -> YAMLValue {
    YAMLValue(node: node, path: path.isEmpty ? name : "\(path).\(name)", file: file)
  }

  /// The value of a key, or `nil`.
  func optional(_ key: String) -> YAMLValue? {
    guard case .mapping(let mapping) = node, let value = mapping[Node(key)] else { return nil }
    return child(value, key)
  }

  /// The value of a key.
  func required(_ key: String) throws(ImportError) -> YAMLValue {
    guard case .mapping = node else { throw error("must be a list of 'key: value' lines") }
    guard let value = optional(key) else { throw error("lacks the key '\(key)'; add it") }
    return value
  }

  /// Checks that no other keys stand here.
  func only(_ keys: [String]) throws(ImportError) {
    for (key, _) in try pairs() where !keys.contains(key.text) {
      throw key.value.error("is not a key known here; use \(keys.joined(separator: ", "))")
    }
  }

  /// Keys and values, in the order of the file.
  func pairs() throws(ImportError) -> [(key: (text: String, value: YAMLValue), value: YAMLValue)] {
    guard case .mapping(let mapping) = node else {
      throw error("must be a list of 'key: value' lines")
    }
    var result: [(key: (text: String, value: YAMLValue), value: YAMLValue)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else { throw error("has a key that is no plain text") }
      result.append(((scalar.string, child(key, scalar.string)), child(value, scalar.string)))
    }
    return result
  }

  /// The items of a list.
  func list() throws(ImportError) -> [YAMLValue] {
    guard case .sequence(let sequence) = node else { throw error("must be a list, such as [a, b]") }
    return sequence.map { YAMLValue(node: $0, path: path, file: file) }
  }

  /// Whether it is a plain text.
  var isText: Bool {
    if case .scalar = node { return true }
    return false
  }

  /// The text of a scalar, quoted or not.
  func text() throws(ImportError) -> String {
    guard case .scalar(let scalar) = node else { throw error("must be a plain text") }
    return scalar.string
  }

  /// A text that is not empty.
  func name() throws(ImportError) -> String {
    let text = try text()
    if text.isEmpty { throw error("is empty; give it a value") }
    return text
  }

  /// A whole number in a range.
  func number(_ range: ClosedRange<Int>) throws(ImportError) -> Int {
    let text = try text()
    guard text.utf8.first != UInt8(ascii: "+"), let number = Int(text), range.contains(number)
    else {
      throw error("must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
