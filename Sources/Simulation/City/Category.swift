/// 类别: what a matter is about, and the phrases that its texts are made of.
struct Category: Sendable {
  let code: String
  let name: String
  /// Group of units that handles it.
  let group: String
  let weight: Int
  /// Sentences of citizens.
  let problems: [String]
  /// Sentences of units.
  let replies: [String]
  /// Its weight in winter, spring, summer and autumn, in hundredths.
  let seasons: [Int]

  init(
    _ code: String, _ name: String, _ group: String, _ weight: Int, seasons: [Int] = [],
    _ problems: [String], _ replies: [String]
  ) {
    self.code = code
    self.name = name
    self.group = group
    self.weight = weight
    self.problems = problems
    self.replies = replies
    self.seasons = seasons.isEmpty ? [100, 100, 100, 100] : seasons
  }
}

/// 单位类别: offices with the same duty, one for the city and one for each district.
struct UnitGroup: Sendable {
  let code: String
  let name: String

  init(_ code: String, _ name: String) {
    self.code = code
    self.name = name
  }
}

/// Everyday words of one script.
struct PhraseBook: Sendable {
  let road: String
  let number: String
  let caller: String
  let opening: [String]
  let closing: [String]
  let praise: String
  let blame: String
  let city: String
  let street: String
  let streetEnd: String
  let knowledge: [String]

  static let simplified = PhraseBook(
    road: "示例路", number: "号", caller: "市民", opening: ["市民来电反映：", "市民反映：", "来电人表示："],
    closing: ["希望尽快处理。", "请有关部门核实处理并回复。", "望予解决。"],
    praise: "处理及时，满意。", blame: "问题没有解决，不满意。", city: "市", street: "第",
    streetEnd: "街道办事处", knowledge: ["办理材料一次性告知", "办理时限与流程", "受理地点与时间"])

  static let traditional = PhraseBook(
    road: "範例路", number: "號", caller: "市民", opening: ["民眾來電反映：", "民眾反映：", "來電者表示："],
    closing: ["請儘速派員處理。", "請相關單位查處並回覆。", "盼予改善。"],
    praise: "處理迅速，滿意。", blame: "問題仍未解決，不滿意。", city: "市政府", street: "第",
    streetEnd: "里辦公處", knowledge: ["應備文件說明", "辦理期限與流程", "受理地點與時間"])
}
