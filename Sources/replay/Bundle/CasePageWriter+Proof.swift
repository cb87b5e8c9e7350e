import EventStore
import Hotline
import Projections

extension CasePageWriter {
  /// What proves the case, and how to check it without this page.
  func proof() -> CasePage.Element {
    let bundle = page.bundle
    let note = String(decoding: bundle.checkpoint.encoded, as: UTF8.self)
    let cosigners = bundle.checkpoint.note.signatures.map { signature in
      "\(signature.name) (\(hexText([UInt8](bigEndian: signature.keyID))))"
    }
    let facts: [CaseText.Detail] = [
      (say("log", "日志", "日誌"), bundle.checkpoint.checkpoint.origin, nil),
      (say("complete", "完整性", "完整性"), page.check.completenessWords(language), nil),
      (say("signature lines", "签名行", "簽章行"), cosigners.joined(separator: ", "), nil),
      (
        say("keys enclosed", "所附密钥", "所附金鑰"),
        bundle.keys.isEmpty
          ? say("none", "无", "無") : bundle.keys.map(\.text).joined(separator: ", "), nil
      ),
    ]
    return section(
      "proof", Phrase("the proof", "证明", "證明"), kind: "wide steps",
      [
        .element("h2", text: say("What proves it", "证明", "證明")), pairs(facts),
        Self.verbatim(note), records(),
      ] + steps())
  }

  /// A text as it is, with its line feeds.
  private static func verbatim(_ text: String) -> Markup {
    Markup(trusted: "<pre>\(Markup.escaped(text))</pre>")
  }

  /// Every record that the page carries.
  private func records() -> Markup {
    var source = TextTable([
      .init(say("pos", "位置", "位置"), isNumber: true), .init(say("record", "记录", "紀錄")),
      .init(say("leaf hash", "叶哈希", "葉雜湊")),
    ])
    for event in page.check.events {
      source.add([
        event.position.description, EventWords.type(event.record.type.text, language),
        event.leafHash.hex,
      ])
    }
    return table(source, source.rows.map { cells("td", $0, source) })
  }

  private func steps() -> [Markup] {
    let texts = [
      say(
        "Whoever changes this page can change its script as well. Check the file with a program of your own, by keys that the log's operator and its witnesses have published:",
        "能改动本页者也能改动其脚本。请用您自己的程序，按日志运营方与见证方公布的密钥校验此文件：",
        "能改動本頁者也能改動其指令碼。請用您自己的程式，依日誌營運方與見證方公布的金鑰校驗此檔案："),
      say(
        "By hand: a record's leaf hash is SHA-256 of a zero byte and the record, which stands in base64 on its line “event” in the source of this page; the hashes below it lead to the root in the third line of the checkpoint (RFC 6962).",
        "手工核对：叶哈希为“零字节加记录”的 SHA-256；记录以 base64 写在本页源码的 event 行，其下各 hash 通向检查点第三行的树根（RFC 6962）。",
        "手工核對：葉雜湊為「零位元組加紀錄」的 SHA-256；紀錄以 base64 寫在本頁原始碼的 event 行，其下各 hash 通向檢查點第三行的樹根（RFC 6962）。"),
    ]
    let commands = [
      "replay check bundle.html --key KEY --policy FILE",
      "grep '^event N ' bundle.html | cut -d' ' -f3 | base64 -d > record\n"
        + "printf '\\0' | cat - record | sha256sum",
    ]
    let title = Markup.element("h3", text: say("How to check it", "如何核验", "如何核驗"))
    return [title]
      + zip(texts, commands).flatMap { text, command in
        [.element("p", text: text), Self.verbatim(command)]
      }
  }
}

extension [UInt8] {
  fileprivate init(bigEndian number: UInt32) {
    self = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
