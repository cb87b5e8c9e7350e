private import Dispatch
import EventStore

/// Hands requests to the log in order, on a thread of its own: their checks and hashes take as long as making them, and the
/// next rows are read in the meantime.
///
/// It is the caller that keeps the number of requests on their way small.
final class RequestSender: Sendable {
  private let log: any EventLog
  private let queue = DispatchQueue(label: "anjuan.import")

  init(_ log: any EventLog) {
    self.log = log
  }

  /// Hands a request to the log after those before it, and puts the log's answer into `answer`.
  func send(_ request: AppendRequest, _ answer: Rendezvous<Result<Receipt, AppendError>>) {
    queue.async { [log] in log.submit(request) { answer.put($0) } }
  }
}
