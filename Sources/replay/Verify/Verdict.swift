import Projections

/// What a verification comes to, with the exit codes of the evidence contract.
enum Verdict: String, CaseIterable {
  /// Sound, and a head cosigned by another institution agrees.
  case witnessed
  /// Sound, and a head kept elsewhere agrees, but nobody else signed it.
  case consistent
  /// Sound, and a head kept elsewhere agrees, but too few of the witnesses asked for signed it.
  case quorumNotMet
  /// Sound in itself, with nothing outside to compare with.
  case unanchored
  /// Sound in itself, but it contradicts a head kept elsewhere.
  case diverged
  /// Damaged or changed.
  case invalid

  var exitCode: Int32 {
    switch self {
    case .witnessed: 0
    case .consistent: 10
    case .quorumNotMet: 11
    case .unanchored: 20
    case .diverged: 30
    case .invalid: 40
    }
  }

  /// The verdict's own name, the same in every language.
  var name: String {
    switch self {
    case .witnessed: "WITNESSED"
    case .consistent: "CONSISTENT BUT UNWITNESSED"
    case .quorumNotMet: "QUORUM NOT MET"
    case .unanchored: "UNANCHORED"
    case .diverged: "DIVERGED"
    case .invalid: "INVALID"
    }
  }

  /// How the verdict looks on a terminal.
  var role: Layout.Role {
    switch self {
    case .witnessed, .consistent: .heading
    case .quorumNotMet, .unanchored: .caution
    case .diverged, .invalid: .alarm
    }
  }

  /// Name, words and facts of a verdict as lines.
  func lines(_ pairs: [(String, String)], _ layout: Layout) -> [String] {
    var lines = [layout.paint(name, role)]
    lines += words(layout.language).wrapped(to: layout.width)
    let labelWidth = min(24, pairs.map { displayWidth($0.0) }.max() ?? 0)
    for (label, value) in pairs {
      lines += layout.labelled(label, value, indent: 2, labelWidth: labelWidth)
    }
    return lines
  }

  /// The verdict in words.
  var words: Phrase {
    switch self {
    case .witnessed:
      Phrase(
        "sound, and it agrees with a checkpoint that another institution has signed",
        "完好，且与其他机构联署的检查点一致", "完好，且與其他機構聯署的檢查點一致")
    case .consistent:
      Phrase(
        "sound, and it agrees with what you hold of the log, a checkpoint or its key; no other institution has signed it",
        "完好，且与您保存的检查点或日志公钥一致；尚无其他机构联署", "完好，且與您保存的檢查點或日誌公鑰一致；尚無其他機構聯署")
    case .quorumNotMet:
      Phrase(
        "sound, and it agrees with the checkpoint; but not enough of the witnesses you ask for signed it",
        "完好，且与检查点一致；但联署的见证方未达法定数", "完好，且與檢查點一致；但聯署的見證方未達法定數")
    case .unanchored:
      Phrase(
        "sound in itself; there is nothing outside to compare it with",
        "自身完好；外部尚无可比对之物", "自身完好；外部尚無可比對之物")
    case .diverged:
      Phrase(
        "sound in itself, but it contradicts the checkpoint you kept",
        "自身完好，但与您保存的检查点矛盾", "自身完好，但與您保存的檢查點矛盾")
    case .invalid:
      Phrase("damaged or changed", "已损坏或被改动", "已損壞或被改動")
    }
  }
}
