import Testing

@testable import LogServer

@Suite("Addresses and queries")
struct AddressTests {
  @Test(
    "An address is read as host and port",
    arguments: [
      ("127.0.0.1:12345", "127.0.0.1", 12_345), ("[::1]:0", "::1", 0),
      ("localhost", "localhost", nil),
      ("[::1]", "::1", nil), ("0.0.0.0:80", "0.0.0.0", 80),
    ] as [(String, String, Int?)])
  func addresses(text: String, host: String, port: Int?) {
    let address = ListenAddress(host: text)
    #expect(address?.host == host)
    #expect(address?.port == port)
    #expect(address?.description == text)
  }

  @Test(
    "What is not an address is refused",
    arguments: ["", ":80", "host:", "host:x", "host:65536", "host:-1", "[::1", "[abc]:1", "a b:1"])
  func notAddresses(text: String) {
    #expect(ListenAddress(host: text) == nil)
  }

  @Test("Loopback is told from everything else")
  func loopback() {
    for text in ["127.0.0.1", "127.8.9.1:5", "LOCALHOST:1", "[::1]:2"] {
      #expect(ListenAddress(host: text)?.isLoopback == true, "\(text)")
    }
    for text in [
      "0.0.0.0", "10.0.0.1", "[::]:1", "127.0.0.1.example.org", "127.1.evil.x",
      "localhost.example.org", "127.0.0.256",
    ] {
      #expect(ListenAddress(host: text)?.isLoopback == false, "\(text)")
    }
  }

  @Test("A path names a route only when every escape in it is sound")
  func routes() {
    #expect(Route(path: "/") == .landing)
    #expect(Route(path: "/v1/events") == .events)
    #expect(Route(path: "/v1/events/stream") == .eventStream)
    #expect(Route(path: "/v1/cases/tpe-1") == .oneCase("tpe-1"))
    #expect(Route(path: "/v1/cases/%E6%A1%88%2F1/events") == .caseEvents("案/1"))
    #expect(Route(path: "/v1/cases") == .cases)
    #expect(Route(path: "/v1/cases/%E6%A1%88%2F1/sign") == .caseCommand("案/1", "sign"))
    #expect(Route(path: "/problems/bad-json") == .problem(.badJson))
    for path in [
      "", "v1", "/v1", "/v1/", "/v1/events/", "/v1/events/stream/x", "/v1/cases/",
      "/v1/cases/a/", "/v1/cases/a/sign/x", "/v1/cases/%ZZ", "/v1/cases/%FF", "/v1/cases/%4",
      "/problems/x", "//",
    ] {
      #expect(Route(path: path) == nil, "\(path)")
    }
  }

  @Test("Query parameters are decoded, and unknown, repeated and broken ones refused")
  func queries() throws {
    let items = try QueryItems(
      "a=1+2&b=%E6%A1%88&b=x&c=%3D", single: ["a", "c"], repeatable: ["b"])
    #expect(items["a"] == "1 2")
    #expect(items.all("b") == ["案", "x"])
    #expect(items["c"] == "=")
    for query in ["x=1", "a=1&a=2", "a=%", "a=%FF", "=1", "a", "a="] {
      #expect(throws: Problem.self, "\(query)") {
        try QueryItems(query, single: ["a"], repeatable: [])
      }
    }
    #expect(throws: Problem.self) { try QueryItems("a=-1", single: ["a"]).number("a") }
    #expect(throws: Problem.self) {
      try QueryItems("a=18446744073709551616", single: ["a"]).number("a")
    }
  }

  @Test("Percent-encoding and decoding are inverses")
  func inverse() {
    for text in ["tpe-20160101-ABC", "案卷/一 +%&=?", "a\u{7F}b"] {
      #expect(percentDecoded(percentEncoded(text)) == text)
    }
  }
}
