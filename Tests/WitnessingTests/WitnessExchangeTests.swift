import EventStore
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Witnessing

/// A witness that listens on a loopback port of the system's choice until the process ends.
private struct RunningWitness {
  let client: WitnessClient
  let desk: WitnessDesk
  let port: Int
  private let place = TemporaryDirectory()

  init(following keys: [NoteVerifier], number: UInt8 = 7) throws {
    let signer = try NoteSigner(
      name: "w\(number).example", kind: .cosignature, seed: [UInt8](repeating: number, count: 32))
    desk = WitnessDesk(
      try Witness(signer, following: keys), try WitnessFiles(place.file("state")),
      clock: SystemClock())
    let server = try WitnessServer(desk, host: "127.0.0.1", port: 0)
    port = server.port
    WorkerThread { server.run() }.detach()
    let address = try #require(WitnessAddress("http://127.0.0.1:\(server.port)/"))
    var client = WitnessClient(name: "w\(number)", key: signer.verifier, address: address)
    client.milliseconds = 240_000
    self.client = client
  }
}

private func sampleLog(_ count: Int) throws -> (LogHarness, NoteKeyRing) {
  let harness = try LogHarness(.memory)
  let drafts = (1...count).map { Drafts.event(UInt64($0)) }
  _ = try harness.log.appendAndWait(
    AppendRequest([StreamAppend(StreamID(unchecked: "s"), events: drafts)]))
  let signer = try NoteSigner(
    name: harness.log.origin, kind: .ed25519, seed: [UInt8](repeating: 1, count: 32))
  return (harness, try NoteKeyRing([signer]))
}

@Suite("A witness over the network", .serialized)
struct WitnessExchangeTests {
  @Test("A log's checkpoints are cosigned as it grows, and the witness hands out what it holds")
  func growth() throws {
    let (harness, keys) = try sampleLog(10)
    let log = harness.log
    let witness = try RunningWitness(following: keys.verifiers)
    #expect(try witness.client.held(log.origin, keys: keys.verifiers) == nil)
    for _ in 0..<3 {
      let signed = try CheckpointIssue.issue(log, keys, at: 0)
      let line = try witness.client.cosign(signed) { old in
        try log.withSnapshot { try $0.consistencyProof(from: old, to: signed.checkpoint.size) }
      }
      let both = signed.adding(line)
      #expect(try both.note.verified(by: [witness.client.key] + keys.verifiers).count == 2)
      try log.keep(both)
      let held = try witness.client.held(log.origin, keys: keys.verifiers)
      #expect(held?.checkpoint == signed.checkpoint)
      _ = try log.appendAndWait(Drafts.request("t", Drafts.event(log.head.rawValue + 100)))
    }
  }

  @Test("A log that was rolled back or forked gets no cosignature, and is told that it contradicts")
  func contradiction() throws {
    let (harness, keys) = try sampleLog(10)
    let (shorter, _) = try sampleLog(9)
    let witness = try RunningWitness(following: keys.verifiers)
    func cosign(_ log: any EventLog) throws {
      let signed = try CheckpointIssue.issue(log, keys, at: 0)
      _ = try witness.client.cosign(signed) { old in
        try log.withSnapshot { try $0.consistencyProof(from: old, to: signed.checkpoint.size) }
      }
    }
    try cosign(harness.log)
    for extra in [UInt64(0), 1, 2] {
      if extra > 0 {
        _ = try shorter.log.appendAndWait(Drafts.request("fork", Drafts.event(900 + extra)))
      }
      do {
        try cosign(shorter.log)
        Issue.record("cosigned a log that contradicts itself")
      } catch let failure as WitnessClient.Failure {
        #expect(failure.isContradiction, "\(failure)")
      }
    }
  }

  @Test("A witness that is down, silent, strange or lying is an error in time, not a cosignature")
  func badWitnesses() throws {
    let (harness, keys) = try sampleLog(3)
    let signed = try CheckpointIssue.issue(harness.log, keys, at: 0)
    let real = try RunningWitness(following: keys.verifiers)
    let client = real.client
    for answer in [
      nil, "", "HTTP/1.1 200 OK\r\n\r\n— w7.example AAAAAAAAAAA=\n", "nonsense\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "HTTP/1.1 409 Conflict\r\n\r\n0\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      String(repeating: "x", count: 100_000),
    ] {
      let listener = try TCPListener(host: "127.0.0.1", port: 0)
      WorkerThread {
        while let connection = listener.accept(milliseconds: 2_000) {
          if let answer {
            _ = try? connection.read()
            try? connection.write(Array(answer.utf8))
          } else {
            Terminal.pause(milliseconds: 600)
          }
        }
      }.detach()
      let address = try #require(WitnessAddress("http://127.0.0.1:\(listener.port)"))
      var bad = WitnessClient(name: "bad", key: client.key, address: address)
      bad.milliseconds = 300
      #expect(throws: (any Error).self, "\(answer ?? "silence")") {
        try bad.cosign(signed) { _ in [] }
      }
    }
    let nobody = try #require(WitnessAddress("http://127.0.0.1:1"))
    let absent = WitnessClient(name: "absent", key: client.key, address: nobody)
    #expect(throws: WitnessClient.Failure.self) { try absent.cosign(signed) { _ in [] } }
    #expect(try client.cosign(signed) { _ in [] }.name == "w7.example")
  }

  @Test("What is not the protocol is answered with 4xx or closed, and the witness goes on")
  func garbage() throws {
    let (harness, keys) = try sampleLog(3)
    let witness = try RunningWitness(following: keys.verifiers)
    let body = String(repeating: "x", count: 70_000)
    for (text, status) in [
      ("\u{0}\u{1}\r\n\r\n", 400), ("GET\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 404),
      ("PUT /add-checkpoint HTTP/1.1\r\n\r\n", 405),
      ("POST /add-checkpoint HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
      ("POST /add-checkpoint HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
      ("POST /add-checkpoint HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
      ("POST /add-checkpoint HTTP/1.1\r\nContent-Length: 70000\r\n\r\n\(body)", 413),
      ("GET / HTTP/1.1\r\nX: \(String(repeating: "y", count: 20_000))\r\n\r\n", 431),
      ("GET /../../etc/passwd/checkpoint HTTP/1.1\r\n\r\n", 404),
      ("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 200),
    ] {
      let connection = try TCPConnection.open(
        host: "127.0.0.1", port: witness.port, milliseconds: 240_000)
      try? connection.write(Array(text.utf8))
      let answer = (try? connection.read()).map { String(decoding: $0, as: UTF8.self) } ?? ""
      // A server that closes with bytes unread may reset the connection before its answer is read.
      if !answer.isEmpty { #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(text.prefix(60))") }
      if text.utf8.count < 1_000 { #expect(!answer.isEmpty, "\(text.prefix(60))") }
    }
    let signed = try CheckpointIssue.issue(harness.log, keys, at: 0)
    #expect(try witness.client.cosign(signed) { _ in [] }.name == "w7.example")
  }

  @Test("Addresses of witnesses are plain HTTP with host, port and prefix")
  func addresses() {
    let full = WitnessAddress("http://[::1]:8080/a/b/")
    #expect(full?.host == "::1" && full?.port == 8080 && full?.prefix == "/a/b")
    #expect(WitnessAddress("http://w.example")?.port == 80)
    for text in [
      "", "https://w.example", "http://", "http://a:b", "http://a:70000", "http://a b",
      "http://u@h/",
      "http://a/?x", "ftp://a",
    ] { #expect(WitnessAddress(text) == nil, "\(text)") }
  }
}
