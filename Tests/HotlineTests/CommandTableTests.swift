import Testing

@testable import Hotline

@Suite("The table of commands")
struct CommandTableTests {
  @Test("Every event of a case but its intake and its lapses has exactly one command")
  func coverage() {
    let events = Vocabulary.types.compactMap { $0 as? any CaseEvent.Type }.map { $0.typeName }
    let asked = CommandTable.commands.map { $0.event.typeName }
    #expect(Set(asked).count == asked.count)
    #expect(
      Set(events).subtracting(asked)
        == [IntakeRecorded.typeName, DeadlineLapsed.typeName])
    #expect(Set(asked).isSubset(of: events))
  }

  @Test("Names are unique, in kebab-case, and found again")
  func names() {
    let names = CommandTable.commands.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      let words = name.split(separator: "-", omittingEmptySubsequences: false)
      #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { "a"..."z" ~= $0 } }, "\(name)")
      #expect(CommandTable.command(named: name)?.name == name)
    }
    #expect(CommandTable.command(named: "Dispatch") == nil)
  }
}
