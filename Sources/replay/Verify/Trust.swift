import ArgumentParser
import EventStore
import Projections

/// Whose signatures the user believes; never taken from the evidence itself.
struct TrustOptions: ParsableArguments {
  @Option(
    name: .customLong("key"), parsing: .singleValue,
    help: ArgumentHelp(
      "A verifier key of the log (NAME+ID+KEY), or a file with one a line; may be repeated.",
      valueName: "key"))
  var keys: [String] = []

  @Option(
    help: ArgumentHelp(
      "A policy file (c2sp.org/tlog-policy): logs, witnesses, groups, quorum.", valueName: "file"))
  var policy: String?

  /// Reads what was named.
  /// - Throws: ``Failure``.
  func load() throws -> Trust {
    do {
      var list: [NoteVerifier] = []
      for key in keys {
        guard FileSystem.exists(key) else {
          list.append(try NoteVerifier(text: key))
          continue
        }
        let text = String(decoding: try FileSystem.read(key), as: UTF8.self)
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
          // What follows the key, such as the "signs" of `log-server keys show`, is for people.
          guard let key = line.split(whereSeparator: \.isWhitespace).first else { continue }
          list.append(try NoteVerifier(text: String(key)))
        }
      }
      return Trust(keys: list, policy: try readPolicy())
    } catch let error as EvidenceError {
      throw Failure("--key: \(error)", .usage)
    }
  }

  private func readPolicy() throws -> WitnessPolicy? {
    guard let policy else { return nil }
    guard FileSystem.exists(policy) else {
      throw Failure("there is no policy file \(policy); give the path of one", .notFound)
    }
    do {
      return try WitnessPolicy(try FileSystem.read(policy))
    } catch let error as EvidenceError {
      throw Failure("\(policy) cannot be used: \(error)", .usage)
    }
  }

  /// Whether any was given.
  var isGiven: Bool { !keys.isEmpty || policy != nil }

  /// The same options for a child process.
  var arguments: [String] {
    keys.flatMap { ["--key", $0] } + (policy.map { ["--policy", $0] } ?? [])
  }
}

/// Keys and a policy that the user believes.
struct Trust {
  var keys: [NoteVerifier] = []
  var policy: WitnessPolicy?

  /// Whether anything was named.
  var isEmpty: Bool { keys.isEmpty && policy == nil }

  /// Says how far a checkpoint's signatures carry.
  func standing(of checkpoint: SignedCheckpoint) -> Standing {
    let known = keys + (policy?.logs.map(\.key) ?? [])
    do throws(EvidenceError) {
      if !known.isEmpty { try checkpoint.verified(byLog: known) }
      guard let policy, !policy.needsNobody else { return known.isEmpty ? .unchecked : .signed }
      let judgement = try policy.judge(checkpoint)
      let names = judgement.cosigners.joined(separator: ", ")
      return judgement.isQuorumMet ? .witnessed(by: names) : .quorumNotMet(only: names)
    } catch {
      return error.kind == .noKnownSignature
        ? .stranger(error.description) : .refused(error.description)
    }
  }
}

/// How far the signatures of a checkpoint carry.
enum Standing: Equatable {
  /// No key was given to check them by.
  case unchecked
  /// The log signed it.
  case signed
  /// The log signed it; the witnesses that did are not enough.
  case quorumNotMet(only: String)
  /// The log signed it, and enough witnesses.
  case witnessed(by: String)
  /// No key that was given signed it.
  case stranger(String)
  /// The signature of a key that was given fails.
  case refused(String)

  /// One word and what goes with it, for the child process.
  var line: String {
    switch self {
    case .unchecked: "unchecked"
    case .signed: "signed"
    case .quorumNotMet(let names): "quorum-not-met \(names)"
    case .witnessed(let names): "witnessed \(names)"
    case .stranger(let text): "stranger \(text)"
    case .refused(let text): "refused \(text)"
    }
  }

  init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = parts.count > 1 ? parts[1] : ""
    switch parts.first {
    case "unchecked": self = .unchecked
    case "signed": self = .signed
    case "quorum-not-met": self = .quorumNotMet(only: rest)
    case "witnessed": self = .witnessed(by: rest)
    case "stranger": self = .stranger(rest)
    case "refused": self = .refused(rest)
    default: return nil
    }
  }

  /// The verdict on evidence that is sound in itself and agrees.
  /// - Parameter bare: the verdict when no signature could be checked.
  func verdict(bare: Verdict) -> Verdict {
    switch self {
    case .unchecked: bare
    case .signed: .consistent
    case .quorumNotMet: .quorumNotMet
    case .witnessed: .witnessed
    case .stranger, .refused: .invalid
    }
  }

  /// The standing in words.
  var words: Phrase {
    switch self {
    case .unchecked:
      Phrase(
        "signatures were not checked: give --key or --policy", "签名未经检查：请给出 --key 或 --policy",
        "簽章未經檢查：請給出 --key 或 --policy")
    case .signed: Phrase("signed by the log's key", "由日志密钥签名", "由日誌金鑰簽章")
    case .quorumNotMet(let names):
      Phrase(
        "cosigned by \(names.isEmpty ? "nobody" : names), which the policy does not accept as enough",
        "联署者：\(names.isEmpty ? "无" : names)，未达策略要求", "聯署者：\(names.isEmpty ? "無" : names)，未達策略要求")
    case .witnessed(let names):
      Phrase("cosigned by \(names)", "联署者：\(names)", "聯署者：\(names)")
    case .stranger(let text): EvidenceError(.noKnownSignature, text).words
    case .refused(let text): EvidenceError(.badSignature, text).words
    }
  }
}
