import TestSupport
import Testing

@testable import EventStore

@Suite("Pages that a process keeps")
struct ResidentPagesTests {
  private let directory = TemporaryDirectory()

  @Test("The map of an open file is found, unless the file is not open or open twice")
  func finding() throws {
    let paths = (0..<3).map { directory.file("\($0).mdb") }
    let environments = try paths.map { try Environment($0, Environment.Options()) }
    for path in paths { #expect(ResidentPages(ofFile: path) != nil) }
    let closed = directory.file("closed.mdb")
    try FileSystem.replace(closed, with: [1])
    #expect(ResidentPages(ofFile: closed) == nil)
    #expect(ResidentPages(ofFile: directory.file("missing.mdb")) == nil)
    let again = try Environment(paths[0], Environment.Options())
    #expect(ResidentPages(ofFile: paths[0]) == nil)
    withExtendedLifetime((environments, again)) {}
  }
}
