import EventStore
import Testing

@testable import Importers

@Suite("Reading plain and packed files")
struct GzipTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// All bytes of a file's content, in pieces of at most `piece` bytes, and the digest of the file.
  private func read(_ path: String, piece: Int = 1000) throws -> ([UInt8], Digest) {
    var source = try ByteSource(path)
    var buffer = [UInt8](repeating: 0, count: piece)
    var content: [UInt8] = []
    while true {
      let got = try source.read(into: &buffer, at: 0, upTo: piece)
      if got == 0 { break }
      content += buffer[0..<got]
    }
    #expect(try source.read(into: &buffer, at: 0, upTo: piece) == 0)
    return (content, try source.finish())
  }

  private func message(_ path: String) -> String {
    do {
      _ = try read(path)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }

  @Test("A plain file is read as it is, and hashed", arguments: [0, 1, 2, 70_000])
  func plain(_ count: Int) throws {
    let bytes = Array(Self.content.prefix(count))
    let (content, digest) = try read(try scratch.file("a.csv", bytes))
    #expect(content == bytes)
    #expect(digest == sha256(bytes))
  }

  @Test("A packed file is unpacked, and hashed as it lies", arguments: [0, 1, 70_000, 200_000])
  func packed(_ count: Int) throws {
    let bytes = Array(Self.content.prefix(count))
    let file = gzip(bytes, blockBytes: 30_000)
    let (content, digest) = try read(try scratch.file("a.csv.gz", file))
    #expect(content == bytes)
    #expect(digest == sha256(file))
  }

  @Test("What gzip itself packed is unpacked, whatever the file is called")
  func realGzip() throws {
    let packed = try #require(
      [UInt8](
        hexText: "1f8b08000000000002ff7bb6a645e769c31eae670468003a7fdb5128000000"))
    let (content, _) = try read(try scratch.file("a.bin", packed), piece: 7)
    #expect(String(decoding: content, as: UTF8.self) == String(repeating: "欄,值\n", count: 5))
  }

  @Test("Several members and zero padding are one content")
  func members() throws {
    let file = gzip([1, 2, 3]) + gzip([]) + gzip([4]) + [UInt8](repeating: 0, count: 70_000)
    let (content, digest) = try read(try scratch.file("a.gz", file))
    #expect(content == [1, 2, 3, 4])
    #expect(digest == sha256(file))
  }

  @Test("A file cut off anywhere is refused with its name and the byte", arguments: 2..<40)
  func truncated(_ end: Int) throws {
    let file = gzip([UInt8](repeating: 7, count: 22))
    let path = try scratch.file("cut.csv.gz", Array(file.prefix(end)))
    let text = message(path)
    #expect(text.contains("cut.csv.gz cannot be unpacked at byte \(end): it is cut off"))
  }

  @Test("A damaged checksum is refused")
  func checksum() throws {
    var file = gzip([1, 2, 3])
    file[file.count - 8] ^= 1
    #expect(message(try scratch.file("a.gz", file)).contains("incorrect data check"))
  }

  @Test("Bytes after the end that are not gzip are refused with their place")
  func trailing() throws {
    let whole = gzip([1, 2, 3])
    let text = message(try scratch.file("a.gz", whole + [0, 9]))
    #expect(text.contains("at byte \(whole.count + 1): something that is not gzip follows"))
  }

  @Test("A file that is not what its name says is refused")
  func falseName() throws {
    #expect(message(try scratch.file("a.csv.gz", "a,b\n")).contains("named .gz but is not gzip"))
    #expect(message(scratch.path + "/none.csv").contains("No such file"))
    #expect(message(scratch.path).contains("not a regular file"))
  }

  @Test("A file that grows while it is read is refused")
  func changed() throws {
    let path = try scratch.file("a.csv", "a\n1\n")
    let source = try ByteSource(path)
    _ = try scratch.file("a.csv", "a\n1\n2\n")
    var text = ""
    do {
      _ = try source.finish()
    } catch {
      text = "\(error)"
    }
    #expect(text.contains("was changed while it was imported"))
  }
}
