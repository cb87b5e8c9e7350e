import HTTPTypes
import Hummingbird
import NIOCore
import Projections

extension Response {
  /// A response with a JSON body.
  static func json(
    _ status: HTTPResponse.Status, _ value: JSONValue, contentType: String = "application/json"
  ) -> Response {
    var writer = JSONWriter()
    writer.write(value)
    writer.endLine()
    return Response(
      status: status, headers: [.contentType: contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
  }

  /// A response with a text body.
  static func text(_ body: String, contentType: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  /// The same response with the header fields that every answer carries.
  ///
  /// Nothing here is meant to be framed, sniffed, cached or run: pages hold no script.
  func hardened() -> Response {
    var copy = self
    copy.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
      + "frame-ancestors 'none'"
    copy.headers[.xContentTypeOptions] = "nosniff"
    copy.headers[.referrerPolicy] = "no-referrer"
    if copy.headers[.cacheControl] == nil { copy.headers[.cacheControl] = "no-store" }
    return copy
  }
}

extension HTTPField.Name {
  static let referrerPolicy = known("Referrer-Policy")
  static let lastEventID = known("Last-Event-ID")
  static let idempotencyKey = known("Idempotency-Key")
  static let link = known("Link")

  private static func known(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else {
      preconditionFailure("'\(text)' in this source is not a header field name")
    }
    return name
  }
}
