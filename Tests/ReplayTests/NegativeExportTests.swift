import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import replay

/// Every role × every command × every format × own and others' cases, reports included.
@Suite("What must not be seen is in nothing that `replay` writes", .serialized)
struct NegativeExportTests {
  private struct Viewing {
    var role: ViewerRole
    var unit = ""

    var arguments: [String] {
      ["--viewer", "viewer-1", "--reason", "matrix", "--role", role.name]
        + (unit.isEmpty ? [] : ["--viewer-unit", unit])
    }
  }

  private static let viewings: [Viewing] =
    [.init(role: .department, unit: "U1"), .init(role: .department, unit: "U2")]
    + ViewerRole.allCases.filter { $0 != .citizen && $0 != .department }.map { .init(role: $0) }

  private static let formats = OutputFormat.allCases.map(\.rawValue)

  /// Searches output for every value that it may not show, and for every one that it must.
  private func check(
    _ text: String, _ own: PersonalSample.Case?, seen: Set<String>, _ what: String
  ) {
    for sample in PersonalSample.cases {
      for (path, value) in sample.values {
        let isShown = sample.id == own?.id && seen.contains(path)
        if !isShown {
          for form in PersonalSample.forms(of: value) {
            #expect(!text.contains(form), "\(what): \(sample.id) \(path) as \(form)")
          }
        }
      }
    }
  }

  private func seen(_ viewing: Viewing, _ sample: PersonalSample.Case) -> (
    isKnown: Bool, paths: Set<String>
  ) {
    let relation: SightTable.Relation = viewing.unit == sample.unit ? .own : .other
    let paths = sample.values.map(\.path).filter { path in
      SightTable.sight(
        viewing.role, ValueClass(path: path), relation, isReport: sample.isReport) == .full
    }
    return (SightTable.showsCase(viewing.role, relation), Set(paths))
  }

