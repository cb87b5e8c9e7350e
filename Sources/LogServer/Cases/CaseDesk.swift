import EventStore
import Hotline
import Hummingbird
import Projections

/// 受理台: takes intakes and commands: reads the case, decides, appends at the revision it has read, and tries again when
/// somebody else was first.
struct CaseDesk {
  /// What a client asks for.
  enum Errand {
    /// To open a case.
    case intake
    /// To do something to a case.
    case command(CaseCommand, on: StreamID)
  }

  /// What the server has.
  let state: ServerState
  /// Language of refusals.
  let language: Language

  /// How often a command is decided anew before the client must try again.
  static let attemptsMax = 64

  /// Records what is asked for, once, and answers with the receipt and the case's new state.
  /// - Throws: a problem; nothing was recorded, except as `in-doubt` says.
  func perform(
    _ errand: Errand, _ body: CaseBody, _ names: CaseNames
  ) async throws(Problem) -> Response {
    for attempt in 0..<Self.attemptsMax {
      if let earlier = try earlierAnswer(names, body) { return earlier }
      let now = time
      let rules = try await state.rules.book(at: now)
      try state.codes.check(body, by: rules, state)
      var plan = CasePlan(names, actor: body.actor, rules: rules, now: now)
      try add(errand, body, to: &plan, names, attempt)
      let receipt: Receipt
      do throws(AppendError) {
        receipt = try await state.log.append(plan.request)
      } catch .wrongRevision {
        continue
      } catch .requestKeyReused(let key, let first) {
        // The same request came twice at once: the other one was first.
        if let earlier = try earlierAnswer(names, body) { return earlier }
        throw refused(.requestKeyReused(key, first: first))
      } catch {
        throw refused(error)
      }
      // It came twice at once, and the other one was first.
      if receipt.isRepeat, let earlier = try earlierAnswer(names, body) { return earlier }
      state.metrics.count(receipt)
      return try answer(receipt)
    }
    state.metrics.update { $0.appendsRefused += 1 }
    throw .unavailable(
      "Others write to this case without a pause; nothing was recorded.", retryAfterSeconds: 1)
  }

  /// The time of a decision: the log takes in what is decided then at this time or after it. One that cannot be read refuses
  /// further on, in its own words.
  private var time: Instant {
    (try? state.log.now(by: state.clock)) ?? state.clock.now(for: state.log.head.next)
  }

  private func refused(_ error: AppendError) -> Problem {
    state.metrics.update { $0.appendsRefused += 1 }
    return Problem(error)
  }

  private func add(
    _ errand: Errand, _ body: CaseBody, to plan: inout CasePlan, _ names: CaseNames, _ attempt: Int
  ) throws(Problem) {
    switch errand {
    case .intake:
      let stream = names.newCase(0, attempt: attempt)
      do throws(Refusal) {
        try plan.add(body.event, to: nil, stream, at: body.occurredAt, body.disclosures)
      } catch {
        throw Problem(error, of: nil, "intake", language)
      }
    case .command(let command, let stream):
      let file = try load(stream)
      if let expected = body.expectedRevision, expected != file.revision {
        throw refused(
          .wrongRevision(
            stream: stream, expected: .exactly(expected), actual: file.revision))
      }
      try add(command, body, to: file, &plan, names, attempt)
    }
  }

  private func add(
    _ command: CaseCommand, _ body: CaseBody, to file: CaseFile, _ plan: inout CasePlan,
    _ names: CaseNames, _ attempt: Int
  ) throws(Problem) {
    var other: CaseFile?
    if let merge = body.event as? MergedInto { other = try target(of: merge, from: file) }
    if let correction = body.event as? Corrected { try check(correction, of: file, by: plan.rules) }
    do throws(Refusal) {
      switch body.event {
      case let merge as MergedInto:
        try plan.merge(merge, body, from: file, into: other)
      case let split as SplitInto:
        try plan.split(split, body, of: file) { names.newCase($0, attempt: attempt) }
      default:
        try plan.add(body.event, to: file, file.stream, at: body.occurredAt, body.disclosures)
      }
    } catch {
      throw Problem(error, of: plan.refusing ?? file, command.name, language)
    }
  }

  private func load(_ stream: StreamID) throws(Problem) -> CaseFile {
    let file = try state.read { snapshot -> CaseFile? in
      guard let head = try snapshot.streamHead(stream) else { return nil }
      guard head.revision.rawValue <= state.settings.caseEventsMax else {
        throw Problem.unacceptable(
          "", "the case has more than \(state.settings.caseEventsMax) events and takes no more")
      }
      return try CaseFile.load(stream, from: snapshot)
    }
    guard let file, file.ticket.step != nil else {
      throw .notFound(
        "No case '\(stream)' is in this log; POST /v1/cases opens one.")
    }
    return file
  }

  /// The case that goes on after a merge; `nil` where the refusal of an empty name says it better.
  private func target(of merge: MergedInto, from file: CaseFile) throws(Problem) -> CaseFile? {
    if merge.into.isEmpty { return nil }
    guard let stream = try? StreamID(merge.into), stream != file.stream else {
      throw .unacceptable("/data/into", "name another case than this one")
    }
    do {
      return try load(stream)
    } catch  where error.kind == .notFound {
      throw .unacceptable("/data/into", "no case '\(merge.into)' is in this log")
    }
  }
}
