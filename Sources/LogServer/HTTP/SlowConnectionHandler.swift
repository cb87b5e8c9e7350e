import NIOCore
import NIOHTTPTypes

/// Closes connections that hold the server up: a body that does not arrive whole in time, however slowly it keeps
/// arriving, and a client that does not take its answer.
///
/// Heads are bounded by the connection's idle timeout, which only whole heads reset; a body of one byte a second
/// would reset it for ever.
final class SlowConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let bodyTimeout: TimeAmount
  private let writeTimeout: TimeAmount
  private var bodyDeadline: Scheduled<Void>?
  private var writeDeadline: Scheduled<Void>?

  /// A handler for one connection.
  ///
  /// - Parameters:
  ///   - bodyTimeout: time from a request's head to the end of its body.
  ///   - writeTimeout: time in which the client must take enough of what waits for it.
  init(bodyTimeout: TimeAmount, writeTimeout: TimeAmount) {
    self.bodyTimeout = bodyTimeout
    self.writeTimeout = writeTimeout
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      bodyDeadline?.cancel()
      bodyDeadline = close(context, in: bodyTimeout)
    case .body: break
    case .end:
      bodyDeadline?.cancel()
      bodyDeadline = nil
    }
    context.fireChannelRead(data)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    writeDeadline?.cancel()
    writeDeadline = context.channel.isWritable ? nil : close(context, in: writeTimeout)
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    cancel()
  }

  private func close(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
    context.eventLoop.scheduleTask(in: time) { [channel = context.channel] in
      channel.close(promise: nil)
    }
  }

  private func cancel() {
    bodyDeadline?.cancel()
    writeDeadline?.cancel()
    bodyDeadline = nil
    writeDeadline = nil
  }
}

@available(*, unavailable)
extension SlowConnectionHandler: Sendable {}
