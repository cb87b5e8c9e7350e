import EventStore
import Logging
import Projections
import ServiceLifecycle

/// The live tickets projection as a service.
final class TicketFollower: Service {
  private let broadcast: HeadBroadcast
  private let saveInterval: Duration
  private let view: LiveView<TicketProjection>

  /// A follower that goes on from the stored snapshot where it fits the log.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - broadcast: its growth.
  ///   - store: where the snapshot is kept; `nil` keeps none.
  ///   - saveInterval: time between two snapshots while the log grows.
  ///   - logger: told when a snapshot cannot be kept.
  /// - Throws: ``LogError`` when the log or the snapshot's file cannot be read.
  init(
    log: any EventLog, broadcast: HeadBroadcast, store: ProjectionStore<TicketProjection>?,
    saveInterval: Duration = .seconds(30), logger: Logger
  ) throws {
    self.broadcast = broadcast
    self.saveInterval = saveInterval
    view = try LiveView(log: log, store: store, logger: logger)
  }

  /// Last event the view has taken.
  var position: Position { view.position }

  /// Why the view stopped following, or `nil`.
  var failure: String? { view.failure }

  /// How it keeps up with the log.
  var health: ViewHealth { view.health }

  /// Follows until graceful shutdown, then keeps a last snapshot.
  func run() async throws {
    await broadcast.follow(
      every: saveInterval, saveEvery: saveInterval, { await view.catchUp() },
      save: { view.save() })
  }

  /// Takes every event recorded so far.
  func catchUp(progress: (Position) -> Void = { _ in }) async {
    await view.catchUp(progress: progress)
  }
}
