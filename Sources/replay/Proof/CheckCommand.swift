import ArgumentParser
import EventStore
import Projections

/// `replay check`: checks a proof without the log.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a proof or an evidence bundle and says what that proves.",
    discussion: """
      The file is a proof of the form c2sp.org/tlog-proof@v1. Which event it is about is said by --leaf, \
      by --record, by the record that the proof itself carries, or by the log in the data directory.

      Or it is a page that `replay bundle` wrote. Then its records, proofs, inventory and signatures are \
      checked, the page is written again from the records, and every byte is compared. No log is needed.

      Exit codes: 0 WITNESSED · 10 CONSISTENT BUT UNWITNESSED · 11 QUORUM NOT MET · 20 UNANCHORED \
      (no key was given to check signatures by) · 40 INVALID. Usage errors: 1; no file: 4.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var trust: TrustOptions

  @Argument(help: ArgumentHelp("The proof or the bundle.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The event's leaf hash, 64 hexadecimal digits.", valueName: "hash"))
  var leaf: String?

  @Option(help: ArgumentHelp("A file with the record as stored.", valueName: "file"))
  var record: String?

  func run() throws {
    guard FileSystem.exists(file) else {
      throw Failure("there is no file \(file); give the path of a proof or a bundle", .notFound)
    }
    let trust = try trust.load()
    let bytes = try FileSystem.read(file)
    if bytes.starts(with: "<!doctype html>".utf8) {
      try global.end(with: try BundleReport(bytes, trust))
    }
    let report: ProofReport
    do throws(EvidenceError) {
      let proof = try TransparencyProof(bytes)
      let leaf: Digest
      do {
        leaf = try leafHash(proof)
      } catch let error as EvidenceError {
        throw error
      } catch let failure as Failure {
        failure.exit(of: "replay")
      } catch {
        Failure("\(error)", .usage).exit(of: "replay")
      }
      report = ProofReport(proof, leaf: leaf, trust)
    } catch {
      report = ProofReport(refusal: error)
    }
    try global.end(with: report)
  }

  private func leafHash(_ proof: TransparencyProof) throws -> Digest {
    if let leaf {
      guard let digest = Digest(hex: leaf) else {
        throw Failure("--leaf '\(leaf)' is not 64 hexadecimal digits", .usage)
      }
      return digest
    }
    if let record { return MerkleHash.leaf(try FileSystem.read(record)) }
    if let extra = proof.extra { return MerkleHash.leaf(extra) }
    guard FileSystem.exists(global.path) else {
      throw Failure(
        "the proof does not carry its record; name it with --record FILE, --leaf HASH or --data DIR",
        .usage)
    }
    let (_, log) = try global.open()
    defer { log.close() }
    let (place, isBeyondAll) = proof.index.addingReportingOverflow(1)
    guard !isBeyondAll, let event = try log.withSnapshot({ try $0.event(at: Position(place)) })
    else { throw EvidenceError(.badProof, "the log has no event of index \(proof.index)") }
    return MerkleHash.leaf(event.bytes)
  }
}

/// What came of checking a proof.
struct ProofReport: VerdictReport {
  let verdict: Verdict
  private let facts: [VerdictFact]

  /// A file that is no proof.
  init(refusal: EvidenceError) {
    verdict = .invalid
    facts = [VerdictFact("finding", .finding, refusal.words)]
  }

  /// Checks a proof.
  init(_ proof: TransparencyProof, leaf: Digest, _ trust: Trust) {
    let head = proof.checkpoint.checkpoint
    let standing = trust.standing(of: proof.checkpoint)
    var facts = [
      VerdictFact("origin", .log, head.origin),
      VerdictFact("position", Phrase("position", "位置", "位置"), String(proof.index &+ 1)),
      VerdictFact("leafHash", Phrase("leaf hash", "叶哈希", "葉雜湊"), leaf.hex),
      VerdictFact("treeSize", .treeSize, String(head.size)),
      VerdictFact("root", .root, head.root.hex),
    ]
    do throws(EvidenceError) {
      try proof.verify(leaf: leaf)
      verdict = standing.verdict(bare: .unanchored)
    } catch {
      verdict = .invalid
      facts.append(VerdictFact("finding", .finding, error.words))
    }
    facts.append(VerdictFact("signatures", .signatures, standing.words))
    self.facts = facts
  }

  var json: JSONValue { verdict.json(facts) }

  func lines(_ layout: Layout) -> [String] {
    verdict.lines(facts.map { $0.pair(layout.language) }, layout)
  }
}
