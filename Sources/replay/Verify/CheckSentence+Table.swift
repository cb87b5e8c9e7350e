import Projections

extension CheckSentence {
  /// Every sentence, more exact ones before those that would match them too.
  static let table: [(String, Phrase)] =
    (comparisons + files + events + trees + batches + checkpoints + others)
    .map { ($0.0, Phrase($0.0, $0.1, $0.2)) }

  private typealias Row = (String, String, String)

  private static let comparisons: [Row] = [
    (
      "the checkpoint is of the log '{}', this one is '{}'", "该检查点属于日志“{}”，此日志为“{}”",
      "該檢查點屬於日誌「{}」，此日誌為「{}」"
    ),
    (
      "the checkpoint was made at size {}, but the log has only {} events: it was rolled back",
      "该检查点签于大小 {}，而日志仅有 {} 个事件：日志已被回退",
      "該檢查點簽於大小 {}，而日誌僅有 {} 個事件：日誌已被回退"
    ),
    (
      "the checkpoint is that of the empty log, with which every log agrees",
      "该检查点签于空日志，任何日志都与之一致", "該檢查點簽於空日誌，任何日誌都與之一致"
    ),
    (
      "the first {} events are those of the checkpoint", "前 {} 个事件与检查点一致",
      "前 {} 個事件與檢查點一致"
    ),
    (
      "at size {} the log has root {}, the checkpoint says {}: events up to {} are not those it was made over",
      "大小为 {} 时日志的树根是 {}，检查点所载为 {}：截至 {} 的事件并非签署时的事件",
      "大小為 {} 時日誌的樹根是 {}，檢查點所載為 {}：截至 {} 的事件並非簽署時的事件"
    ),
  ]

  private static let files: [Row] = [
    ("the log belongs to '{}', not to '{}'", "日志属于“{}”，而非“{}”", "日誌屬於「{}」，而非「{}」"),
    ("{} is missing; restore it from a backup", "{} 缺失；请从备份恢复", "{} 遺失；請從備份還原"),
    (
      "{} has {} bytes, sealed with {}", "{} 有 {} 字节，封存时为 {} 字节",
      "{} 有 {} 位元組，封存時為 {} 位元組"
    ),
    ("{} differs from the file that was sealed", "{} 与封存时的文件不同", "{} 與封存時的檔案不同"),
    (
      "the check was ended by signal {} after position {}: the file is cut off or cannot be read beyond it; "
        + "restore it from a backup", "检查被信号 {} 中止，止于位置 {}：文件被截断，或其后无法读取；请从备份恢复",
      "檢查被訊號 {} 中止，止於位置 {}：檔案被截斷，或其後無法讀取；請從備份還原"
    ),
    (
      "the check stopped with code {} after position {}; the error above says why, restore the log from a "
        + "backup if it is damaged", "检查以代码 {} 停止，止于位置 {}；原因见上方错误，若已损坏请从备份恢复",
      "檢查以代碼 {} 停止，止於位置 {}；原因見上方錯誤，若已損壞請從備份還原"
    ),
    ("{} further findings are not listed", "另有 {} 项发现未列出", "另有 {} 項發現未列出"),
  ]

  private static let events: [Row] = [
    (
      "it cannot be read ({}); remove index/, it will be rebuilt", "无法读取（{}）；请删除 index/，将自动重建",
      "無法讀取（{}）；請刪除 index/，將自動重建"
    ),
    ("it cannot be read ({}); restore it from a backup", "无法读取（{}）；请从备份恢复", "無法讀取（{}）；請從備份還原"),
    ("it cannot be read ({})", "无法读取（{}）", "無法讀取（{}）"),
    (
      "its record does not give its leaf hash {}", "由记录算出的并非其叶哈希 {}",
      "由紀錄算出的並非其葉雜湊 {}"
    ),
    ("the event is missing", "该事件缺失", "該事件遺失"),
    ("the event cannot be looked up", "无法按位置查到该事件", "無法按位置查到該事件"),
    ("the event is missing or out of place", "该事件缺失或错位", "該事件遺失或錯位"),
    ("recordedAt runs backwards", "记录时间倒退", "紀錄時間倒退"),
    (
      "a new stream does not begin at revision 1", "新的流并非始于第 1 版",
      "新的串流並非始於第 1 版"
    ),
    ("stream number {} skips numbers after {}", "流编号 {} 在 {} 之后跳号", "串流編號 {} 在 {} 之後跳號"),
    ("stream number {} had another name before", "流编号 {} 此前另有其名", "串流編號 {} 此前另有其名"),
    ("revision {} follows revision {}", "第 {} 版紧接第 {} 版", "第 {} 版緊接第 {} 版"),
    (
      "it does not name the leaf before it in its stream", "未指明同流前一事件的叶",
      "未指明同串流前一事件的葉"
    ),
    ("there are {} streams, the log says {}", "共有 {} 条流，日志所载为 {}", "共有 {} 條串流，日誌所載為 {}"),
  ]

  private static let trees: [Row] = [
    ("the records give root {}, the log says {}", "由记录算出树根 {}，日志所载为 {}", "由紀錄算出樹根 {}，日誌所載為 {}"),
    ("a stored node is missing or out of place", "所存节点缺失或错位", "所存節點遺失或錯位"),
    (
      "the stored node of level {} differs from its leaves", "第 {} 层所存节点与其叶不符",
      "第 {} 層所存節點與其葉不符"
    ),
    ("the node there cannot be looked up", "无法查到该处节点", "無法查到該處節點"),
    ("the nodes in {} cannot be read ({})", "无法读取 {} 中的节点（{}）", "無法讀取 {} 中的節點（{}）"),
    ("{} stored nodes are missing from here on", "自此起缺少 {} 个所存节点", "自此起缺少 {} 個所存節點"),
  ]

