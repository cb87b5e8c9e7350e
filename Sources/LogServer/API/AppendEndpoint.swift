import EventStore
import Hummingbird
import NIOCore
import Projections

/// `POST /v1/events`: one atomic append.
struct AppendEndpoint {
  let state: ServerState

  /// Appends what the body asks for and answers with the receipt, once it is durable.
  func respond(to request: Request, query: String?) async throws(Problem) -> Response {
    _ = try QueryItems(query, single: [])
    try checkMediaType(request)
    let key = try requestKey(request)
    let bytes = try await collect(request)
    let body: JSONValue
    do {
      body = try JSONParser.parse(bytes)
    } catch {
      throw .badJSON(error)
    }
    let decoder = AppendBody(entropy: state.entropy, identityKey: state.identityKey, key: key)
    let decoded = try decoder.decode(body)
    do {
      let receipt = try await state.log.append(decoded.request)
      count(receipt, events: decoded.places.count)
      return try answer(receipt, decoded.places)
    } catch let error as AppendError {
      state.metrics.update { $0.appendsRefused += 1 }
      throw Problem(error)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .unreadable(error)
    }
  }

  private func count(_ receipt: Receipt, events: Int) {
    state.metrics.update { counts in
      if receipt.isRepeat {
        counts.appendsRepeated += 1
      } else {
        counts.appendsAccepted += 1
        counts.eventsRecorded += UInt64(events)
      }
    }
  }

  private func answer(_ receipt: Receipt, _ places: [AppendBody.Place]) throws(Problem) -> Response
  {
    var events: [JSONValue] = []
    for place in places {
      guard place.offset < UInt64(receipt.leafHashes.count) else {
        throw .unreadable(LogError.corrupt(position: receipt.first, "the receipt is incomplete"))
      }
      events.append(
        .object([
          .init("position", .unsigned(receipt.first.rawValue + place.offset)),
          .init("stream", .string(place.stream.text)),
          .init("id", .string(place.id.description)),
          .init("leafHash", .string(receipt.leafHashes[Int(place.offset)].hex)),
        ]))
    }
    let body = JSONValue.object([
      .init("origin", .string(state.log.origin)),
      .init("first", .unsigned(receipt.first.rawValue)),
      .init("last", .unsigned(receipt.last.rawValue)),
      .init("recordedAt", .string(receipt.recordedAt.description)),
      .init("repeat", .bool(receipt.isRepeat)),
      .init("events", .array(events)),
    ])
    return Response.json(receipt.isRepeat ? .ok : .created, body)
  }

  private func checkMediaType(_ request: Request) throws(Problem) {
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

  private func requestKey(_ request: Request) throws(Problem) -> RequestKey? {
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

  private func collect(_ request: Request) async throws(Problem) -> [UInt8] {
    let bytesMax = state.settings.bodyBytesMax
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
