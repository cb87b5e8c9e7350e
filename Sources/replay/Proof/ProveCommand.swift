import ArgumentParser
import EventStore
import Projections

/// `replay prove`: a proof that one event is in the log, to be checked without it.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Writes a proof (c2sp.org/tlog-proof@v1) that an event is in the log.",
    discussion: """
      The proof leads from the event's leaf hash to the newest checkpoint that is kept in the log; \
      `replay check` and any other tlog-proof verifier check it without the log.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("The event's position.", valueName: "position"))
  var position: PositionArgument

  @Option(help: ArgumentHelp("Size of an earlier checkpoint to lead to.", valueName: "size"))
  var size: UInt64?

  @Flag(help: "Carry the record in the proof's extra line, so that the proof alone can be checked.")
  var withRecord = false

  @Option(name: [.short, .long], help: ArgumentHelp("Where to write it.", valueName: "file"))
  var output: String?

  func run() throws {
    let (_, log) = try global.open(toWrite: output)
    defer { log.close() }
    let proof = try log.withSnapshot { try self.proof($0) }
    if let output {
      try FileSystem.replace(output, with: proof.encoded, mode: 0o644)
    } else {
      Terminal.write(proof.encoded)
    }
  }

  private func proof(_ snapshot: borrowing LogSnapshot) throws -> TransparencyProof {
    let place = position.position
    guard let event = try snapshot.event(at: place) else {
      throw Failure(
        "there is no event at position \(place); the log has \(snapshot.head)", .notFound)
    }
    guard var proof = try snapshot.transparencyProof(of: place, size: size) else {
      throw Failure(
        "no checkpoint \(size.map { "of size \($0) " } ?? "")that covers position \(place) is kept in the log; "
          + "sign one with `log-server checkpoint --key FILE`", .notFound)
    }
    if withRecord { proof.extra = event.bytes }
    return proof
  }
}
