import EventStore
import Hotline
import Wire

extension Engine {
  /// The first day: rules, calendar, units, categories and the knowledge base.
  mutating func adopt() throws {
    var next = start
    func tick() -> Int64 {
      next += 2_000
      return next
    }
    if let list = adopted.calendar {
      var event = CalendarAdopted()
      event.calendar = list
      event.source = list.id + ".yaml"
      event.digest = sha256(Array(adopted.calendarText.utf8)).bytes
      event.authority = "hotline-office"
      try note(event, to: "calendar-" + list.id, at: tick(), actor: "admin")
    }
    if let rules = adopted.rules {
      var event = RuleSetAdopted()
      event.rules = rules
      event.source = adopted.rulesText
      event.digest = sha256(Array(adopted.rulesText.utf8)).bytes
      event.authority = "hotline-office"
      try note(event, to: "rules-" + rules.id, at: tick(), actor: "admin")
    }
    for unit in directory.units {
      var event = UnitCreated()
      event.unit = unit.code
      event.name = unit.name
      event.tier = unit.tier
      event.parent = unit.parent
      event.group = unit.group
      try note(event, to: "unit-" + unit.code, at: tick(), actor: "admin", tags: unit.tags)
    }
    for category in profile.categories {
      var event = CategoryDefined()
      event.category = category.code
      event.name = category.name
      try note(event, to: "category-" + category.code, at: tick(), actor: "admin")
    }
    for _ in 0..<profile.outreach.knowledgeItems {
      knowledge.append(0)
      try publish(knowledge.count - 1, tick())
    }
  }

  /// An item of the knowledge base is published, or published anew.
  mutating func publish(_ item: Int, _ time: Int64) throws {
    knowledge[item] += 1
    let category = profile.categories[reference.below(profile.categories.count)]
    var event = KnowledgeItemPublished()
    event.item = "K\(item + 1)"
    event.version = knowledge[item]
    event.unit = category.group
    event.category = category.code
    let text = category.name + words.knowledge[reference.below(words.knowledge.count)]
    event.digest = sha256(Array("\(event.item) \(event.version) \(text)".utf8)).bytes
    event.reviewBy = Instant(microseconds: time + Length.hours(24 * (180 + reference.below(300))))
    try note(event, to: "knowledge-" + event.item, at: time, actor: category.group)
  }
}