  private static let batches: [Row] = [
    ("batch {} is missing or does not fit its sum", "批次 {} 缺失或与其校验和不符", "批次 {} 遺失或與其校驗和不符"),
    ("batch {} does not follow the one before it", "批次 {} 未承接前一批次", "批次 {} 未承接前一批次"),
    (
      "batch {} was committed before the one before it", "批次 {} 的提交时间早于前一批次",
      "批次 {} 的提交時間早於前一批次"
    ),
    ("{} batches up to there cannot be looked up", "截至该处有 {} 个批次无法查到", "截至該處有 {} 個批次無法查到"),
    ("batches in {} cannot be read ({})", "无法读取 {} 中的批次（{}）", "無法讀取 {} 中的批次（{}）"),
    (
      "{} batches end at position {}, the log says {} and {}",
      "{} 个批次止于位置 {}，日志所载为 {} 与 {}", "{} 個批次止於位置 {}，日誌所載為 {} 與 {}"
    ),
    ("segment {} says it ends at {}", "分段 {} 自称止于 {}", "分段 {} 自稱止於 {}"),
    (
      "segment {} has events beyond its end, or lacks some", "分段 {} 在其末尾之后尚有事件，或有所缺",
      "分段 {} 在其末尾之後尚有事件，或有所缺"
    ),
    ("{} cannot be read ({})", "无法读取 {}（{}）", "無法讀取 {}（{}）"),
  ]

  private static let checkpoints: [Row] = [
    ("the checkpoint kept at this size is damaged", "此大小所存检查点已损坏", "此大小所存檢查點已損壞"),
    ("it is of another log, '{}'", "它属于另一日志“{}”", "它屬於另一日誌「{}」"),
    (
      "it was signed over {} events, and the log has only {}", "它签于 {} 个事件，而日志仅有 {} 个",
      "它簽於 {} 個事件，而日誌僅有 {} 個"
    ),
    ("that of the empty log has another root", "空日志的检查点树根不符", "空日誌的檢查點樹根不符"),
    ("the checkpoint there cannot be looked up", "无法查到该处检查点", "無法查到該處檢查點"),
    ("the checkpoints in {} cannot be read ({})", "无法读取 {} 中的检查点（{}）", "無法讀取 {} 中的檢查點（{}）"),
    (
      "the records up to there give root {}, the signed checkpoint says {}",
      "截至该处的记录算出树根 {}，已签检查点所载为 {}", "截至該處的紀錄算出樹根 {}，已簽檢查點所載為 {}"
    ),
  ]

  private static let others: [Row] = [
    (
      "its streams differ from the log; remove index/ while the server is stopped; it will be rebuilt",
      "其中的流与日志不符；请停止服务后删除 index/，将自动重建", "其中的串流與日誌不符；請停止服務後刪除 index/，將自動重建"
    ),
    (
      "its stream names differ from the log; remove index/ while the server is stopped; it will be rebuilt",
      "其中的流名与日志不符；请停止服务后删除 index/，将自动重建", "其中的串流名與日誌不符；請停止服務後刪除 index/，將自動重建"
    ),
    (
      "its tags and types differ from the log; remove index/ while the server is stopped; it will be rebuilt",
      "其中的标签与类型与日志不符；请停止服务后删除 index/，将自动重建",
      "其中的標籤與類型與日誌不符；請停止服務後刪除 index/，將自動重建"
    ),
    (
      "it has {} values and the records commit to {}; restore it from a backup",
      "其中有 {} 项内容，记录所承诺者为 {} 项；请从备份恢复", "其中有 {} 項內容，紀錄所承諾者為 {} 項；請從備份還原"
    ),
    (
      "its {} values are missing; restore them from a backup", "其 {} 项内容缺失；请从备份恢复",
      "其 {} 項內容缺失；請從備份還原"
    ),
    (
      "the value at {} was erased by event {}, and is there; run `log-server erase` again, and destroy the copy that it came from",
      "{} 处的内容已由事件 {} 删除，却仍在；请再次运行 `log-server erase`，并销毁其来源副本",
      "{} 處的內容已由事件 {} 刪除，卻仍在；請再次執行 `log-server erase`，並銷毀其來源副本"
    ),
    (
      "its values cannot be opened with the key of its stream", "其内容无法以该流的密钥打开",
      "其內容無法以該串流的金鑰開啟"
    ),
    (
      "a value is gone, and the event that is said to have erased it did not",
      "有一项内容消失，而所称的删除事件并未删除它", "有一項內容消失，而所稱的刪除事件並未刪除它"
    ),
    (
      "its values do not give the digests in its record", "由其内容算出的并非记录中的摘要",
      "由其內容算出的並非紀錄中的摘要"
    ),
    ("it counts events after itself", "它清点了其后的事件", "它清點了其後的事件"),
    (
      "the first {} events do not give this inventory: they have {} streams and root {}, it says {} and {}",
      "由前 {} 个事件算出的并非此清点：实有 {} 条流、根 {}，清点所载为 {} 与 {}",
      "由前 {} 個事件算出的並非此清點：實有 {} 條串流、根 {}，清點所載為 {} 與 {}"
    ),
  ]
}
