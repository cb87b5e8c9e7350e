public import ArgumentParser
import EventStore
public import Hotline
import Projections

/// Who looks at personal values, and why; recorded in the access log before any is shown.
struct ViewerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Code of the person who looks at personal values.", valueName: "code"))
  var viewer: String?

  @Option(
    help: ArgumentHelp(
      "Why that person looks, in words without personal data.", valueName: "text"))
  var reason: String?

  @Option(help: "In which role that person looks (default: auditor).")
  var role: ViewerRole?

  @Option(
    help: ArgumentHelp("Code of the unit of the person who looks.", valueName: "code"))
  var viewerUnit = ""

  /// Refuses a look without a name or a reason.
  /// - Parameter flag: the option that asks for values.
  func check(_ flag: String) throws {
    if (viewer ?? "").isEmpty || (reason ?? "").isEmpty {
      throw ValidationError(
        "\(flag) is recorded: say who looks with --viewer CODE, and why with --reason TEXT.")
    }
    if !PersonCode.isAllowed(viewer ?? "") {
      throw ValidationError(
        "--viewer is kept for good and must be a code, such as inspector-3: at most "
          + "\(PersonCode.bytesMax) bytes without spaces, and no telephone or identity number.")
    }
    if role == .citizen {
      throw ValidationError("a citizen looks through the service, not with this program.")
    }
  }

  /// Who looks, through a command.
  func person(through command: String) -> Viewer {
    Viewer(
      code: viewer ?? "", role: role ?? .auditor, unit: viewerUnit, purpose: reason ?? "",
      through: command)
  }

  /// Whether the role that was named may know of a case at all; one that it may not is answered as one that is not there.
  func mayKnow(_ stream: StreamID, _ snapshot: borrowing LogSnapshot) throws -> Bool {
    guard role != nil, let standing = try CaseStanding.load(stream, from: snapshot)
    else { return true }
    let person = person(through: "replay")
    return SightTable.showsCase(person.role, standing.relation(of: stream, to: person))
  }

  /// Makes a look durable in the access log; nothing may be shown when this throws.
  static func record(
    _ person: Viewer, _ history: CaseHistory, _ paths: [String], in directory: DataDirectory
  ) throws {
    if paths.isEmpty { return }
    do {
      try AccessLog.record(
        person, of: history.stream, upTo: history.head, paths: paths, in: directory)
    } catch {
      throw Failure("the look cannot be recorded, so nothing is shown: \(error)", .usage)
    }
  }
}

extension ViewerRole: ExpressibleByArgument {
  /// The words that may be given.
  public static var allValueStrings: [String] { allCases.filter { $0 != .citizen }.map(\.name) }

  /// Nothing beside the words: the discussion of a command says what they mean.
  public static var allValueDescriptions: [String: String] { [:] }

  /// Reads the role as JSON has it.
  public init?(argument: String) {
    self.init(name: argument)
  }
}
