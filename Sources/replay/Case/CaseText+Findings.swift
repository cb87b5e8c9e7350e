import EventStore
import Hotline
import Projections

extension CaseText {
  /// What contradicts what, and what asks for a look.
  func findings(_ history: CaseHistory) -> [String] {
    let findings = findingDetails(history)
    guard !findings.isEmpty else { return [] }
    return [layout.paint(findingsTitle, .alarm)] + details(findings, indent: 2)
  }

  /// What stands above them.
  var findingsTitle: String { layout("Contradictions and hints", "矛盾与疑点", "矛盾與疑點") }

  /// Each with the position of its event.
  func findingDetails(_ history: CaseHistory) -> [Detail] {
    history.findings.map { (position($0.position), phrase($0.words), nil) }
  }

  /// Returns, extensions, redos, cards, callbacks, exclusions and appeals, each in its own words.
  func milestones(_ history: CaseHistory) -> [String] {
    var details: [Detail] = []
    for topic in Topic.all {
      let entries = history.events.filter { topic.types.contains($0.event.record.type.text) }
      for (index, entry) in entries.enumerated() {
        let time = WallClock.text(entry.event.record.occurredAt).prefix(16)
        let text = entry.sentence.map { phrase($0) } ?? ""
        details.append(
          (
            index == 0 ? phrase(topic.words) : "",
            "\(position(entry.event.position)) \(time)  \(text)", nil
          ))
      }
    }
    if details.isEmpty { return [] }
    return [heading(layout("Turning points", "关键节点", "關鍵節點"))]
      + self.details(details, indent: 2)
  }
}

/// Events that an investigator looks for first.
private struct Topic {
  let words: Phrase
  let types: [String]

  static let all = [
    Topic(
      words: Phrase("returns", "退单", "退案"),
      types: [ReturnRequested.typeName, ReturnDecided.typeName]),
    Topic(
      words: Phrase("extensions", "延期", "展期"),
      types: [
        ExtensionRequested.typeName, ExtensionDecided.typeName, DueDateRestated.typeName,
        Suspended.typeName, Resumed.typeName,
      ]),
    Topic(
      words: Phrase("results", "办结", "辦結"),
      types: [
        ResultReported.typeName, ReviewDecided.typeName, Closed.typeName, Reopened.typeName,
      ]),
    Topic(
      words: Phrase("callbacks", "回访", "回訪"),
      types: [
        ContactDetailsChanged.typeName, CallbackAttempted.typeName, CallbackAnswered.typeName,
        SurveyExpired.typeName,
      ]),
    Topic(
      words: Phrase("cards", "督办牌", "督辦牌"),
      types: [CardIssued.typeName, CardRevoked.typeName]),
    Topic(
      words: Phrase("exclusion", "剔除", "剔除"),
      types: [ExclusionRequested.typeName, ExclusionDecided.typeName]),
    Topic(
      words: Phrase("appeals", "申诉", "申訴"),
      types: [AppealFiled.typeName, AppealDecided.typeName, Corrected.typeName]),
  ]
}
