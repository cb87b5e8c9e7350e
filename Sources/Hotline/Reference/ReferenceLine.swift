/// One thing that reference data says, such as a rule or a holiday, in a line of words.
public struct ReferenceLine: Hashable, Sendable {
  /// What kind of thing: clock, route, day, unit …
  public let section: Phrase
  /// Its id, or the name of the setting; unique in its section.
  public let key: String
  /// What it says.
  public let text: Phrase

  /// A line.
  public init(section: Phrase, key: String, text: Phrase) {
    self.section = section
    self.key = key
    self.text = text
  }
}

/// What an adoption changes: a line that comes, goes or reads differently.
public struct ReferenceChange: Hashable, Sendable {
  /// What kind of thing.
  public let section: Phrase
  /// Its id, or the name of the setting.
  public let key: String
  /// What it said; `nil` for a new one.
  public let before: Phrase?
  /// What it says; `nil` for one that goes.
  public let after: Phrase?
}

extension ReferenceChange {
  /// Lines that differ, in the order of the new ones, then those that went.
  public static func between(_ old: [ReferenceLine], _ new: [ReferenceLine]) -> [ReferenceChange] {
    var changes: [ReferenceChange] = []
    for line in new {
      let before = old.first { $0.isSame(as: line) }
      if before?.text == line.text { continue }
      changes.append(
        ReferenceChange(
          section: line.section, key: line.key, before: before?.text, after: line.text))
    }
    for line in old where !new.contains(where: { $0.isSame(as: line) }) {
      changes.append(
        ReferenceChange(section: line.section, key: line.key, before: line.text, after: nil))
    }
    return changes
  }
}

extension ReferenceLine {
  fileprivate func isSame(as other: ReferenceLine) -> Bool {
    section == other.section && key.utf8.elementsEqual(other.key.utf8)
  }
}
