import EventStore
import Hotline
import Wire

/// 通报文件: one of the files in which a bulletin is published.
public struct BulletinFile: Sendable {
  /// Its name in its directory.
  public let name: String
  /// What is in it.
  public let bytes: [UInt8]
}

extension Bulletin {
  /// A page in each language, and the figures as JSON.
  public var files: [BulletinFile] {
    let pages = Language.allCases.map { language in
      BulletinFile(
        name: "\(event.bulletin).\(language.rawValue).html",
        bytes: Array(BulletinPage(self, language).html.utf8))
    }
    let text = JSONWriter.text(json, isIndented: true) + "\n"
    return pages + [BulletinFile(name: event.bulletin + ".json", bytes: Array(text.utf8))]
  }

  /// The same bulletin, whose event names each file with its SHA-256: what was handed out can be told from what was
  /// edited later, also by a program that would lay out the pages otherwise.
  public var namingFiles: Bulletin {
    var event = event
    event.files = files.map { "\(sha256($0.bytes).hex)  \($0.name)\n" }.joined()
    return Bulletin(event: event, self)
  }
}

extension BulletinPublished {
  /// The files that it names, with the SHA-256 of each in hexadecimal digits.
  var namedFiles: [(digest: String, name: String)] {
    files.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (String(parts[0]), String(parts[1].drop { $0 == " " || $0 == "*" }))
    }
  }
}
