import EventStore
import Logging
import Projections

/// What every route may use.
struct ServerState: Sendable {
  /// The log.
  var log: any EventLog
  /// Why the log takes no writes, or `nil` when it does.
  var readOnlyReason: @Sendable () -> String?
  /// Where salts and fresh event ids come from.
  var entropy: any EntropySource
  /// Key of the directory's keyed hashes.
  var identityKey: [UInt8]
  /// The log's growth.
  var broadcast: HeadBroadcast
  /// What time it is, by the log's own clock.
  var clock: any LogClock
  /// Records what the passing of time brings.
  var deadlines: DeadlineClock
  /// The rules by which commands are decided.
  var rules: RuleDesk
  /// The scorecards.
  var scores: ScoreDesk
  /// What happened beside tickets.
  var city: LiveView<CityLedger>
  /// Keeps them close to the end of the log; `nil` where they are built with the first question.
  var scoreKeeper: ScoreKeeper?
  /// Signs the head and collects cosignatures; `nil` where the server has no key.
  var checkpoints: CheckpointClock?
  /// Signs the head of the access log; `nil` where the server has no key of it.
  var accessCheckpoints: CheckpointClock?
  /// Reads the log again in the background; `nil` where nothing does.
  var scrub: ScrubService?
  /// Records inventories; `nil` where nothing does.
  var inventories: InventoryService?
  /// Lets clients in.
  var gate = Gate()
  /// Units and categories that the log has adopted.
  var codes = KnownCodes()
  /// What was counted.
  var metrics = ServerMetrics()
  /// Limits and intervals.
  var settings = ServerSettings()
  /// Notes for the operator.
  var logger: Logger

  /// How each live view keeps up with the log.
  var views: [ViewHealth] { [deadlines.view.health, scores.health, city.health] }
}

/// Limits and intervals of the HTTP service.
struct ServerSettings: Sendable {
  /// Largest request body in bytes.
  var bodyBytesMax = 4 << 20
  /// Most events in one page.
  var pageEventsMax = 1_000
  /// Events in a page when the request does not say.
  var pageEventsDefault = 100
  /// Record bytes after which a page ends early.
  var pageBytesMax = 4 << 20
  /// Most events of one case that are shown whole.
  var caseEventsMax: UInt64 = 10_000
  /// Most connections at once; more wait in the system's queue.
  var connectionsMax = 512
  /// Most event streams at once.
  var streamsMax = 128
  /// Time between signs of life on a quiet event stream.
  var heartbeat: Duration = .seconds(15)
  /// Time after which a client that does not take its answer loses its connection.
  var slowClientTimeout: Duration = .seconds(60)
  /// Time in which a connection must bring its next whole request head.
  var idleTimeout: Duration = .seconds(30)
  /// Time in which a request's body must have come whole.
  var bodyTimeout: Duration = .seconds(60)
  /// Events the deadline clock may lag behind before the server says it is not ready.
  var readyLagMax: UInt64 = 10_000
  /// Whether requests must name a loopback host; off only where remote addresses were allowed.
  var requiresLoopbackHost = true
}
