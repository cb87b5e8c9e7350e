import EventStore
import Projections

/// What `replay verify` found in one log.
struct VerifyReport: Equatable {
  let origin: String
  let isFull: Bool
  let against: String?
  /// Whether a key or a policy was given, by which a checkpoint in the log could have been believed.
  let isTrustGiven: Bool
  private(set) var verified = Position.start
  private(set) var findings: [String] = []
  /// What kept the check from something, so that it comes to no verdict unless something else is wrong.
  private(set) var refusal: String?
  private(set) var size: UInt64?
  private(set) var root = ""
  private(set) var comparison: Comparison?
  private(set) var firstDifference: Position?
  private(set) var standing: Standing?
  private(set) var locked = 0
  private(set) var isIndexCompared = true
  private var isDone = false

  struct Comparison: Equatable {
    var agrees: Bool
    var sentence: String
    /// Whether it is with the empty log, which says nothing.
    var isEmpty = false
  }

  init(origin: String, isFull: Bool, against: String?, isTrustGiven: Bool = false) {
    self.origin = origin
    self.isTrustGiven = isTrustGiven
    self.isFull = isFull
    self.against = against
  }

  mutating func take(_ message: WorkerMessage) {
    switch message {
    case .verified(let position): verified = position
    case .finding(let text): findings.append(text)
    case .refused(let text): refusal = refusal ?? text
    case .head(let size, let root):
      self.size = size
      self.root = root
    case .compared(let agrees, let sentence):
      comparison = Comparison(agrees: agrees, sentence: sentence)
    case .saysNothing(let sentence):
      comparison = Comparison(agrees: true, sentence: sentence, isEmpty: true)
    case .firstDifference(let position): firstDifference = position
    case .standing(let standing): self.standing = standing
    case .locked(let count): locked = count
    case .unindexed: isIndexCompared = false
    case .total: break
    case .done: isDone = true
    }
  }

  mutating func take(_ exit: ChildExit) {
    switch exit {
    case .signalled(let signal):
      findings.append(
        "the check was ended by signal \(signal) after position \(verified): the file is cut off or "
          + "cannot be read beyond it; restore it from a backup")
    case .exited(let code) where code != 0 || !isDone:
      findings.append(
        "the check stopped with code \(code) after position \(verified); "
          + "the error above says why, restore the log from a backup if it is damaged")
    case .exited: break
    }
  }

  var verdict: Verdict {
    if !findings.isEmpty { return .invalid }
    guard let comparison else { return .unanchored }
    // A head that the known key did not sign says nothing, whatever the log says.
    let standing = standing ?? .unchecked
    if standing.verdict(bare: .consistent) == .invalid { return .invalid }
    if comparison.isEmpty { return .unanchored }
    return comparison.agrees ? standing.verdict(bare: .consistent) : .diverged
  }

  /// What the log was compared with.
  private func anchor(_ layout: Layout) -> String {
    against ?? layout("checkpoint kept in the log", "日志所存检查点", "日誌所存檢查點")
  }

