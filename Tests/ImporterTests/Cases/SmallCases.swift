import EventStore
import Hotline

@testable import Importers

/// A mapping whose rows are acts of cases, and rows for it.
enum SmallCases {
  static let mapping = #"""
    name: acts
    source:
      format: csv
      columns: [case, opened, [due, limit], closed, act, unit, at, place]
    identity: { version: 1, case: [case] }
    stream: { prefix: act }
    zone: { offset: "+08:00" }
    times:
      opened: { column: opened, patterns: [YYYY-MM-DD] }
      due: { column: due, patterns: ["YYYY-MM-DD HH:MM"] }
      closed: { column: closed, patterns: ["YYYY-MM-DD HH:MM"] }
      acted: { column: at, patterns: ["YYYY-MM-DD HH:MM"] }
    events:
      - type: IntakeRecorded
        at: opened
        key: []
        fields: { sourceId: { column: case }, category: request }
        disclosures: [{ path: address, column: place }]
      - type: Dispatched
        at: acted
        key: []
        fields:
          lead: { column: unit, table: units }
          way: leader
          due:
            - when: { due: filled }
              clock: LIMIT
              start: { time: opened }
              due: { time: due }
              end: closed
              holder: lead
              boundaryExcluded: yes
      - type: LeadChanged
        at: acted
        when: { unit: changed }
        key: [act]
        fields: { lead: { column: unit, table: units } }
      - type: ProgressReported
        at: acted
        key: [act]
        fields: { unit: { column: unit, table: units }, isHandled: no }
        tags: { act: { column: act, table: acts, otherwise: other } }
      - type: CitizenNotified
        at: acted
        when: { due: empty }
        key: []
        fields: { isFinal: yes }
      - type: Closed
        at: closed
        rows: last
        when: { closed: filled, due: filled }
        key: [closed]
    tables:
      units: { u-1: [One], u-2: [Two] }
      acts: { first: [a1] }
    """#

  static let header = "case,opened,due,closed,act,unit,at,place\n"

  /// A case of three acts in two units' hands, closed on its due date.
  static let closedCase = [
    "c1,2026-03-02,2026-03-09 12:00,2026-03-09 12:00,a1,One,2026-03-03 09:00,Street 1\n",
    "c1,2026-03-02,2026-03-09 12:00,2026-03-09 12:00,a2,Two,2026-03-04 09:00,Street 1\n",
    "c1,2026-03-02,2026-03-09 12:00,2026-03-09 12:00,a3,Two,2026-03-05 09:00,Street 1\n",
  ]
  /// A case of one act, still open.
  static let openCase = "c2,2026-03-02,2026-03-09 12:00,,b1,One,2026-03-03 10:00,\n"
  /// The same, closed since.
  static let openCaseClosed =
    "c2,2026-03-02,2026-03-09 12:00,2026-03-08 11:00,b1,One,2026-03-03 10:00,\n"
  /// A case without a due date.
  static let freeCase = "c3,2026-03-02,,2026-03-10 11:00,d1,Two,2026-03-03 11:00,\n"

  static func load() throws -> Mapping { try Mapping(yaml: mapping, file: "m.yaml") }

  /// The names of a case's events, in order.
  static func types(_ log: any EventLog, _ sourceID: String) throws -> [String] {
    try log.withSnapshot { snapshot in
      for event in try snapshot.events(.matching(types: [EventType("IntakeRecorded")])) {
        let intake = try IntakeRecorded(decoding: event.record.payload)
        guard intake.sourceID == sourceID else { continue }
        return try snapshot.events(.stream(event.record.stream)).map(\.record.type.text)
      }
      return []
    }
  }
}
