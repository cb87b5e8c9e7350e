import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request body does not arrive whole in time, however slowly it keeps arriving.
///
/// Heads are bounded by the connection's idle timeout, which only whole heads reset; a body of one byte a second
/// would reset it for ever.
final class RequestDeadlineHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let bodyTimeout: TimeAmount
  private var deadline: Scheduled<Void>?

  /// A handler for one connection.
  init(bodyTimeout: TimeAmount) {
    self.bodyTimeout = bodyTimeout
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      deadline?.cancel()
      deadline = context.eventLoop.scheduleTask(in: bodyTimeout) { [channel = context.channel] in
        channel.close(promise: nil)
      }
    case .body: break
    case .end: cancel()
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    cancel()
  }

  private func cancel() {
    deadline?.cancel()
    deadline = nil
  }
}

@available(*, unavailable)
extension RequestDeadlineHandler: Sendable {}
