import EventStore
import Hotline
import Wire

/// 事实规则: which facts an event of one type brings to a ticket's account.
struct FactRule: Sendable {
  /// Adds the facts of an event that the account's state has taken.
  let note: @Sendable (any CaseEvent, inout TicketAccount, Noting) -> Void
  /// Takes an event as it is recorded, in one step made for its type: nothing is boxed.
  let fold: Fold

  typealias Fold =
    @Sendable (borrowing RecordView, inout TicketAccount, Position, Moment) throws(WireError) ->
    Void

  /// What a rule has to go by beside the event and the account.
  struct Noting: Sendable {
    /// Who led before the event.
    let lead: String
    /// When it happened and was recorded.
    let moment: Moment

    /// The unit that an event names, or else who led.
    func own(_ unit: String) -> String { unit.isEmpty ? lead : unit }
  }

  private init<E: CaseEvent>(
    _ note: @escaping @Sendable (E, inout TicketAccount, Noting) -> Void, fold: @escaping Fold
  ) {
    self.note = { act, account, noting in
      if let event = act as? E { note(event, &account, noting) }
    }
    self.fold = fold
  }

  /// By place of the type in the vocabulary; `nil` for one that brings none.
  static let all: [FactRule?] = {
    let rules = Dictionary(uniqueKeysWithValues: handing + handling + ending + judging)
    return Vocabulary.types.map { rules[$0.typeName] }
  }()

  /// The fold of each type, by its place in the vocabulary.
  static let folds: [Fold] = all.indices.map { kind in
    if let rule = all[kind] { return rule.fold }
    return factless(kind)
  }

  /// The fold of a type that brings no fact.
  private static func factless(_ kind: Int) -> Fold {
    return { (record, account, position, moment) throws(WireError) in
      try account.fold(factless: kind, record, at: position, moment)
    }
  }

  /// Whether the people of an event are kept, by place of the type.
  static let isTraced: [Bool] = Vocabulary.types.map { TicketTrace.types.contains($0.typeName) }

  /// The rule of an event; `nil` when it brings no fact.
  static func of(_ act: any CaseEvent) -> FactRule? {
    VocabularyPlaces.place(of: type(of: act).typeName).flatMap { all[$0] }
  }

  @inline(__always)
  private static func rule<E: CaseEvent>(
    _ type: E.Type, _ note: @escaping @Sendable (E, inout TicketAccount, Noting) -> Void
  ) -> (String, FactRule) {
    let rule = FactRule(note) { (record, account, position, moment) throws(WireError) in
      let event = try E(decoding: record.payload)
      let noting = account.fold(event, at: position, moment)
      note(event, &account, noting)
    }
    return (E.typeName, rule)
  }

  /// Of a type whose people are kept.
  @inline(__always)
  private static func traced<E: TracedEvent>(
    _ type: E.Type, _ note: @escaping @Sendable (E, inout TicketAccount, Noting) -> Void
  ) -> (String, FactRule) {
    let rule = FactRule(note) { (record, account, position, moment) throws(WireError) in
      let event = try E(decoding: record.payload)
      let noting = account.fold(event, at: position, moment)
      note(event, &account, noting)
      account.add(TicketTrace(event, at: position, by: String(repairing: record.actor)))
    }
    return (E.typeName, rule)
  }

  /// One fact of who led.
  @inline(__always)
  private static func rule<E: CaseEvent>(
    _ type: E.Type, _ kind: TicketFact.Kind
  ) -> (String, FactRule) {
    rule(type) { _, account, noting in account.add(kind, noting.lead, noting) }
  }

  private static let handing: [(String, FactRule)] = [
    rule(IntakeRecorded.self) { _, account, noting in
      account.add(.intake, TicketState.centre, noting)
    },
    rule(AnsweredFromKnowledge.self) { _, account, noting in
      account.add(.answeredDirectly, TicketState.centre, noting)
    },
    rule(Dispatched.self) { event, account, noting in
      account.add(.handed, event.lead, noting)
      for unit in event.coHandlers { account.add(.handedToCoHandler, unit, noting) }
    },
    rule(LeaderDispatched.self) { event, account, noting in
      account.add(.handed, event.lead, noting)
    },
    rule(LeadChanged.self) { event, account, noting in account.add(.handed, event.lead, noting) },
    rule(CoHandlerAdded.self) { event, account, noting in
      account.add(.handedToCoHandler, event.unit, noting)
    },
    rule(SignedFor.self) { event, account, noting in
      account.add(.signedFor, noting.own(event.unit), noting)
    },
    rule(ReturnRequested.self) { event, account, noting in
      account.add(.returnRequested, noting.own(event.unit), noting)
    },
    rule(ReturnDecided.self) { event, account, noting in
      let asked = account.facts.last { $0.kind == .returnRequested }
      let ruling = UInt64(event.ruling?.rawValue ?? 0)
      account.add(.returnDecided, asked?.unit ?? noting.lead, noting, ruling)
    },
  ]

