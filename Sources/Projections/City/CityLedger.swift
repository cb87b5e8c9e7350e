public import EventStore
import Hotline
public import Wire

/// 城市台账: what overviews show of a city beside its tickets: calls, outreach, knowledge base, inspections.
///
/// Events count by when they are said to have happened. Days are cut by the wall clock at +08:00.
public struct CityLedger: Projection {
  /// Name of the view.
  public static let name = "city"
  /// Version of what it computes.
  public static let version: UInt32 = 2

  /// Single calls, in the order of the log.
  private(set) var calls: [CallMark] = []
  /// Stretches of time whose calls were only counted, in the order of the log.
  private(set) var samples: [CallSample] = []
  /// Everything that is counted by day.
  private(set) var cells = CityCells()
  /// What happened to items of the knowledge base, in the order of the log.
  private(set) var knowledge: [KnowledgeChange] = []
  /// Events taken.
  public private(set) var events: UInt64 = 0
  /// When the last of them was recorded; `nil` before the first.
  public private(set) var recordedAt: Instant?
  /// Events of a type that counts here whose payload cannot be read; they count for nothing, and are named.
  public private(set) var unreadable: [Position] = []

  /// How many of them there are.
  public var unreadableCount: Int { unreadable.count }

  /// An item was published, published anew, or retired.
  struct KnowledgeChange: Hashable, Sendable {
    var item: String
    var at: Instant
    /// When it counts as stale; `nil` when nobody said.
    var reviewBy: Instant?
    var isRetired: Bool
  }

  /// The view of an empty log.
  public init() {}

  /// The view of a log as it was recorded up to a moment; `nil` for everything.
  /// - Throws: ``EventStore/LogError``.
  public init(
    _ snapshot: borrowing LogSnapshot, asOf: Instant? = nil, upTo position: Position = .end,
    progress: (Position) -> Void = { _ in }
  ) throws {
    self.init()
    try fold(snapshot, asOf: asOf, upTo: position, progress: progress)
  }

  /// The view of a log as a point of view shows it.
  /// - Throws: ``EventStore/LogError``.
  public init(_ snapshot: borrowing LogSnapshot, at point: Viewpoint) throws {
    guard point.order == .occurred else {
      try self.init(snapshot, asOf: point.asOf, upTo: point.upTo)
      return
    }
    var city = CityLedger()
    try snapshot.scan(.all, ReadRange(upTo: point.upTo)) { event in
      if point.asOf.map({ event.record.occurredAt <= $0 }) ?? true { city.apply(event) }
      return .next
    }
    // Items of the knowledge base replace each other; all else is counted.
    city.knowledge = city.knowledge.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    self = city
  }

  init(
    calls: [CallMark], samples: [CallSample], cells: CityCells, knowledge: [KnowledgeChange],
    events: UInt64, recordedAt: Instant?, unreadable: [Position]
  ) {
    self.calls = calls
    self.samples = samples
    self.cells = cells
    self.knowledge = knowledge
    self.events = events
    self.recordedAt = recordedAt
    self.unreadable = unreadable
  }

  /// Takes the next event; one of another type only moves the view on.
  public mutating func apply(_ event: borrowing EventView) {
    events += 1
    let record = event.record
    recordedAt = record.recordedAt
    guard let kind = VocabularyPlaces.place(of: record.type), Self.isTaken[kind] else { return }
    let type = Vocabulary.types[kind].typeName
    do {
      let payload = try Vocabulary.decode(type, [UInt8](copying: record.payload))
      if let payload { take(payload, at: record.occurredAt) }
    } catch {
      unreadable.append(event.position)
    }
  }

