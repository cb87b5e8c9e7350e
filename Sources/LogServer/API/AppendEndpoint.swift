import EventStore
import Hummingbird
import Projections

/// `POST /v1/events`: one atomic append.
struct AppendEndpoint {
  let state: ServerState

  /// Appends what the body asks for and answers with the receipt, once it is durable.
  func respond(to request: Request, query: String?) async throws(Problem) -> Response {
    _ = try QueryItems(query, single: [])
    let sent = try await JSONRequest(request, bytesMax: state.settings.bodyBytesMax)
    let decoder = AppendBody(
      entropy: state.entropy, identityKey: state.identityKey, key: sent.key)
    let decoded = try decoder.decode(sent.body)
    do {
      let receipt = try await state.log.append(decoded.request)
      if let key = sent.key, receipt.isRepeat {
        let recorded = RecordedAppend(request: decoded.request, receipt: receipt)
        guard try state.read({ snapshot in try recorded.isRepeated(snapshot) }) else {
          throw AppendError.requestKeyReused(key, first: receipt.first)
        }
      }
      state.metrics.count(receipt)
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
}