  /// What is found besides the verdict, for programs.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("origin", .string(origin)), .init("full", .bool(isFull)),
      .init("verifiedUpTo", .unsigned(verified.rawValue)),
    ]
    if let size {
      members.append(.init("size", .unsigned(size)))
      members.append(.init("root", .string(root)))
    }
    if isFull {
      members.append(.init("lockedValues", .integer(Int64(locked))))
      members.append(.init("indexCompared", .bool(isIndexCompared)))
    }
    members.append(.init("findings", .array(findings.map { .string($0) })))
    if let refusal { members.append(.init("notChecked", .string(refusal))) }
    if let comparison {
      members.append(
        .init(
          "against",
          .object([
            .init("file", against.map { .string($0) } ?? .null),
            .init("agrees", .bool(comparison.agrees)),
            .init("sentence", .string(comparison.sentence)),
            .init("firstDifference", firstDifference.map { .unsigned($0.rawValue) } ?? .null),
            .init("signaturesChecked", .bool(standing ?? .unchecked != .unchecked)),
            .init("signatures", .string((standing ?? .unchecked).line)),
          ])))
    }
    return members
  }

  /// What is found besides the verdict, for people.
  /// - Parameter findings: what the numbers of findings come after.
  func pairs(_ layout: Layout, findings prefix: String = "") -> [(String, String)] {
    var pairs: [(String, String)] = []
    if let size {
      pairs.append((layout("events", "事件数", "事件數"), String(size)))
      pairs.append((Phrase.root(layout.language), root))
    } else {
      pairs.append((layout("checked up to", "已检查至", "已檢查至"), verified.description))
    }
    pairs.append((layout("checked", "检查内容", "檢查內容"), scope(layout)))
    if let refusal { pairs.append((Phrase.notChecked(layout.language), refusal)) }
    if locked > 0 { pairs.append((Phrase.notChecked(layout.language), lockedWords(layout))) }
    if !isIndexCompared { pairs.append((Phrase.notChecked(layout.language), indexWords(layout))) }
    if let comparison {
      pairs.append((anchor(layout), CheckSentence.words(comparison.sentence, layout.language)))
      if let firstDifference {
        pairs.append(
          (layout("first difference", "首个不同之处", "首個不同之處"), firstDifference.description))
      }
      pairs.append(
        (Phrase.signatures(layout.language), (standing ?? .unchecked).words(layout.language)))
    }
    if comparison == nil, findings.isEmpty, isTrustGiven || prefix.isEmpty {
      pairs.append((layout("not compared", "未比对", "未比對"), missingAnchor(layout)))
    }
    for (index, finding) in findings.enumerated() {
      pairs.append(("\(prefix)\(index + 1)", CheckSentence.words(finding, layout.language)))
    }
    return pairs
  }

  /// Why there was nothing to compare with, and how to mend it.
  private func missingAnchor(_ layout: Layout) -> String {
    isTrustGiven
      ? layout(
        "no checkpoint over events that is kept in the log is signed by a key that was given; give --against with one kept elsewhere, or the right key",
        "日志所存检查点均未由所给密钥签名；请以 --against 给出他处保存的检查点，或给出正确的密钥",
        "日誌所存檢查點均未由所給金鑰簽章；請以 --against 給出他處保存的檢查點，或給出正確的金鑰")
      : layout(
        "give --against with a checkpoint kept elsewhere, or --key or --policy",
        "请以 --against 给出他处保存的检查点，或给出 --key 或 --policy",
        "請以 --against 給出他處保存的檢查點，或給出 --key 或 --policy")
  }

  private func lockedWords(_ layout: Layout) -> String {
    layout(
      "\(locked) personal values are sealed and their key is not here (ANJUAN_VAULT_KEY)",
      "\(locked) 项个人信息已加密，此处无密钥（ANJUAN_VAULT_KEY）",
      "\(locked) 項個人資料已加密，此處無金鑰（ANJUAN_VAULT_KEY）")
  }

  private func indexWords(_ layout: Layout) -> String {
    layout(
      "the index: there is none that fits the log, so that nothing is read by it; the server makes it anew",
      "索引：没有与日志相符的索引，读取时均不采用；服务器启动时会重建",
      "索引：沒有與日誌相符的索引，讀取時均不採用；伺服器啟動時會重建")
  }

  private func scope(_ layout: Layout) -> String {
    let index = isIndexCompared
    return isFull
      ? layout(
        "every record's hash, the tree from its leaves, the streams' chains, inventories,\(index ? " the index," : "") the vault",
        "每条记录的哈希、由叶重算的树、各流的链、案卷清点、\(index ? "索引、" : "")保险库",
        "每筆紀錄的雜湊、由葉重算的樹、各串流的鏈、案卷清點、\(index ? "索引、" : "")保險庫")
      : layout(
        "the files, the batches and the newest 4,096 events; --full hashes every record again",
        "文件、批次与最新 4,096 个事件；--full 会重算每条记录",
        "檔案、批次與最新 4,096 個事件；--full 會重算每筆紀錄")
  }
}

/// What `replay verify` found in a log and in the access log beside it.
struct VerifyReports: VerdictReport {
  var log: VerifyReport
  /// `nil` where there is none.
  var access: VerifyReport?

  /// What kept the check of either from something.
  var refusal: String? { log.refusal ?? access?.refusal }

  /// The worse one. An access log that nobody holds a checkpoint of is told of and takes nothing from what is known of the log.
  var verdict: Verdict {
    guard let access, access.verdict.exitCode > log.verdict.exitCode else { return log.verdict }
    return access.verdict == .unanchored && access.against == nil ? log.verdict : access.verdict
  }

  var json: JSONValue {
    func verdictMembers(_ verdict: Verdict) -> [JSONValue.Member] {
      [
        .init("verdict", .string(verdict.name)),
        .init("exitCode", .integer(Int64(verdict.exitCode))),
      ]
    }
    var members = verdictMembers(verdict) + log.members
    if let access {
      members.append(.init("ownVerdict", .string(log.verdict.name)))
      members.append(
        .init("access", .object(verdictMembers(access.verdict) + access.members)))
    }
    return .object(members)
  }

  func lines(_ layout: Layout) -> [String] {
    var pairs = [(Phrase.log(layout.language), log.origin)]
    guard let access else { return verdict.lines(pairs + log.pairs(layout), layout) }
    let verdictLabel = layout("verdict", "结论", "結論")
    let accessLabel = layout("access log", "查阅日志", "查閱日誌")
    pairs.append((verdictLabel, log.verdict.name))
    pairs += log.pairs(layout)
    pairs.append((accessLabel, access.origin))
    pairs.append((verdictLabel, access.verdict.name))
    pairs += access.pairs(layout, findings: accessLabel + " ")
    return verdict.lines(pairs, layout)
  }
}