  @Test(
    "A history shows a role what the table gives it, in every format, and on neither output more")
  func histories() throws {
    try PersonalSample.withLog { tool in
      for viewing in Self.viewings {
        for sample in PersonalSample.cases {
          let (isKnown, paths) = seen(viewing, sample)
          for format in Self.formats {
            let what = "case \(sample.id) as \(viewing.role.name) \(viewing.unit) \(format)"
            let arguments = ["--reveal", "--format", format, "--width", "1000", "--lang", "en"]
            let found = try tool.runWithErrors(
              ["case", sample.id] + arguments + viewing.arguments)
            let text = found.lines.joined(separator: "\n")
            #expect(found.code == (isKnown ? 0 : 4), "\(what)")
            check(text, sample, seen: paths, what)
            for (path, value) in sample.values where isKnown && paths.contains(path) {
              #expect(text.contains(value), "\(what): \(path) is for this role")
            }
            guard !isKnown else { continue }
            let nothing = try tool.runWithErrors(["case", "nobody-1"] + viewing.arguments)
            #expect(
              text.replacing(sample.id, with: "nobody-1") == nothing.lines.joined(), "\(what)")
          }
        }
      }
    }
  }

  @Test(
    "A bundle encloses what the role sees in full, is not made of what it may not know, and names no other case"
  )
  func bundles() throws {
    try PersonalSample.withLog { tool in
      for viewing in Self.viewings {
        for sample in PersonalSample.cases {
          let (isKnown, paths) = seen(viewing, sample)
          let what = "bundle of \(sample.id) as \(viewing.role.name) \(viewing.unit)"
          let file = tool.directory + "-bundle.html"
          try FileSystem.remove(file)
          let found = try tool.runWithErrors(
            ["bundle", sample.id, "-o", file, "--disclose", "all"] + viewing.arguments)
          check(found.lines.joined(separator: "\n"), nil, seen: [], what)
          #expect(found.code == (isKnown ? 0 : 4), "\(what): \(found.lines)")
          #expect(FileSystem.exists(file) == isKnown, "\(what)")
          guard isKnown else { continue }
          let page = String(decoding: try FileSystem.read(file), as: UTF8.self)
          check(page, sample, seen: paths, what)
          for (path, value) in sample.values where paths.contains(path) {
            #expect(page.contains(value), "\(what): \(path) is for this role")
          }
          for other in PersonalSample.cases where other.id != sample.id {
            #expect(!page.contains(other.id), "\(what) names \(other.id)")
          }
        }
      }
    }
  }

  @Test(
    "Who names cases by the number of their source is told of those alone of which the role may know"
  )
  func sharedNumbers() throws {
    try PersonalSample.withLog { tool in
      let file = tool.directory + "-bundle.html"
      for viewing in Self.viewings {
        let known = PersonalSample.cases.filter { seen(viewing, $0).isKnown }
        let commands = [
          ["case", "--format", "json"], ["case", "--width", "1000"], ["bundle", "-o", file],
        ]
        for command in commands {
          let what = "\(command) as \(viewing.role.name) \(viewing.unit)"
          let number = PersonalSample.sharedNumber
          let found = try tool.runWithErrors(command + [number] + viewing.arguments)
          let text = found.lines.joined(separator: "\n")
          #expect(found.code == (known.isEmpty ? 4 : 1), "\(what): \(text)")
          #expect(text.contains("belongs to \(known.count) cases") == !known.isEmpty, "\(what)")
          for sample in PersonalSample.cases where !known.contains(where: { $0.id == sample.id }) {
            #expect(!text.contains(sample.id), "\(what) names \(sample.id)")
          }
          if known.isEmpty {
            let nobody = try tool.runWithErrors(command + ["nobody-1"] + viewing.arguments)
            #expect(text.replacing(number, with: "nobody-1") == nobody.lines.joined(), "\(what)")
          }
          #expect(!FileSystem.exists(file), "\(what)")
        }
      }
    }
  }

  @Test(
    "A value that a role may not see in full is in no bundle, also when it is asked for by name")
  func byName() throws {
    try PersonalSample.withLog { tool in
      let file = tool.directory + "-bundle.html"
      for viewing in Self.viewings {
        for sample in PersonalSample.cases {
          let (isKnown, paths) = seen(viewing, sample)
          for path in sample.values.map(\.path) where !paths.contains(path) {
            let found = try tool.runWithErrors(
              ["bundle", sample.id, "-o", file, "--disclose", path] + viewing.arguments)
            #expect(found.code == (isKnown ? 1 : 4) && !FileSystem.exists(file))
            check(found.lines.joined(), nil, seen: [], "\(viewing.role.name) \(path)")
          }
        }
      }
    }
  }

  private static let general: [[String]] = {
    let period = ["--period", String(Drafts.noon.description.prefix(7))]
    return [
      ["log"], ["log", "--unit", "U1"], ["cases"], ["stat"], ["stat", "--views"], ["versions"],
      ["verify", "--full"], ["rebuild"], ["prove", "2"], ["overview"] + period,
      ["satisfaction"] + period, ["scorecard"] + period,
      ["scorecard", "--per", "person"] + period, ["nonsense"],
      ["explain", "--unit", "U1", "--measure", "volume"] + period,
      ["diff", "--as-of", "2000-01-01", "--as-of", "2100-01-01"] + period,
      ["diff", "--rules", "foshan", "--rules", "shanghai"] + period,
      ["diff", "--rules", "foshan", "--rules", "shanghai", "--unit", "U1"] + period,
      ["whatif", "--rules", "foshan"] + period,
    ] + BoardName.allCases.map { ["board", $0.rawValue] }
      + PersonalSample.cases.flatMap {
        [["case", $0.id], ["access", $0.id], ["log", "--stream", $0.id]]
      }
  }()

  @Test("Where no value was asked for none is shown, whatever the command and the format")
  func withoutAsking() throws {
    try PersonalSample.withLog { tool in
      _ = try tool.run(
        ["case", PersonalSample.cases[0].id, "--reveal"] + Self.viewings[3].arguments)
      for command in Self.general {
        for format in Self.formats {
          let found = try tool.runWithErrors(command + ["--format", format])
          check(found.lines.joined(separator: "\n"), nil, seen: [], "\(command) \(format)")
        }
      }
      let file = tool.directory + "-bundle.html"
      for sample in PersonalSample.cases {
        #expect(try tool.run("bundle", sample.id, "-o", file).code == 0)
        check(
          String(decoding: try FileSystem.read(file), as: UTF8.self), nil, seen: [], "a bundle")
      }
      for path in PersonalSample.cases.flatMap({ $0.values.map(\.value) }) {
        #expect(try FileSearch.files(tool.directory, containing: Array(path.utf8)).isEmpty)
      }
    }
  }
}
