import EventStore
import Testing

@Suite("Witness policies")
struct PolicyTests {
  private func key(_ number: UInt8) throws -> String {
    try testSigner("w\(number).example", number, .cosignature).verifier.text
  }

  private func signed(by numbers: [UInt8]) throws -> SignedCheckpoint {
    let log = try testSigner("log.example", 100)
    var checkpoint = try Checkpoint(origin: "log.example", size: 3, root: .zero)
      .signed(by: [log], at: 0)
    for number in numbers {
      let signer = try testSigner("w\(number).example", number, .cosignature)
      checkpoint = checkpoint.adding(try signer.sign(checkpoint.note.text, at: 1_700_000_000))
    }
    return checkpoint
  }

  private func twoInstitutions() throws -> String {
    """
    # two of three of one institution, any of another
    log \(try testSigner("log.example", 100).verifier.text)\thttps://log.example/

    witness X1 \(try key(1)) http://x1.example:8080/w/
    witness X2 \(try key(2))
      witness\tX3   \(try key(3))
    group X 2 X1 X2 X3
    witness Y1 \(try key(4))
    witness Ÿ2 \(try key(5))
    group Y any Y1 Ÿ2
    group both all X Y
    quorum both

    """
  }

  @Test("A quorum of groups is met by the right witnesses and by no others")
  func quorum() throws {
    let policy = try WitnessPolicy(Array(try twoInstitutions().utf8))
    #expect(policy.logs.count == 1 && policy.witnesses.count == 5)
    #expect(policy.witnesses[0].url == "http://x1.example:8080/w/")
    for bits in 0..<32 {
      let numbers = (1...5).filter { bits >> ($0 - 1) & 1 == 1 }.map { UInt8($0) }
      let judgement = try policy.judge(try signed(by: numbers))
      let x = numbers.count { $0 <= 3 }
      #expect(judgement.isQuorumMet == (x >= 2 && numbers.contains { $0 > 3 }), "\(numbers)")
      #expect(judgement.cosigners.count == numbers.count)
    }
  }

  @Test("quorum none asks for nobody; a single witness can be the quorum")
  func simple() throws {
    let nobody = try WitnessPolicy(Array("quorum none".utf8))
    #expect(nobody.needsNobody)
    #expect(try nobody.judge(try signed(by: [])).isQuorumMet)
    let one = try WitnessPolicy(Array("witness a \(try key(1))\nquorum a\n".utf8))
    #expect(try !one.judge(try signed(by: [2])).isQuorumMet)
    #expect(try one.judge(try signed(by: [1])).isQuorumMet)
  }

  @Test("A cosignature by a known witness that fails rejects the checkpoint")
  func failing() throws {
    let one = try WitnessPolicy(Array("witness a \(try key(1))\nquorum a\n".utf8))
    let good = try signed(by: [1])
    let line = try #require(good.note.signatures.last)
    for at in [0, 7, 8, 40, 71] {
      var bytes = line.bytes
      bytes[at] ^= 1
      let bad = good.adding(NoteSignature(name: line.name, keyID: line.keyID, bytes: bytes))
      #expect(throws: EvidenceError.self) { try one.judge(bad) }
    }
  }

  @Test("Mistakes in a policy are refused with the number of their line")
  func mistakes() throws {
    let (a, b) = (try key(1), try key(2))
    let log = try testSigner("log.example", 100).verifier.text
    let cases: [(String, Int?)] = [
      ("", nil), ("witness a \(a)\n", nil), ("quorum a\n", 1), ("quorum none\nquorum none\n", 2),
      ("witness a \(a)\nwitness a \(b)\nquorum a\n", 2),
      ("witness a \(a)\nwitness b \(a)\nquorum a\n", 2), ("witness none \(a)\nquorum none\n", 1),
      ("witness a \(log)\nquorum a\n", 1), ("log \(a)\nquorum none\n", 1),
      ("log \(log)\nlog \(log)\nquorum none\n", 2), ("witness a\nquorum none\n", 1),
      ("witness a \(a)\ngroup g 2 a\nquorum g\n", 2),
      ("witness a \(a)\ngroup g 0 a\nquorum g\n", 2),
      ("witness a \(a)\ngroup g 01 a\nquorum g\n", 2),
      ("witness a \(a)\ngroup g any\nquorum g\n", 2),
      ("witness a \(a)\ngroup g any a a\nquorum g\n", 2),
      ("witness a \(a)\ngroup g any a\ngroup h any a\nquorum g\n", 3),
      ("group g any h\nwitness h \(a)\nquorum g\n", 1), ("witness a \(a)\ngroup g any none\n", 2),
      ("quorum none\u{1}\n", 1), ("# fine\nquorum none\r\n", 2), ("nonsense\nquorum none\n", 1),
      ("quorum none x\n", 1),
    ]
    for (text, line) in cases {
      let error = refusal { () throws(EvidenceError) in _ = try WitnessPolicy(Array(text.utf8)) }
      #expect(error != nil, "\(text)")
      if let line { #expect(error?.description.contains("line \(line) ") == true, "\(text)") }
    }
  }
}