  private static let handling: [(String, FactRule)] = [
    rule(CitizenContacted.self) { event, account, noting in
      account.add(.contacted, noting.own(event.unit), noting, event.reached ? 1 : 0)
    },
    rule(ProgressReported.self) { event, account, noting in
      account.add(.unitAct, noting.own(event.unit), noting)
    },
    rule(ArrivedOnSite.self) { event, account, noting in
      account.add(.unitAct, noting.own(event.unit), noting)
    },
    rule(ExtensionRequested.self) { event, account, noting in
      account.add(.unitAct, noting.own(event.unit), noting)
    },
    rule(ExtensionDecided.self) { event, account, noting in
      if event.ruling == .granted { account.add(.extended, noting.lead, noting) }
    },
    rule(ResultReported.self) { event, account, noting in
      let grade = UInt64(event.grade?.rawValue ?? 0)
      account.add(.result, noting.own(event.unit), noting, yesNo(event.isSolved) | grade << 4)
    },
    rule(ReviewDecided.self) { event, account, noting in
      account.add(event.accepted ? .accepted : .sentBack, noting.lead, noting)
    },
    rule(Suspended.self) { _, account, noting in
      let kind: TicketFact.Kind = account.state.suspension == .parked ? .parked : .suspended
      account.add(kind, noting.lead, noting)
    },
    rule(Resumed.self, .resumed),
    rule(FollowedUp.self) { event, account, noting in
      account.add(.followedUp, noting.own(event.unit), noting, event.isFinished ? 1 : 0)
    },
    traced(ContactDetailsChanged.self) { event, account, noting in
      if event.changesNumber { account.add(.contactChanged, noting.lead, noting) }
    },
  ]

  private static let ending: [(String, FactRule)] = [
    traced(Closed.self) { event, account, noting in
      account.add(.closed, noting.lead, noting, UInt64(event.grade?.rawValue ?? 0))
    },
    rule(Hotline.Reopened.self, .reopened),
    rule(MergedInto.self, .merged),
    rule(ReferredToEmergency.self, .referred),
    rule(ReferredToDiscipline.self, .referred),
    rule(ReferredToLegalProcedure.self, .referred),
    rule(ServiceRefused.self, .referred),
  ]

  private static let judging: [(String, FactRule)] = [
    rule(CallbackAttempted.self, .attempted),
    traced(CallbackAnswered.self) { event, account, noting in
      account.add(.answered, noting.lead, noting, event.packedAnswers)
    },
    rule(ReminderReceived.self, .reminded),
    rule(CardIssued.self) { event, account, noting in
      guard let colour = event.colour else { return }
      account.add(.card, noting.own(event.unit), noting, UInt64(colour.rawValue))
    },
    rule(CardRevoked.self) { event, account, noting in
      let colour = UInt64(event.colour?.rawValue ?? 0)
      account.add(.cardRevoked, noting.own(event.unit), noting, colour)
    },
    rule(ExclusionDecided.self) { event, account, noting in
      guard event.ruling == .granted else { return }
      let ground = event.ground ?? account.state.exclusion
      account.add(.excluded, noting.lead, noting, UInt64(ground?.rawValue ?? 0))
    },
    rule(SpotCheckRecorded.self) { event, account, noting in
      account.add(.checked, noting.lead, noting, UInt64(event.result?.rawValue ?? 0))
    },
    traced(JointSupervisionOpened.self) { _, account, noting in
      account.add(.jointOpened, noting.lead, noting)
    },
    rule(JointSupervisionClosed.self) { event, account, noting in
      account.add(.jointClosed, noting.lead, noting, event.isSolved ? 1 : 0)
    },
    rule(Corrected.self) { event, account, _ in account.correct(by: event) },
  ]
}

/// An answer in four bits: 1 yes, 2 no, 0 for none.
func yesNo(_ answer: Bool?) -> UInt64 { answer.map { $0 ? 1 : 2 } ?? 0 }

extension CallbackAnswered {
  /// Its five answers, four bits each: contacted, efficiency, attitude, result, solved.
  fileprivate var packedAnswers: UInt64 {
    let answers: [UInt64] = [
      yesNo(wasContacted), UInt64(efficiency?.rawValue ?? 0), UInt64(attitude?.rawValue ?? 0),
      UInt64(result?.rawValue ?? 0), yesNo(isSolved),
    ]
    return answers.enumerated().reduce(0) { $0 | $1.element << UInt64(4 * $1.offset) }
  }
}
