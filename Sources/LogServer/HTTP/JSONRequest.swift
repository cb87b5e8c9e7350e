import EventStore
import Hummingbird
import NIOCore
import Projections

/// A request with a JSON body, and the name it gave itself.
struct JSONRequest {
  /// The body.
  let body: JSONValue
  /// The `Idempotency-Key` header field.
  let key: RequestKey?

  /// Reads a whole request.
  ///
  /// - Parameters:
  ///   - request: the request; its body is taken.
  ///   - bytesMax: longest body in bytes.
  /// - Throws: a problem of status 400, 413 or 415.
  init(_ request: Request, bytesMax: Int) async throws(Problem) {
    try Self.checkMediaType(request)
    key = try Self.requestKey(request)
    let bytes = try await Self.collect(request, bytesMax)
    do {
      body = try JSONParser.parse(bytes)
    } catch {
      throw .badJSON(error)
    }
  }

  private static func checkMediaType(_ request: Request) throws(Problem) {
    let given = request.headers[.contentType] ?? ""
    let parts = given.lowercased().split(separator: ";").map { part in
      String(part.filter { $0 != " " && $0 != "\t" })
    }
    guard parts.first == "application/json",
      parts.dropFirst().allSatisfy({ $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }),
      request.headers[.contentEncoding] == nil
    else {
      let found = given.isEmpty ? "no Content-Type" : "'\(given)'"
      throw Problem(
        kind: .unsupportedType,
        detail: "The body must be application/json in UTF-8, not compressed, but has \(found).")
    }
  }

  private static func requestKey(_ request: Request) throws(Problem) -> RequestKey? {
    let given = request.headers[values: .idempotencyKey]
    guard let text = given.first else { return nil }
    guard given.count == 1 else {
      throw .badParameter("Idempotency-Key", "is given twice; give it once")
    }
    do {
      return try RequestKey(text)
    } catch {
      throw .badParameter("Idempotency-Key", "cannot be used: \(error.description)")
    }
  }

  private static func collect(_ request: Request, _ bytesMax: Int) async throws(Problem) -> [UInt8]
  {
    if let length = request.headers[.contentLength].flatMap(wholeNumber), length > UInt64(bytesMax)
    {
      throw .tooLarge(bytesMax)
    }
    var bytes: [UInt8] = []
    do {
      for try await buffer in request.body {
        if bytes.count + buffer.readableBytes > bytesMax { throw Problem.tooLarge(bytesMax) }
        bytes.append(contentsOf: buffer.readableBytesView)
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .badShape("", "did not arrive whole: the connection broke while it was sent")
    }
    return bytes
  }
}
