import ArgumentParser
import EventStore
import Projections

/// `replay verify --bulletin ID`: a published figure, computed again.
struct BulletinVerdict {
  let global: GlobalOptions

  /// Prints every point of a bulletin; ends with 0 when all agree and with 2 when one does not.
  func run(_ id: String) throws {
    let (_, log) = try global.open()
    defer { log.close() }
    let check: BulletinCheck
    do {
      check = try log.withSnapshot { snapshot in
        let shelf = try BulletinShelf(snapshot)
        guard let bulletin = shelf.bulletin(id) else {
          let known = shelf.bulletins.map(\.event.bulletin).joined(separator: ", ")
          throw Failure(
            "there is no bulletin \(id.printable); published were: \(known.isEmpty ? "none" : known)",
            .notFound)
        }
        return try BulletinCheck(bulletin, snapshot)
      }
    } catch let error as ScoreError {
      throw Failure(error, global.layout.language)
    }
    global.show(lines(check), check.json)
    if !check.agrees { throw ExitCode(Failure.Code.differs.rawValue) }
  }

  private func lines(_ check: BulletinCheck) -> [String] {
    let layout = global.layout
    let event = check.bulletin.event
    var lines = [
      layout.paint(
        layout("bulletin", "通报", "通報") + " \(event.bulletin) · \(event.period) · "
          + "\(event.ruleSet)@\(event.ruleVersion) · \(event.treeSize)", .heading)
    ]
    for point in check.points {
      let verdict =
        point.agrees
        ? layout("agrees", "一致", "一致") : layout("DIFFERS", "不一致", "不一致")
      lines.append("\(point.name): \(layout.paint(verdict, point.agrees ? .label : .alarm))")
      if !point.agrees {
        lines += layout.labelled(
          layout("published", "通报", "通報"), point.published, indent: 2, labelWidth: 12)
        lines += layout.labelled(
          layout("recomputed", "重算", "重算"), point.recomputed, indent: 2, labelWidth: 12)
      }
    }
    return lines + [
      check.agrees
        ? layout(
          "computed again from the log, every figure is as published", "由日志重算，所有数字与通报一致",
          "由日誌重算，所有數字與通報一致")
        : layout(
          "computed again from the log, figures differ from those published", "由日志重算，数字与通报不一致",
          "由日誌重算，數字與通報不一致")
    ]
  }
}
