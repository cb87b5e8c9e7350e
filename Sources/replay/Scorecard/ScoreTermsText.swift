import Hotline
import Projections

/// The terms of a score as text.
struct ScoreTermsText {
  let layout: Layout
  let score: Score

  func lines() -> [String] {
    var table = TextTable([
      .init(layout("term of the score", "计分项", "計分項"), shrinks: true),
      .init(layout("measured", "实测", "實測"), isNumber: true),
      .init(layout("points", "分值", "分值"), isNumber: true),
      .init(layout("weight", "权重", "權重"), isNumber: true),
      .init(layout("result", "得分", "得分"), isNumber: true), .init(""),
    ])
    for term in score.terms {
      table.add([
        term.term.measure.map { MeasureDefinition.of($0).title(layout.language) } ?? term.term.id,
        term.input?.text() ?? layout("no data", "无数据", "無資料"),
        term.limited?.text() ?? "–", term.factor.trimmedText(), term.points?.text() ?? "–",
        term.isSmallSample ? layout("small sample", "小样本", "小樣本") : "",
      ])
    }
    return table.lines(width: layout.width)
  }
}
