/// Why a note, key, checkpoint, proof or policy is not accepted.
public struct EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of refusal it is.
  public enum Kind: Hashable, Sendable {
    /// The bytes are not of the format.
    case malformed
    /// A signature under a known key does not verify: the whole note is refused.
    case badSignature
    /// No line is by a known key.
    case noKnownSignature
    /// The proof does not lead to the root.
    case badProof
  }

  /// What kind of refusal it is.
  public let kind: Kind
  /// One sentence without a full stop: what is wrong and where.
  public let description: String

  /// A refusal.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  static func malformed(_ description: String) -> EvidenceError {
    EvidenceError(.malformed, description)
  }
}
