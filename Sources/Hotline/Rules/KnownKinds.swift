/// 诉求类型: Codes of kinds of matter that the rule files in the repository use, with their names.
///
/// A city may use others; a code that is not known here is shown as it is.
public enum KnownKinds {
  /// Codes and names, in the order in which documents list them.
  public static let all: [(code: String, words: Phrase)] = [
    ("consultation", Phrase("consultation", "咨询", "諮詢")),
    ("service-request", Phrase("service request, help", "服务请求、求助", "服務請求、求助")),
    ("complaint", Phrase("complaint", "投诉", "投訴")),
    ("report", Phrase("report of a wrong", "举报", "檢舉")),
    ("repair", Phrase("fault repair", "故障报修", "故障報修")),
    ("dispatch-of-works", Phrase("dispatch of works", "派工", "派工")),
    ("petition", Phrase("petition", "申诉", "陳情")),
    ("suggestion", Phrase("suggestion", "建议", "建議")),
    ("opinion", Phrase("opinion", "意见", "意見")),
    ("praise", Phrase("praise", "表扬", "表揚")),
    ("transfer", Phrase("call transfer", "转接", "轉接")),
    ("enterprise-demand", Phrase("demand of an enterprise", "企业诉求", "企業訴求")),
  ]

  /// The name of a code; the code itself where none is known.
  public static func words(_ code: String) -> Phrase {
    all.first { $0.code.utf8.elementsEqual(code.utf8) }?.words ?? Phrase(verbatim: code)
  }
}
