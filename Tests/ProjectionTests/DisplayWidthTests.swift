import Projections
import Testing

@Suite("Width on a terminal")
struct DisplayWidthTests {
  @Test(
    "Wide characters take two columns, combining ones none",
    arguments: [
      ("", 0), ("abc", 3), ("案件編號", 8), ("a案b", 4), ("é", 1), ("e\u{301}", 1), ("ｱ", 1),
      ("Ａ", 2), ("，", 2), ("·", 1), ("…", 1), ("—", 1), ("한국", 4), ("👍", 2), ("👍🏽", 2),
      ("👨‍👩‍👧", 2), ("☀\u{FE0F}", 2), ("\u{200B}", 0), ("𠮷", 2), ("は\u{3099}", 2),
    ])
  func widths(text: String, width: Int) {
    #expect(displayWidth(text) == width, "\(text)")
  }

  @Test("Padding and shortening count columns, not characters")
  func padding() {
    #expect("案".padded(to: 4) == "案  ")
    #expect("案".paddedLeft(to: 4) == "  案")
    #expect("案件編號".shortened(to: 5) == "案件…")
    #expect("案件編號".shortened(to: 6) == "案件…")
    #expect("案件".shortened(to: 4) == "案件")
    #expect("abc".shortened(to: 0) == "")
  }

  @Test("Names that differ only in what is cut lose their middle, so that rows stay apart")
  func namesApart() {
    #expect("宝山区住房和城乡建设委员会".shortenedInside(to: 9) == "宝山…员会")
    #expect("宝山区".shortenedInside(to: 6) == "宝山区")
    var table = TextTable([.init("name", shrinks: true), .init("n", isNumber: true)])
    table.add(["宝山区住房和城乡建设委员会", "1"])
    table.add(["宝山区住房和城乡规划局", "2"])
    #expect(table.isCut(to: 20) && !table.isCut(to: 29))
    #expect(table.lines(width: 14) == ["name         n", "宝山…委员会  1", "宝山…规划局  2"])
    #expect(table.lines(width: 22)[1] == "宝山区住房和城乡建…  1")
  }

  @Test("Wrapping never exceeds the width and loses nothing but spaces at breaks")
  func wrapping() {
    let text =
      "夜間施工噪音，已多次反映 no reply since 2019-01-01，請求處理。averyveryverylongwordwithoutspaces"
    for width in 8...60 {
      let lines = text.wrapped(to: width)
      #expect(lines.allSatisfy { displayWidth($0) <= width }, "width \(width)")
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "width \(width)")
    }
    #expect("short".wrapped(to: 20) == ["short"])
    #expect("".wrapped(to: 20) == [""])
  }

  @Test("Text cannot steer the terminal or turn the writing direction")
  func printable() {
    #expect("a\u{1B}[31mb".printable == "a␛[31mb")
    #expect("a\u{202E}b\u{9B}".printable == "a\u{FFFD}b\u{FFFD}")
    #expect("案件\nx".printable == "案件␊x")
    #expect("plain 案件".printable == "plain 案件")
  }

  @Test("A table lines up with Chinese in it, and gives way where it may")
  func table() {
    var table = TextTable([
      .init("類別", shrinks: true), .init("n", isNumber: true), .init("note"),
    ])
    table.add(["路燈故障或設施損壞", "7", "a"])
    table.add(["noise", "1234", "b"])
    let lines = table.lines(width: 80)
    #expect(lines.count == 3)
    #expect(lines[1] == "路燈故障或設施損壞     7  a")
    #expect(lines[2] == "noise               1234  b")
    #expect(table.lines(width: 24).allSatisfy { displayWidth($0) <= 24 })
  }
}
