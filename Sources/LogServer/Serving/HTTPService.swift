import EventStore
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP server: limits, routes and the services beside it.
enum HTTPService {
  /// A server for `state` at an address; run it with `runService()` or in a service group.
  ///
  /// - Parameters:
  ///   - state: what the routes may use.
  ///   - address: where to listen; port 0 or none lets the system choose.
  ///   - onRunning: told the port once requests are accepted.
  static func application(
    _ state: ServerState, at address: ListenAddress,
    onRunning: @escaping @Sendable (Int) async -> Void
  ) -> Application<APIResponder> {
    let settings = state.settings
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        SlowConnectionHandler(
          bodyTimeout: TimeAmount(settings.bodyTimeout),
          writeTimeout: TimeAmount(settings.slowClientTimeout))
      ],
      idleTimeout: TimeAmount(settings.idleTimeout),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
    return Application(
      responder: APIResponder(state: state), server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port ?? 0), serverName: "anjuan",
        availableConnectionsDelegate: MaximumAvailableConnections(
          settings.connectionsMax, logger: state.logger)),
      services: services(of: state),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
      logger: state.logger)
  }

  /// What runs beside the server. The first to start is the last to stop: its last checkpoint covers what the others
  /// recorded.
  private static func services(of state: ServerState) -> [any Service] {
    var services: [any Service] = [state.deadlines]
    if let access = state.accessCheckpoints { services.insert(access, at: 0) }
    if let checkpoints = state.checkpoints { services.insert(checkpoints, at: 0) }
    if let keeper = state.scoreKeeper { services.append(keeper) }
    if let scrub = state.scrub { services.append(scrub) }
    if let inventories = state.inventories { services.append(inventories) }
    return services
  }

  /// A logger for the operator's terminal or journal: standard error, notices and worse.
  static func logger() -> Logger {
    var logger = Logger(label: "log-server") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .notice
    return logger
  }
}
