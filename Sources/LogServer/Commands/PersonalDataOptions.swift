public import ArgumentParser
import EventStore
public import Hotline
import Projections

/// What erasing and restricting personal values share: which, on what ground, who asked and who approved.
struct PersonalDataOptions: ParsableArguments {
  @Option(
    name: .customLong("path"),
    help: ArgumentHelp(
      "Only the values at this path, such as caller.phone; caller means everything of the caller. "
        + "May be given again; default: all values of the case.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Legal ground (PIPL article 47): request, purposeAchieved, retentionExpired, "
        + "consentWithdrawn or unlawful.", valueName: "word"))
  var basis: LegalBasis

  @Option(help: ArgumentHelp("Code of the person who asks for it.", valueName: "code"))
  var requester: String

  @Option(
    help: ArgumentHelp("Code of the person who approves it; another one.", valueName: "code"))
  var approver: String

  @Flag(help: "Show which values it would be and record nothing.")
  var dryRun = false

  @Argument(help: "The case's stream, or the number its source gave it.")
  var id: String

  /// The decision, not yet recorded.
  func decision<Act: PersonalDataDecision>(_ type: Act.Type) -> Act {
    var act = Act()
    act.paths = paths
    act.basis = basis
    act.requester = requester
    act.approver = approver
    return act
  }
}

extension LegalBasis: ExpressibleByArgument {
  /// The words that may be given.
  public static var allValueStrings: [String] { allCases.map(\.name) }

  /// Reads the word as JSON has it.
  public init?(argument: String) {
    self.init(name: argument)
  }
}

/// A decision about personal values of one stream, ready to be recorded.
struct PersonalDataPlan {
  /// The stream; usually a case's.
  let stream: StreamID
  /// Values that the decision is about and that are still there.
  private(set) var values: [ErasureRequest.Value] = []
  /// Their paths, sorted, none twice.
  private(set) var paths: [String] = []
  /// What records it.
  private(set) var request: AppendRequest

  /// Finds the values and decides.
  /// - Throws: ``Failure`` when there is no such case, nothing is left to decide about, or the decision is refused.
  init(
    _ id: String, _ act: some PersonalDataDecision, at now: Instant,
    _ snapshot: borrowing LogSnapshot
  ) throws {
    stream = try CaseFinder.stream(named: id, in: snapshot)
    let events = try snapshot.events(.stream(stream))
    let earlier = act is PersonalDataRestricted ? Self.restrictions(events) : []
    for event in events {
      let erased = try snapshot.vaultEntry(at: event.position).erased.map(\.ordinal)
      for (ordinal, disclosure) in event.record.disclosures.enumerated()
      where act.covers(disclosure.path) && !erased.contains(ordinal)
        && !earlier.contains(where: { $0.covers(disclosure.path) })
      {
        values.append(.init(position: event.position, ordinal: ordinal))
        if !paths.contains(disclosure.path) { paths.append(disclosure.path) }
      }
    }
    paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !values.isEmpty else {
      throw Failure(
        "\(stream) has no such personal value, or none any more\(earlier.isEmpty ? "" : " that is not restricted already"); "
          + "`replay case` lists them", .notFound)
    }
    request = try Self.request(act, stream, at: now, snapshot)
  }

  /// The restrictions among a stream's events; one holds for good, and for values that come later, too.
  private static func restrictions(_ events: [RecordedEvent]) -> [PersonalDataRestricted] {
    events.filter { $0.record.type.text == PersonalDataRestricted.typeName }
      .compactMap { try? PersonalDataRestricted(decoding: $0.record.payload) }
  }

  private static func request<Act: PersonalDataDecision>(
    _ act: Act, _ stream: StreamID, at now: Instant, _ snapshot: borrowing LogSnapshot
  ) throws -> AppendRequest {
    if act.requester != act.approver, act.requester.lowercased() == act.approver.lowercased() {
      throw Failure(
        "'\(act.requester)' and '\(act.approver)' are one code; another person must approve", .usage
      )
    }
    let file = try CaseFile.load(stream, from: snapshot)
    let revision = file?.revision ?? .none
    let moment = Moment(occurredAt: now, recordedAt: now)
    do throws(Refusal) {
      // The rows that an import rejected are no case, and hold personal values all the same.
      if let ticket = file?.ticket, ticket.step != nil {
        _ = try ticket.decide(act, by: nil, at: moment)
      } else {
        try act.check(TicketState(), moment, nil)
      }
    } catch {
      throw Failure(error.reason.english, .usage)
    }
    let name = "\(Act.typeName) \(stream) \(revision.rawValue)"
    let draft = EventDraft(
      act, id: EventID(sha256(Array(name.utf8), act.encoded)), occurredAt: now,
      actor: act.approver)
    return AppendRequest(
      [StreamAppend(stream, expected: .exactly(revision), events: [draft])],
      key: try RequestKey(hexText(sha256(Array(name.utf8), act.encoded).bytes)))
  }
}
