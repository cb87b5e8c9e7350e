public import EventStore

/// Asks a witness over plain HTTP.
public struct WitnessClient: Sendable {
  /// Name of the witness, for messages.
  public let name: String
  /// Its key.
  public let key: NoteVerifier
  /// Where it is.
  public let address: WitnessAddress
  /// Time for one question and its answer, in milliseconds.
  public var milliseconds = 5_000

  /// A client of a witness.
  public init(name: String, key: NoteVerifier, address: WitnessAddress) {
    self.name = name
    self.key = key
    self.address = address
  }

  /// Why a witness gave no cosignature.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// One sentence without a full stop.
    public let description: String
    /// Whether the witness holds a head that contradicts this log.
    public let isContradiction: Bool

    init(_ description: String, isContradiction: Bool = false) {
      self.description = description
      self.isContradiction = isContradiction
    }
  }

  /// Asks for a cosignature.
  ///
  /// - Parameters:
  ///   - checkpoint: the head.
  ///   - proof: gives the consistency proof from a smaller size.
  /// - Returns: the witness's verified signature line.
  /// - Throws: ``Failure``.
  public func cosign(
    _ checkpoint: SignedCheckpoint, proof: (UInt64) throws -> [Digest]
  ) throws -> NoteSignature {
    var old: UInt64 = 0
    // The first answer says from which size the witness wants its proof; it may move once more in between.
    for _ in 0..<3 {
      let request = WitnessRequest(
        oldSize: old, proof: old == 0 ? [] : try proof(old), checkpoint: checkpoint)
      let answer = try ask("POST", "/add-checkpoint", request.encoded)
      switch answer.status {
      case 200: return try line(answer.body, checkpoint)
      case 409:
        guard let size = UInt64(answer.text), size != old else {
          throw Failure("witness '\(name)' answers 409 without another size")
        }
        guard size <= checkpoint.checkpoint.size else {
          throw Failure(
            "witness '\(name)' has cosigned \(size) events, more than the \(checkpoint.checkpoint.size) here",
            isContradiction: true)
        }
        old = size
      case 422:
        throw Failure(
          "witness '\(name)' refuses the checkpoint as inconsistent with what it cosigned: "
            + answer.text, isContradiction: true)
      default:
        throw Failure("witness '\(name)' answers \(answer.status): \(answer.text)")
      }
    }
    throw Failure("witness '\(name)' names another size each time")
  }

  private func line(
    _ body: [UInt8], _ checkpoint: SignedCheckpoint
  ) throws -> NoteSignature {
    let lines = body.split(separator: 10)
    for line in lines {
      guard let signature = try? NoteSignature(line: Array(line)) else { continue }
      let note = try SignedNote(text: checkpoint.note.text, signatures: [signature])
      if (try? note.verified(by: [key])) != nil { return signature }
    }
    throw Failure("witness '\(name)' answers without a valid cosignature of its own")
  }

  /// What the witness holds of a log: the checkpoint it cosigned last, or `nil` when it cosigned none.
  ///
  /// Only a checkpoint that the log's own key signed is believed: it binds the log, whoever hands it over.
  /// - Throws: ``Failure``.
  public func held(_ origin: String, keys: [NoteVerifier]) throws -> SignedCheckpoint? {
    let answer = try ask("GET", "/\(witnessedName(origin))/checkpoint", [])
    if answer.status == 404 { return nil }
    guard answer.status == 200 else {
      throw Failure("witness '\(name)' answers \(answer.status): \(answer.text)")
    }
    do {
      let checkpoint = try SignedCheckpoint(answer.body)
      try checkpoint.verified(byLog: keys)
      return checkpoint
    } catch {
      throw Failure(
        "witness '\(name)' hands over a checkpoint that this log did not sign: \(error)")
    }
  }

  private struct Answer {
    var status: Int
    var body: [UInt8]

    /// The body's first line, short enough to print.
    var text: String {
      String(decoding: body.prefix { $0 != 10 }.prefix(200), as: UTF8.self)
    }
  }

  private func ask(_ method: String, _ path: String, _ body: [UInt8]) throws -> Answer {
    do {
      let answer = try PlainHTTP.ask(
        method, path, of: address, body: body, bodyMax: 256 << 10, milliseconds: milliseconds)
      guard let answer else {
        throw Failure("witness '\(name)' closed the connection without an answer")
      }
      return Answer(status: answer.status, body: answer.body)
    } catch let failure as Failure {
      throw failure
    } catch let refusal as Message.Refusal {
      throw Failure("witness '\(name)' does not speak the protocol: \(refusal.sentence)")
    } catch {
      throw Failure("witness '\(name)' at \(address) cannot be asked: \(error)")
    }
  }
}

extension WitnessPolicy {
  /// Clients of the witnesses that have an address.
  /// - Throws: ``WitnessClient/Failure`` for an address that is not plain HTTP.
  public func clients() throws -> [WitnessClient] {
    try witnesses.compactMap { witness in
      guard let url = witness.url else { return nil }
      guard let address = WitnessAddress(url) else {
        throw WitnessClient.Failure(
          "the address '\(url)' of the witness '\(witness.name)' is not http://HOST[:PORT][/PREFIX]; "
            + "for https put a proxy of your own in between")
      }
      return WitnessClient(name: witness.name, key: witness.key, address: address)
    }
  }
}