  private mutating func take(_ payload: any EventPayload, at instant: Instant) {
    switch payload {
    case let event as IntakeRecorded:
      if !event.legacyLine.isEmpty { count(.legacyIntake, event.legacyLine, instant) }
    case let event as CallEnded: take(event, instant)
    case let event as CallsSampled: take(event, instant)
    case let event as CallCutOff:
      count(.callCutOff, event.rule, instant, Int64(clamping: event.talkedSeconds))
    case let event as CallTransferred: count(.callTransferred, event.target, instant)
    case let event as ThreeWayCallHeld:
      count(.threeWayCall, event.unit, instant, event.settled ? 1 : 0)
    case let event as AnsweredFromKnowledge: count(.knowledgeAnswer, event.item, instant)
    case let event as KnowledgeItemPublished:
      knowledge.append(
        KnowledgeChange(
          item: event.item, at: instant, reviewBy: event.reviewBy, isRetired: false))
    case let event as KnowledgeItemRetired:
      knowledge.append(KnowledgeChange(item: event.item, at: instant, isRetired: true))
    case let event as QualityInspected: count(.quality, String(event.points), instant)
    case let event as PatrolInspected: count(.patrol, event.result?.name ?? "", instant)
    default: takeOutreach(payload, instant)
    }
  }

  private mutating func takeOutreach(_ payload: any EventPayload, _ instant: Instant) {
    switch payload {
    case let event as CareCallMade:
      let isReached = event.outcome == .reached || event.outcome == .needsHelp
      count(.careCall, event.group, instant, isReached ? 1 : 0)
      if event.outcome == .needsHelp { count(.careHelp, event.group, instant) }
      if !event.township.isEmpty {
        count(.careTownship, event.township, instant, isReached ? 1 : 0)
      }
    case let event as EnterpriseVisited:
      count(.enterpriseVisit, event.enterprise, instant, Int64(clamping: event.demands))
      count(.enterpriseFollowUp, event.enterprise, instant, Int64(event.cases.count))
    case let event as SentimentTagged:
      let set = event.version > 0 ? "\(event.keywordSet)@\(event.version)" : event.keywordSet
      switch event.sentiment {
      case .positive: count(.sentimentPositive, set, instant)
      case .neutral: count(.sentimentNeutral, set, instant)
      case .negative: count(.sentimentNegative, set, instant)
      case nil: break
      }
    case let event as SpecialReportIssued:
      count(.specialReport, event.topic, instant, Int64(event.cases.count))
    case let event as CounterServed: count(.counter, event.service, instant)
    default: break
    }
  }

  private mutating func take(_ call: CallEnded, _ instant: Instant) {
    let mark = CallMark(call, at: instant)
    calls.append(mark)
    let outcome = call.outcome ?? (mark.isAnswered ? .answered : nil)
    let at = mark.startedAt
    count(.callOutcome, outcome?.name ?? "", at, Int64(clamping: call.talkedSeconds ?? 0))
    count(.callQueue, call.queue, at, mark.isAnswered ? 1 : 0)
    if call.chargedSeconds > 0 {
      count(.callCharged, "", at, Int64(clamping: call.chargedSeconds))
    }
  }

  private mutating func take(_ sample: CallsSampled, _ instant: Instant) {
    let until = sample.until ?? instant
    // More answers than calls would be a connect rate above the whole; more than 2³² calls are no measurement.
    let calls = min(Int64(clamping: sample.calls), Self.callsMax)
    let answered = min(calls, Int64(clamping: sample.answered))
    samples.append(
      CallSample(
        from: min(sample.from ?? until, until), until: until, calls: calls, answered: answered,
        quickly: min(answered, Int64(clamping: sample.answeredIn15s))))
  }

  private static let callsMax: Int64 = 1 << 32

  private mutating func count(
    _ topic: CityTopic, _ key: String, _ instant: Instant, _ quantity: Int64 = 0
  ) {
    cells.add(
      CityCells.Key(topic: topic, day: CityCells.day(of: instant), text: key),
      CityCells.Cell(count: 1, quantity: quantity))
  }

  private static let types: [any EventPayload.Type] = [
    IntakeRecorded.self, CallEnded.self, CallsSampled.self, CallCutOff.self, CallTransferred.self,
    ThreeWayCallHeld.self, AnsweredFromKnowledge.self, KnowledgeItemPublished.self,
    KnowledgeItemRetired.self, QualityInspected.self, PatrolInspected.self, CareCallMade.self,
    EnterpriseVisited.self, SentimentTagged.self, SpecialReportIssued.self, CounterServed.self,
  ]

  /// By place in the vocabulary.
  private static let isTaken = Vocabulary.types.map { type in types.contains { $0 == type } }
}
