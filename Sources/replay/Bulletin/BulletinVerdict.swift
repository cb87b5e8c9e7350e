import ArgumentParser
import EventStore
import Projections

/// `replay verify --bulletin ID`: a published figure, computed again.
struct BulletinVerdict {
  let global: GlobalOptions
  /// Where its files are; `nil` for the place where they are written unless told otherwise.
  let files: String?

  /// Prints every point of a bulletin; ends with 0 when all agree and with 2 when one does not.
  func run(_ id: String) throws {
    if let files, !FileSystem.isDirectory(files) {
      throw Failure(
        "there is no directory \(files.printable); name the one with the bulletin's files", .usage)
    }
    var (check, path) = try recomputed(id)
    let place = files ?? path + "/bulletins"
    // What was computed again rests on records that are as they were hashed.
    let found = Verification.run(directory: path, full: true, erases: Erasures.erased).findings
    if let refusal = found.first(where: { $0.subject == .reader }) {
      throw Failure("the records cannot be checked: \(refusal.sentence)", .usage)
    }
    check.checkRecords(found)
    try check.checkFiles { name in
      let path = place + "/" + name
      return FileSystem.exists(path) ? try FileSystem.read(path) : nil
    }
    global.show(lines(check, place), check.json)
    if !check.agrees { throw ExitCode(Failure.Code.differs.rawValue) }
  }

  /// The bulletin as the log gives it now, and the data directory.
  private func recomputed(_ id: String) throws -> (BulletinCheck, String) {
    let (directory, log) = try global.open()
    defer { log.close() }
    do {
      let check = try log.withSnapshot { snapshot in
        let shelf = try BulletinShelf(snapshot)
        guard let bulletin = shelf.bulletin(id) else {
          let known = shelf.bulletins.map(\.event.bulletin).joined(separator: ", ")
          throw Failure(
            "there is no bulletin \(id.printable); published were: \(known.isEmpty ? "none" : known)",
            .notFound)
        }
        return try BulletinCheck(bulletin, snapshot)
      }
      return (check, directory.path)
    } catch let error as ScoreError {
      throw Failure(error, global.layout.language)
    }
  }

  private func lines(_ check: BulletinCheck, _ place: String) -> [String] {
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
    lines += check.missingFiles.map {
      layout(
        "file \($0): not in \(place), not compared", "文件 \($0)：不在 \(place)，未核对",
        "檔案 \($0)：不在 \(place)，未核對")
    }
    return lines + [
      check.agrees
        ? layout(
          "computed again from the log, every figure is as published", "由日志重算，所有数字与通报一致",
          "由日誌重算，所有數字與通報一致")
        : layout(
          "what was published differs from what the log says", "所发布的内容与日志不一致",
          "所發布的內容與日誌不一致")
    ]
  }
}
