import EventStore
import Foundation
import Hotline
import Importers
import Testing

/// The calendars in `fixtures/calendars`.
enum CalendarFixture: String, CaseIterable, CustomTestStringConvertible {
  case china = "cn"
  case taiwan = "tw"

  var testDescription: String { rawValue }

  var path: String {
    let package = String(#filePath).components(separatedBy: "/Tests/")[0]
    return "\(package)/fixtures/calendars/\(rawValue).yaml"
  }

  func read() throws -> WorkCalendar {
    let yaml = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    return try CalendarFile.read(yaml: yaml, file: "\(rawValue).yaml")
  }
}

/// `2017-01-20`.
func day(_ text: String) throws -> CivilDate {
  let instant = try #require(Instant(iso8601: "\(text)T00:00:00Z"))
  return CivilDate(daysSinceEpoch: instant.microseconds / 86_400_000_000)
}
